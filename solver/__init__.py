"""Roster engine: coverage, rules, posts with handover overlaps, on integers only."""
