"""Rules of the roster as a plan says them: the book, and a file for each family of rules."""

from planner.plan.rules.book import Rules

__all__ = ["Rules"]
