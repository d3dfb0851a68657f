"""The plan's rules as the solver's: hours become slots, wage-hours become cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.plan import Plan
from planner.plan.rules import Pairs
from planner.plan.rules import Rule as Settings
from planner.rostering.hours import protection_of
from planner.rostering.week import Week
from solver import problem as sp
from solver import rules as sr


@dataclass(frozen=True, slots=True)
class Made:
    """A rule with its settings and parameters; a unit of breach costs `part` of the weight."""

    settings: Settings
    rule: type[sr.Rule]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    part: float = 1.0


def rules_of(week: Week) -> Iterator[sr.Rule]:
    """Yield the rules that are not off, in the order of the rule book."""
    plan = week.plan
    yield from (sr.Skill(), sr.OneShiftADay(), sr.BreaksInWindows())
    for made in (*_settled(plan), *_time(plan), *_people(week), *_work(plan)):
        if made.settings.severity != "off":
            weight = round(made.settings.weight * made.part * sp.COST_PER_WAGE_HOUR)
            yield made.rule(severity=sr.Severity(made.settings.severity), weight=weight, **made.parameters)


def pairs_of(settings: Pairs, week: Week) -> Iterator[sp.Pair]:
    """Yield pairs of agents by their numbers."""
    number = {agent.id: at for at, agent in enumerate(week.agents)}
    for first, second in settings.pairs:
        yield number[first], number[second]


def _settled(plan: Plan) -> Iterator[Made]:
    """Yield the rules of what is settled before the search."""
    rules = plan.rules
    yield Made(rules.availability, sr.Availability)
    yield Made(rules.leave, sr.Leave)
    yield Made(rules.locks, sr.Locks)
    yield Made(rules.rotations, sr.Rotations)


def _time(plan: Plan) -> Iterator[Made]:
    """Yield the rules of working time and rest."""
    rules = plan.rules
    rest, successions = rules.min_rest_between_shifts, rules.forbidden_successions
    after = {kind: _slots(plan, hours * 60) for kind, hours in rest.after.items()}
    banned = {kind: frozenset(following) for kind, following in successions.after.items()}
    yield Made(rest, sr.MinRestBetweenShifts, {"slots": _slots(plan, rest.hours * 60), "after": after})
    yield Made(successions, sr.ForbiddenSuccessions, {"after": banned})
    yield Made(rules.forward_rotation, sr.ForwardRotation)
    yield Made(rules.start_consistency, sr.StartConsistency, {"band_min": rules.start_consistency.band_min})
    yield Made(rules.max_days_in_a_row, sr.MaxDaysInARow, {"days": rules.max_days_in_a_row.days})
    yield Made(rules.min_days_in_a_row, sr.MinDaysInARow, {"days": rules.min_days_in_a_row.days})
    run, off = rules.max_nights_in_a_row, rules.days_off_after_nights
    yield Made(run, sr.MaxNightsInARow, {"most": run.nights})
    yield Made(off, sr.DaysOffAfterNights, {"days": off.days})
    yield Made(rules.min_days_off, sr.MinDaysOff, {"days": rules.min_days_off.days})
    yield Made(rules.days_off_together, sr.DaysOffTogether, {"days": rules.days_off_together.days})
    weekends = rules.weekends_off
    yield Made(weekends, sr.WeekendsOff, {"free": weekends.free, "weekends": weekends.weekends})
    yield Made(rules.max_shifts_of_kind, sr.MaxShiftsOfKind, {"most": rules.max_shifts_of_kind.most})
    tolerance_min = round(rules.contract_hours.tolerance_h * 60)
    yield Made(rules.contract_hours, sr.ContractHours, {"under_min": tolerance_min, "over_min": tolerance_min})


def _people(week: Week) -> Iterator[Made]:
    """Yield the rules about who people are, and with whom they work."""
    plan, rules, mentor = week.plan, week.plan.rules, week.plan.rules.mentor
    yield Made(rules.protected, sr.Protected, protection_of(rules.protected, week))
    overlap = _slots(plan, mentor.overlap_min)
    yield Made(mentor, sr.Mentor, {"overlap": overlap, "newcomers": mentor.newcomers, "mentors": mentor.mentors})
    yield Made(rules.together, sr.Together)
    yield Made(rules.apart, sr.Apart)
    yield Made(rules.wishes, sr.Wishes, {"raised_percent": round(100 * rules.wishes.refused_share)})


def _work(plan: Plan) -> Iterator[Made]:
    """Yield the rules of the work to be done, of breaks and of fairness."""
    rules, slot_h = plan.rules, plan.slot_min / 60
    yield Made(rules.posts, sr.Posts)
    yield Made(rules.group_handover, sr.GroupHandover)
    yield Made(rules.min_on_duty, sr.MinOnDuty, part=slot_h)
    stops, spacing, team = rules.spread_of_stops, rules.break_spacing, rules.team_breaks
    leaving = {"share_percent": round(100 * stops.share), "few": stops.few}
    yield Made(stops, sr.SpreadOfStops, leaving, 1 / sp.PERSON)
    yield Made(rules.fairness, sr.Fairness)
    yield Made(rules.activities, sr.Activities)
    stretch = {"least": _slots(plan, spacing.least_min), "most": spacing.most_min // plan.slot_min}
    yield Made(spacing, sr.BreakSpacing, stretch, slot_h)
    yield Made(team, sr.TeamBreaks, {"share_percent": round(100 * team.share)}, slot_h)


def _slots(plan: Plan, minutes: float) -> int:
    """Return whole slots: a part of a slot is a slot."""
    return -int(-minutes // plan.slot_min)
