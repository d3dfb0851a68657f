"""Lock, unlock and adjust: what commands change in the file of locks, refused where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from planner.centre import Centre
from planner.duties import OFF, AgentDay, Duty, duty_of
from planner.edited_workbook import duties_in, roster_workbook
from planner.errors import Fault, InputError, Message, Place, UsageError
from planner.files import read_table
from planner.grid import DAYS_A_WEEK, monday_of
from planner.locks import Lock, as_requests, clashes, lock_faults, read_locks, write_locks
from planner.schema import rows_of
from planner.tables import ROSTER


class DayOutside(UsageError):
    """A day of another week."""

    template = "{day} is not in {week}; name its week with --week"


class NotLocked(UsageError):
    """An unlock of a day that no command has locked."""

    template = "{agent} has no lock on {day} in {file}"


class OutsideWeek(Message):
    """A shift of another week in an edited roster."""

    template = "{day} is not in {week}"


class TwoShifts(Message):
    """Two shifts of one agent on one day in an edited roster."""

    template = "{agent} has a shift on {day} in row {row} already"


class OtherEnd(Message):
    """A shift whose end is not what the plan makes of its start."""

    template = "{shift} ends at {end}; the length of a shift is part of the plan and cannot be changed here"


def refuse_other_week(day: date, week: str) -> None:
    """Refuse a day that is not in the week.

    Raises
    ------
    DayOutside
        If it is not.
    """
    if not timedelta() <= day - monday_of(week) < timedelta(days=DAYS_A_WEEK):
        raise DayOutside(day=day, week=week)


def take(centre: Centre, new: Sequence[Lock]) -> None:
    """Write locks into the file in place of those of the same days.

    Raises
    ------
    InputError
        With everything that speaks against them; nothing is written then.
    """
    places = {lock.place for lock in new}
    path, plan = centre.data_file(centre.plan.data.locks), centre.plan
    kept = [lock for lock in read_locks(path, plan.timezone) if lock.place not in places]
    if faults := lock_faults([*kept, *new], centre.agents, plan):
        raise InputError(faults)
    if faults := list(clashes([*centre.written_requests, *as_requests([*kept, *new], plan)], plan)):
        raise InputError(faults)
    write_locks(path, [*kept, *new])


def release(centre: Centre, place: AgentDay) -> None:
    """Take the lock of an agent and day out of the file.

    Raises
    ------
    NotLocked
        If there is none.
    """
    file = centre.plan.data.locks
    locks = read_locks(centre.data_file(file), centre.plan.timezone)
    kept = [lock for lock in locks if lock.place != place]
    if kept == locks:
        raise NotLocked(agent=place.agent, day=place.day, file=file)
    write_locks(centre.data_file(file), kept)


def edited_duties(centre: Centre, week: str, path: Path, current: Mapping[AgentDay, Duty]) -> Mapping[AgentDay, Duty]:
    """Return the duties of a week by an exported workbook or a ROSTER file that somebody edited.

    Raises
    ------
    InputError
        With every agent, day, shift, start, end and post in it that cannot be, and every second shift of a day.
    """
    if book := roster_workbook(path):
        return duties_in(book, centre, week, current)
    rows = rows_of(read_table(path, ROSTER, timezone=centre.plan.timezone))
    locks = [_lock_of(record, row) for row, record in enumerate(rows, start=2)]
    faults = lock_faults(locks, centre.agents, centre.plan, path.name)
    if not faults:
        faults = list(chain(_misplaced(locks, week, path.name), _other_ends(rows, centre, path.name)))
    if faults:
        raise InputError(sorted(faults, key=lambda fault: fault.place.row or 0))
    return {lock.place: lock.duty for lock in locks}


def _lock_of(record: Mapping[str, Any], row: int) -> Lock:
    return Lock(AgentDay(record["shift_start"].date(), record["agent"]), duty_of(record), row)


def _misplaced(locks: Sequence[Lock], week: str, file: str) -> Iterator[Fault]:
    """Yield shifts of other weeks and second shifts of a day."""
    first: dict[AgentDay, Lock] = {}
    for lock in locks:
        other = first.setdefault(lock.place, lock)
        place = Place(file=file, row=lock.row, column="shift_start")
        if not timedelta() <= lock.place.day - monday_of(week) < timedelta(days=DAYS_A_WEEK):
            yield Fault(place, OutsideWeek(day=lock.place.day, week=week))
        elif other is not lock:
            yield Fault(place, TwoShifts(agent=lock.place.agent, day=lock.place.day, row=other.row))


def _other_ends(rows: Sequence[Mapping[str, Any]], centre: Centre, file: str) -> Iterator[Fault]:
    """Yield shifts that end otherwise than their length says."""
    for row, record in enumerate(rows, start=2):
        end = record["shift_start"] + timedelta(minutes=centre.plan.shifts[record["shift"]].length_min)
        if record["shift_end"] != end:
            shift = f"{record['shift']}@{record['shift_start']:%H:%M}"
            message = OtherEnd(shift=shift, end=end.isoformat(sep=" ", timespec="minutes"))
            yield Fault(Place(file=file, row=row, column="shift_end"), message)


def as_lock(place: AgentDay, text: str, rostered: Mapping[AgentDay, Duty]) -> Lock:
    """Return the lock that a command asks for; without a text, what is rostered."""
    return Lock(place, Duty(text) if text else rostered.get(place, Duty(OFF)))
