"""Hours and minutes of the plan in the solver's units, on the safe side of a limit."""

from __future__ import annotations

from planner.plan import Plan


def whole_slots(minutes: float, plan: Plan) -> int:
    """Return slots of the least length asked for: a part of a slot is a slot."""
    return -int(-minutes // plan.slot_min)


def whole_minutes(hours: float) -> int:
    """Return minutes of the most that is allowed: a part of a minute is beyond the limit."""
    return int(round(hours * 60, 6))
