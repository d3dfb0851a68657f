"""The rule book: every rule by name, with its default. A new rule is a line here."""

from __future__ import annotations

from planner.plan.base import Strict
from planner.plan.rules.breaks import BreakSpacing, TeamBreaks
from planner.plan.rules.fairness import Fairness
from planner.plan.rules.hours import ContractHours, MaxHours, MaxHoursInWindow, MaxNightHours, MaxOvertime
from planner.plan.rules.people import Mentor, Pairs, Protected
from planner.plan.rules.rest import (
    DaysInARow,
    DaysOff,
    DaysOffAfterNights,
    ForbiddenSuccessions,
    MaxShiftsOfKind,
    NightsInARow,
    RestBetweenShifts,
    ShortestRun,
    StartConsistency,
    WeekendsOff,
)
from planner.plan.rules.rotations import Rotations
from planner.plan.rules.rule import Rule
from planner.plan.rules.wishes import Changes, Wishes
from planner.plan.rules.work import Activities, GroupHandover, MinOnDuty, SpreadOfStops


class Rules(Strict):
    """Every rule by name, with its default; a rule that is off by default is enforced once its table is written."""

    availability: Rule = Rule()
    leave: Rule = Rule()
    locks: Rule = Rule()
    rotations: Rotations = Rotations(severity="off")
    protected: Protected = Protected(severity="off")
    min_rest_between_shifts: RestBetweenShifts = RestBetweenShifts()
    forbidden_successions: ForbiddenSuccessions = ForbiddenSuccessions(severity="off")
    forward_rotation: Rule = Rule(severity="off")
    start_consistency: StartConsistency = StartConsistency(severity="off")
    max_days_in_a_row: DaysInARow = DaysInARow()
    min_days_in_a_row: ShortestRun = ShortestRun(severity="off")
    max_nights_in_a_row: NightsInARow = NightsInARow(severity="off")
    days_off_after_nights: DaysOffAfterNights = DaysOffAfterNights(severity="off")
    min_days_off: DaysOff = DaysOff()
    days_off_together: ShortestRun = ShortestRun(severity="off")
    weekends_off: WeekendsOff = WeekendsOff(severity="off")
    max_shifts_of_kind: MaxShiftsOfKind = MaxShiftsOfKind(severity="off")
    contract_hours: ContractHours = ContractHours()
    max_hours_a_day: MaxHours = MaxHours()
    max_hours_a_week: MaxHours = MaxHours()
    max_hours_in_window: MaxHoursInWindow = MaxHoursInWindow()
    max_hours_a_month: MaxHours = MaxHours()
    max_hours_a_quarter: MaxHours = MaxHours()
    max_hours_a_year: MaxHours = MaxHours()
    max_overtime_a_month: MaxOvertime = MaxOvertime()
    max_night_hours_a_week: MaxNightHours = MaxNightHours()
    posts: Rule = Rule()
    mentor: Mentor = Mentor(severity="off")
    together: Pairs = Pairs(severity="off")
    apart: Pairs = Pairs(severity="off")
    group_handover: GroupHandover = GroupHandover()
    wishes: Wishes = Wishes()
    changes: Changes = Changes()
    activities: Activities = Activities()
    min_on_duty: MinOnDuty = MinOnDuty()
    spread_of_stops: SpreadOfStops = SpreadOfStops()
    fairness: Fairness = Fairness()
    break_spacing: BreakSpacing = BreakSpacing()
    team_breaks: TeamBreaks = TeamBreaks()
