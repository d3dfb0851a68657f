"""The plan's rules as the solver's: hours become slots, wage-hours become cost."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan import Plan
from planner.plan.rules import Rule as Settings
from solver import problem as sp
from solver import rules as sr


def rules_of(plan: Plan) -> Iterator[sr.Rule]:
    """Yield the rules that are not off, in the order of the rule book."""
    yield from (sr.Skill(), sr.OneShiftADay(), sr.BreaksInWindows())
    rules, slot_min = plan.rules, plan.slot_min
    rest, run, off, hours = (
        rules.min_rest_between_shifts,
        rules.max_days_in_a_row,
        rules.min_days_off,
        rules.contract_hours,
    )
    rest_slots = -int(-rest.hours * 60 // slot_min)  # a part of a slot is a slot
    tolerance_min = round(hours.tolerance_h * 60)
    made: tuple[tuple[Settings, type[sr.Rule], dict[str, int]], ...] = (
        (rules.availability, sr.Availability, {}),
        (rules.leave, sr.Leave, {}),
        (rules.locks, sr.Locks, {}),
        (rest, sr.MinRestBetweenShifts, {"slots": rest_slots}),
        (run, sr.MaxDaysInARow, {"days": run.days}),
        (off, sr.MinDaysOff, {"days": off.days}),
        (hours, sr.ContractHours, {"under_min": tolerance_min, "over_min": tolerance_min}),
        (rules.wishes, sr.Wishes, {}),
        (rules.posts, sr.Posts, {}),
        (rules.group_handover, sr.GroupHandover, {}),
    )
    for settings, rule, parameters in made:
        if settings.severity != "off":
            weight = round(settings.weight * sp.COST_PER_WAGE_HOUR)
            yield rule(severity=sr.Severity(settings.severity), weight=weight, **parameters)
