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
from solver.rules.min_on_duty import MinOnDuty
from solver.rules.one_shift import OneShiftADay
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
    "MinDaysOff",
    "MinOnDuty",
    "MinRestBetweenShifts",
    "OneShiftADay",
    "Posts",
    "Rule",
    "Severity",
    "Skill",
    "SpreadOfStops",
    "TeamBreaks",
    "Wishes",
]
