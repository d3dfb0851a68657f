"""The rules of a roster, one file each."""

from solver.rules.activities import Activities
from solver.rules.apart import Apart
from solver.rules.availability import Availability
from solver.rules.break_spacing import BreakSpacing
from solver.rules.breaks_in_windows import BreaksInWindows
from solver.rules.changes import Changes
from solver.rules.contract_hours import ContractHours
from solver.rules.days_off_after_nights import DaysOffAfterNights
from solver.rules.days_off_together import DaysOffTogether
from solver.rules.fairness import Fairness
from solver.rules.forbidden_successions import ForbiddenSuccessions
from solver.rules.forward_rotation import ForwardRotation
from solver.rules.group_handover import GroupHandover
from solver.rules.leave import Leave
from solver.rules.locks import Locks
from solver.rules.max_changes import MaxChanges
from solver.rules.max_days_in_a_row import MaxDaysInARow
from solver.rules.max_hours_a_day import MaxHoursADay
from solver.rules.max_hours_a_month import MaxHoursAMonth
from solver.rules.max_hours_a_quarter import MaxHoursAQuarter
from solver.rules.max_hours_a_week import MaxHoursAWeek
from solver.rules.max_hours_a_year import MaxHoursAYear
from solver.rules.max_hours_in_window import MaxHoursInWindow
from solver.rules.max_night_hours_a_week import MaxNightHoursAWeek
from solver.rules.max_nights_in_a_row import MaxNightsInARow
from solver.rules.max_overtime_a_month import MaxOvertimeAMonth
from solver.rules.max_shifts_of_kind import MaxShiftsOfKind
from solver.rules.mentor import Mentor
from solver.rules.min_days_in_a_row import MinDaysInARow
from solver.rules.min_days_off import MinDaysOff
from solver.rules.min_on_duty import MinOnDuty
from solver.rules.min_rest_between_shifts import MinRestBetweenShifts
from solver.rules.one_shift_a_day import OneShiftADay
from solver.rules.overtime_pay import OvertimePay
from solver.rules.period_overtime_pay import PeriodOvertimePay
from solver.rules.posts import Posts
from solver.rules.protected import Protected, Protection
from solver.rules.rotations import Rotations
from solver.rules.rule import Rule, Severity
from solver.rules.skill import Skill
from solver.rules.spread_of_stops import SpreadOfStops
from solver.rules.start_consistency import StartConsistency
from solver.rules.team_breaks import TeamBreaks
from solver.rules.together import Together
from solver.rules.weekends_off import WeekendsOff
from solver.rules.wishes import Wishes

RULES: tuple[type[Rule], ...] = (
    Availability,
    Leave,
    Locks,
    Skill,
    OneShiftADay,
    Rotations,
    Protected,
    MinRestBetweenShifts,
    ForbiddenSuccessions,
    ForwardRotation,
    StartConsistency,
    MaxDaysInARow,
    MinDaysInARow,
    MaxNightsInARow,
    DaysOffAfterNights,
    MinDaysOff,
    DaysOffTogether,
    WeekendsOff,
    MaxShiftsOfKind,
    ContractHours,
    MaxHoursADay,
    MaxHoursAWeek,
    MaxHoursInWindow,
    MaxHoursAMonth,
    MaxHoursAQuarter,
    MaxHoursAYear,
    MaxOvertimeAMonth,
    MaxNightHoursAWeek,
    OvertimePay,
    PeriodOvertimePay,
    Wishes,
    Changes,
    MaxChanges,
    Posts,
    Mentor,
    Together,
    Apart,
    GroupHandover,
    MinOnDuty,
    SpreadOfStops,
    Fairness,
    BreaksInWindows,
    BreakSpacing,
    TeamBreaks,
    Activities,
)

__all__ = [
    "RULES",
    "Activities",
    "Apart",
    "Availability",
    "BreakSpacing",
    "BreaksInWindows",
    "Changes",
    "ContractHours",
    "DaysOffAfterNights",
    "DaysOffTogether",
    "Fairness",
    "ForbiddenSuccessions",
    "ForwardRotation",
    "GroupHandover",
    "Leave",
    "Locks",
    "MaxChanges",
    "MaxDaysInARow",
    "MaxHoursADay",
    "MaxHoursAMonth",
    "MaxHoursAQuarter",
    "MaxHoursAWeek",
    "MaxHoursAYear",
    "MaxHoursInWindow",
    "MaxNightHoursAWeek",
    "MaxNightsInARow",
    "MaxOvertimeAMonth",
    "MaxShiftsOfKind",
    "Mentor",
    "MinDaysInARow",
    "MinDaysOff",
    "MinOnDuty",
    "MinRestBetweenShifts",
    "OneShiftADay",
    "OvertimePay",
    "PeriodOvertimePay",
    "Posts",
    "Protected",
    "Protection",
    "Rotations",
    "Rule",
    "Severity",
    "Skill",
    "SpreadOfStops",
    "StartConsistency",
    "TeamBreaks",
    "Together",
    "WeekendsOff",
    "Wishes",
]
