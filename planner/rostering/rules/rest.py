"""Rules of rest, and of which shifts may follow which."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan import Plan
from planner.rostering.rules.made import Made
from planner.rostering.units import whole_slots
from solver import rules as sr


def rest(plan: Plan) -> Iterator[Made]:
    """Yield them in the order of the rule book."""
    rules = plan.rules
    between, successions, weekends = rules.min_rest_between_shifts, rules.forbidden_successions, rules.weekends_off
    after = {kind: whole_slots(hours * 60, plan) for kind, hours in between.after.items()}
    banned = {kind: frozenset(following) for kind, following in successions.after.items()}
    yield Made(between, sr.MinRestBetweenShifts, {"slots": whole_slots(between.hours * 60, plan), "after": after})
    yield Made(successions, sr.ForbiddenSuccessions, {"after": banned})
    yield Made(rules.forward_rotation, sr.ForwardRotation)
    yield Made(rules.start_consistency, sr.StartConsistency, {"band_min": rules.start_consistency.band_min})
    yield Made(rules.max_days_in_a_row, sr.MaxDaysInARow, {"days": rules.max_days_in_a_row.days})
    yield Made(rules.min_days_in_a_row, sr.MinDaysInARow, {"days": rules.min_days_in_a_row.days})
    yield Made(rules.max_nights_in_a_row, sr.MaxNightsInARow, {"most": rules.max_nights_in_a_row.nights})
    yield Made(rules.days_off_after_nights, sr.DaysOffAfterNights, {"days": rules.days_off_after_nights.days})
    yield Made(rules.min_days_off, sr.MinDaysOff, {"days": rules.min_days_off.days})
    yield Made(rules.days_off_together, sr.DaysOffTogether, {"days": rules.days_off_together.days})
    yield Made(weekends, sr.WeekendsOff, {"free": weekends.free, "weekends": weekends.weekends})
    yield Made(rules.max_shifts_of_kind, sr.MaxShiftsOfKind, {"most": rules.max_shifts_of_kind.most})
