"""What a planner can change to solve a conflict, said for each rule."""

from __future__ import annotations

from collections.abc import Mapping

from planner.errors import Message
from solver.errors import WayOut


class Hire(Message):
    """More people for a post."""

    template = "hire {amount} more with skill {skill} for {subject}"


class MoveLeave(Message):
    """Leave at another time."""

    template = "move the leave of {agent} away from {day}"


class DropLock(Message):
    """A lock given up."""

    template = "move or drop the lock of {agent} on {day}"


class OtherDates(Message):
    """Work outside the dates of a contract."""

    template = "let {agent} work on {day}, outside the dates in the list of agents"


class OtherHours(Message):
    """Hours beyond the tolerance."""

    template = "allow {agent} {hours} h beyond the tolerance of the contract, above or below"


class MoreHours(Message):
    """Hours beyond a limit of the plan or of labour law."""

    template = "allow {agent} {hours} h beyond the limit of {rule}"


class LessRest(Message):
    """A shorter rest."""

    template = "allow {agent} too short a rest before the shift of {day}"


class LongerRun(Message):
    """More days in a row."""

    template = "allow {agent} {amount} more days in a row up to {day}"


class FewerDaysOff(Message):
    """Fewer days off."""

    template = "allow {agent} {amount} days off less in the days up to {day}"


class LeaveUnheld(Message):
    """A post without holder for some time."""

    template = "leave {subject} on {day} short of holders for {slot_h} h"


class NoOverlap(Message):
    """A change of shifts without its overlap."""

    template = "let the shifts of {subject} change on {day} without the overlap"


class LetWarn(Message):
    """A rule that only warns, where nothing more telling can be said."""

    template = "let the rule be broken by {amount}: {rule}"


CHANGES: Mapping[str, type[Message]] = {
    "leave": MoveLeave,
    "locks": DropLock,
    "availability": OtherDates,
    "contract_hours": OtherHours,
    "max_hours_a_day": MoreHours,
    "max_hours_a_week": MoreHours,
    "max_hours_in_window": MoreHours,
    "max_hours_a_month": MoreHours,
    "max_hours_a_quarter": MoreHours,
    "max_hours_a_year": MoreHours,
    "max_overtime_a_month": MoreHours,
    "max_night_hours_a_week": MoreHours,
    "min_rest_between_shifts": LessRest,
    "max_days_in_a_row": LongerRun,
    "min_days_off": FewerDaysOff,
    "posts": LeaveUnheld,
    "group_handover": NoOverlap,
}


def change(way: WayOut) -> type[Message]:
    """Return what is said of a way out."""
    return Hire if way.hired else CHANGES.get(way.clash.rule, LetWarn)
