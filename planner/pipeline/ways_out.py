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


class LeaveRotation(Message):
    """A day apart from the rotation."""

    template = "take {agent} out of the rotation on {day}"


class Unprotected(Message):
    """A shift that a protection forbids."""

    template = "let {agent} work on {day} what the protection forbids"


class MoreOvertime(Message):
    """Overtime that a protection forbids."""

    template = "allow {agent} {hours} h of overtime in spite of the protection"


class ForbiddenNext(Message):
    """A kind of shift right after another."""

    template = "allow {agent} on {day} a shift that may not follow that of the day before"


class EarlierStart(Message):
    """A start earlier on the clock."""

    template = "let {agent} start earlier on {day} than on the day before"


class OtherStart(Message):
    """A start far from the others of the week."""

    template = "let {agent} start on {day} at a time far from others in the week"


class ShorterRun(Message):
    """Fewer working days in a row."""

    template = "allow {agent} {amount} working days in a row less up to {day}"


class MoreNights(Message):
    """More nights in a row."""

    template = "allow {agent} {amount} more nights in a row up to {day}"


class SoonAfterNights(Message):
    """Work soon after nights."""

    template = "let {agent} work on {day}, too soon after nights"


class FewerDaysOffTogether(Message):
    """Fewer days off in a row."""

    template = "allow {agent} {amount} days off in a row less up to {day}"


class MoreWeekends(Message):
    """More weekends worked."""

    template = "let {agent} work {amount} more weekends up to {day}"


class MoreOfKind(Message):
    """More shifts of a kind."""

    template = "allow {agent} {amount} more shifts of a kind than max_shifts_of_kind does"


class WithoutMentor(Message):
    """A newcomer alone, or another mentor."""

    template = "let {agent} work on {day} without a mentor, or name another mentor in the team"


class WorkApart(Message):
    """A pair that works apart."""

    template = "let {agent} and {subject} work apart on {day}"


class WorkTogether(Message):
    """A pair that meets."""

    template = "let {agent} and {subject} meet at work on {day}"


class FewerOnDuty(Message):
    """Fewer people on duty."""

    template = "accept {slot_h} person-hours of {subject} too few on duty on {day}"


class LeaveAtOnce(Message):
    """More people who leave at once."""

    template = "let more people of {subject} leave at the same time on {day}"


class OtherThanBefore(Message):
    """A day that differs from the roster before."""

    template = "let {agent} work otherwise on {day} than in the roster before"


class MoreChanges(Message):
    """More changes than the limit."""

    template = "allow {amount} more changes to the roster before with --max-changes"


class LeaveOut(Message):
    """An activity that somebody does not have."""

    template = "leave out {subject} for {agent}"


class FewerTogether(Message):
    """An activity with fewer people."""

    template = "hold {subject} with {amount} people less"


class RefuseWish(Message):
    """A wish that is not granted."""

    template = "do not grant the wish of {agent} for {day}"


CHANGES: Mapping[str, type[Message]] = {
    "leave": MoveLeave,
    "locks": DropLock,
    "availability": OtherDates,
    "rotations": LeaveRotation,
    "protected": Unprotected,
    "min_rest_between_shifts": LessRest,
    "forbidden_successions": ForbiddenNext,
    "forward_rotation": EarlierStart,
    "start_consistency": OtherStart,
    "max_days_in_a_row": LongerRun,
    "min_days_in_a_row": ShorterRun,
    "max_nights_in_a_row": MoreNights,
    "days_off_after_nights": SoonAfterNights,
    "min_days_off": FewerDaysOff,
    "days_off_together": FewerDaysOffTogether,
    "weekends_off": MoreWeekends,
    "max_shifts_of_kind": MoreOfKind,
    "contract_hours": OtherHours,
    "max_hours_a_day": MoreHours,
    "max_hours_a_week": MoreHours,
    "max_hours_in_window": MoreHours,
    "max_hours_a_month": MoreHours,
    "max_hours_a_quarter": MoreHours,
    "max_hours_a_year": MoreHours,
    "max_overtime_a_month": MoreHours,
    "max_night_hours_a_week": MoreHours,
    "wishes": RefuseWish,
    "changes": OtherThanBefore,
    "max_changes": MoreChanges,
    "posts": LeaveUnheld,
    "mentor": WithoutMentor,
    "together": WorkApart,
    "apart": WorkTogether,
    "group_handover": NoOverlap,
    "min_on_duty": FewerOnDuty,
    "spread_of_stops": LeaveAtOnce,
    "activities": LeaveOut,
}


def change(way: WayOut) -> type[Message]:
    """Return what is said of a way out."""
    if way.hired:
        return Hire
    if way.clash.rule == "protected" and way.clash.day is None:
        return MoreOvertime
    if way.clash.rule == "activities" and not way.clash.agent:
        return FewerTogether
    return CHANGES[way.clash.rule]
