"""The plan's rules as the solver's: hours become slots, wage-hours become cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.plan import Plan
from planner.plan.rules import Pairs, Protected
from planner.plan.rules import Rule as Settings
from planner.rostering.week import Week
from solver import problem as sp
from solver import rules as sr

Made = tuple[Settings, type[sr.Rule], Mapping[str, Any]]  # settings, rule and its parameters


def rules_of(plan: Plan) -> Iterator[sr.Rule]:
    """Yield the rules that are not off, in the order of the rule book."""
    yield from (sr.Skill(), sr.OneShiftADay(), sr.BreaksInWindows())
    for settings, rule, parameters in (*_settled(plan), *_time(plan), *_people(plan), *_work(plan)):
        if settings.severity != "off":
            weight = round(settings.weight * sp.COST_PER_WAGE_HOUR)
            yield rule(severity=sr.Severity(settings.severity), weight=weight, **parameters)


def pairs_of(settings: Pairs, week: Week) -> Iterator[sp.Pair]:
    """Yield pairs of agents by their numbers."""
    number = {agent.id: at for at, agent in enumerate(week.agents)}
    for first, second in settings.pairs:
        yield number[first], number[second]


def _settled(plan: Plan) -> Iterator[Made]:
    """Yield the rules of what is settled before the search."""
    rules = plan.rules
    yield rules.availability, sr.Availability, {}
    yield rules.leave, sr.Leave, {}
    yield rules.locks, sr.Locks, {}
    yield rules.rotations, sr.Rotations, {}


def _time(plan: Plan) -> Iterator[Made]:
    """Yield the rules of working time and rest."""
    rules, nights = plan.rules, plan.night_kinds
    rest, successions = rules.min_rest_between_shifts, rules.forbidden_successions
    after = {kind: _slots(plan, hours * 60) for kind, hours in rest.after.items()}
    banned = {kind: frozenset(following) for kind, following in successions.after.items()}
    yield rest, sr.MinRestBetweenShifts, {"slots": _slots(plan, rest.hours * 60), "after": after}
    yield successions, sr.ForbiddenSuccessions, {"after": banned}
    yield rules.forward_rotation, sr.ForwardRotation, {}
    yield rules.start_consistency, sr.StartConsistency, {"band_min": rules.start_consistency.band_min}
    yield rules.max_days_in_a_row, sr.MaxDaysInARow, {"days": rules.max_days_in_a_row.days}
    yield rules.min_days_in_a_row, sr.MinDaysInARow, {"days": rules.min_days_in_a_row.days}
    run, off = rules.max_nights_in_a_row, rules.days_off_after_nights
    yield run, sr.MaxNightsInARow, {"most": run.nights, "nights": nights}
    yield off, sr.DaysOffAfterNights, {"days": off.days, "nights": nights}
    yield rules.min_days_off, sr.MinDaysOff, {"days": rules.min_days_off.days}
    yield rules.days_off_together, sr.DaysOffTogether, {"days": rules.days_off_together.days}
    weekends = rules.weekends_off
    yield weekends, sr.WeekendsOff, {"free": weekends.free, "weekends": weekends.weekends}
    yield rules.max_shifts_of_kind, sr.MaxShiftsOfKind, {"most": rules.max_shifts_of_kind.most}
    tolerance_min = round(rules.contract_hours.tolerance_h * 60)
    yield rules.contract_hours, sr.ContractHours, {"under_min": tolerance_min, "over_min": tolerance_min}


def _people(plan: Plan) -> Iterator[Made]:
    """Yield the rules about who people are, and with whom they work."""
    rules, mentor = plan.rules, plan.rules.mentor
    yield rules.protected, sr.Protected, {"protections": tuple(_protections(rules.protected, plan))}
    overlap = _slots(plan, mentor.overlap_min)
    yield mentor, sr.Mentor, {"overlap": overlap, "newcomers": mentor.newcomers, "mentors": mentor.mentors}
    yield rules.together, sr.Together, {}
    yield rules.apart, sr.Apart, {}
    yield rules.wishes, sr.Wishes, {}


def _protections(settings: Protected, plan: Plan) -> Iterator[sr.Protection]:
    for tag, protection in settings.tags.items():
        nights = frozenset() if protection.nights else plan.night_kinds
        yield sr.Protection(tag, nights | frozenset(protection.shifts), not protection.overtime)


def _work(plan: Plan) -> Iterator[Made]:
    """Yield the rules of the work to be done."""
    yield plan.rules.posts, sr.Posts, {}
    yield plan.rules.group_handover, sr.GroupHandover, {}


def _slots(plan: Plan, minutes: float) -> int:
    """Return whole slots: a part of a slot is a slot."""
    return -int(-minutes // plan.slot_min)
