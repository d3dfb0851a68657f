"""The plan's rules as the solver's: hours become slots and minutes, wage-hours become cost, tags become agents."""

from planner.rostering.rules.book import rules_of

__all__ = ["rules_of"]
