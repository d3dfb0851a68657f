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
        (rules.wishes, sr.Wishes, {"raised_percent": round(100 * rules.wishes.refused_share)}),
        (rules.posts, sr.Posts, {}),
        (rules.group_handover, sr.GroupHandover, {}),
    )
    for settings, rule, parameters in made:
        if settings.severity != "off":
            weight = round(settings.weight * sp.COST_PER_WAGE_HOUR)
            yield rule(severity=sr.Severity(settings.severity), weight=weight, **parameters)
    yield from _work_rules(plan)


def _work_rules(plan: Plan) -> Iterator[sr.Rule]:
    """Yield the rules on duty, stops, fairness and breaks; the cost of a unit is a part of the weight."""
    rules, slot_min = plan.rules, plan.slot_min
    stops, spacing, team = rules.spread_of_stops, rules.break_spacing, rules.team_breaks
    stops_percent, team_percent = round(100 * stops.share), round(100 * team.share)
    least, most = -(-spacing.least_min // slot_min), spacing.most_min // slot_min
    hour, person = slot_min / 60, 1 / sp.PERSON
    made: tuple[tuple[Settings, type[sr.Rule], float, dict[str, int]], ...] = (
        (rules.min_on_duty, sr.MinOnDuty, hour, {}),
        (stops, sr.SpreadOfStops, person, {"share_percent": stops_percent, "few": stops.few}),
        (rules.fairness, sr.Fairness, 1, {}),
        (spacing, sr.BreakSpacing, hour, {"least": least, "most": most}),
        (team, sr.TeamBreaks, hour, {"share_percent": team_percent}),
    )
    for settings, rule, part, parameters in made:
        if settings.severity != "off":
            weight = round(settings.weight * part * sp.COST_PER_WAGE_HOUR)
            yield rule(severity=sr.Severity(settings.severity), weight=weight, **parameters)
