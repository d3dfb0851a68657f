"""The rules of a roster, one file each."""

from solver.rules.activities import Activities
from solver.rules.availability import Availability
from solver.rules.break_spacing import BreakSpacing
from solver.rules.breaks import BreaksInWindows
from solver.rules.contract import ContractHours
from solver.rules.days_off import MinDaysOff
from solver.rules.fairness import Fairness
from solver.rules.group_handover import GroupHandover
from solver.rules.leave import Leave
from solver.rules.locks import Locks
from solver.rules.max_hours_a_day import MaxHoursADay
from solver.rules.max_hours_a_month import MaxHoursAMonth
from solver.rules.max_hours_a_quarter import MaxHoursAQuarter
from solver.rules.max_hours_a_week import MaxHoursAWeek
from solver.rules.max_hours_a_year import MaxHoursAYear
from solver.rules.max_hours_in_window import MaxHoursInWindow
from solver.rules.max_night_hours_a_week import MaxNightHoursAWeek
from solver.rules.max_overtime_a_month import MaxOvertimeAMonth
from solver.rules.min_on_duty import MinOnDuty
from solver.rules.no_overtime import NoOvertime
from solver.rules.one_shift import OneShiftADay
from solver.rules.overtime_pay import OvertimePay
from solver.rules.period_overtime_pay import PeriodOvertimePay
from solver.rules.posts import Posts
from solver.rules.rest import MinRestBetweenShifts
from solver.rules.rule import Rule, Severity
from solver.rules.run import MaxDaysInARow
from solver.rules.skill import Skill
from solver.rules.spread_of_stops import SpreadOfStops
from solver.rules.team_breaks import TeamBreaks
from solver.rules.wishes import Wishes

RULES: tuple[type[Rule], ...] = (
    Availability,
    Leave,
    Locks,
    Skill,
    OneShiftADay,
    MinRestBetweenShifts,
    MaxDaysInARow,
    MinDaysOff,
    ContractHours,
    MaxHoursADay,
    MaxHoursAWeek,
    MaxHoursInWindow,
    MaxHoursAMonth,
    MaxHoursAQuarter,
    MaxHoursAYear,
    MaxOvertimeAMonth,
    NoOvertime,
    MaxNightHoursAWeek,
    OvertimePay,
    PeriodOvertimePay,
    Wishes,
    Posts,
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
    "Availability",
    "BreakSpacing",
    "BreaksInWindows",
    "ContractHours",
    "Fairness",
    "GroupHandover",
    "Leave",
    "Locks",
    "MaxDaysInARow",
    "MaxHoursADay",
    "MaxHoursAMonth",
    "MaxHoursAQuarter",
    "MaxHoursAWeek",
    "MaxHoursAYear",
    "MaxHoursInWindow",
    "MaxNightHoursAWeek",
    "MaxOvertimeAMonth",
    "MinDaysOff",
    "MinOnDuty",
    "MinRestBetweenShifts",
    "NoOvertime",
    "OneShiftADay",
    "OvertimePay",
    "PeriodOvertimePay",
    "Posts",
    "Rule",
    "Severity",
    "Skill",
    "SpreadOfStops",
    "TeamBreaks",
    "Wishes",
]
