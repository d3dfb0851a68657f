"""The rules of a roster, one file each."""

from solver.rules.availability import Availability
from solver.rules.breaks import BreaksInWindows
from solver.rules.changes import Changes
from solver.rules.contract import ContractHours
from solver.rules.days_off import MinDaysOff
from solver.rules.group_handover import GroupHandover
from solver.rules.leave import Leave
from solver.rules.locks import Locks
from solver.rules.max_changes import MaxChanges
from solver.rules.one_shift import OneShiftADay
from solver.rules.posts import Posts
from solver.rules.rest import MinRestBetweenShifts
from solver.rules.rule import Rule, Severity
from solver.rules.run import MaxDaysInARow
from solver.rules.skill import Skill
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
    Changes,
    MaxChanges,
    Posts,
    GroupHandover,
    BreaksInWindows,
)

__all__ = [
    "RULES",
    "Availability",
    "BreaksInWindows",
    "Changes",
    "ContractHours",
    "GroupHandover",
    "Leave",
    "Locks",
    "MaxChanges",
    "MaxDaysInARow",
    "MinDaysOff",
    "MinRestBetweenShifts",
    "OneShiftADay",
    "Posts",
    "Rule",
    "Severity",
    "Skill",
    "Wishes",
]
