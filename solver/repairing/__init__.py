"""Repair: people fall out or more are required, and the rest of a roster changes as little as pays."""
