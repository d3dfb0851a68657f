"""A repair as it is asked for: who is absent, from when, until when; and its traces in the centre's own files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from planner.absences import Absence, read_absences, write_absences
from planner.centre import Centre
from planner.duties import OFF
from planner.errors import UsageError
from planner.locks import Lock, read_locks, write_locks
from planner.names import hint
from planner.plan import Plan
from planner.plan.base import clock_min
from planner.schema import rows_of


class NobodyCalled(UsageError):
    """Somebody absent who is not an agent."""

    template = "no agent {agent}; {hint}"


class OutsideWeek(UsageError):
    """A time that is not in the week to repair."""

    template = "{time} is not in {week}; name its week with --week"


class EndsTooEarly(UsageError):
    """An end that is not after the start."""

    template = "--until {end} is not after --from {start}"


@dataclass(frozen=True, slots=True)
class Repair:
    """What is to be repaired: the absent by id, the time in which shifts may change, and how many days may."""

    absent: tuple[str, ...]
    start: datetime
    end: datetime
    most_changes: int | None = None


def asked_repair(
    centre: Centre,
    week: str,
    absent: Sequence[str],
    start: datetime,
    end: datetime | None,
    most_changes: int | None,
) -> Repair:
    """Return a repair of a week; times are those of the centre's clocks, without an end that of the week.

    Raises
    ------
    NobodyCalled, OutsideWeek, EndsTooEarly
        If it cannot be.
    """
    known = [agent.id for agent in centre.agents]
    for agent in absent:
        if agent not in known:
            raise NobodyCalled(agent=agent, hint=hint(agent, known))
    grid, zone = centre.grid(week, centre.plan.slot_min), centre.plan.zone
    last = grid.at(grid.days)
    begins, ends = start.replace(tzinfo=zone), last if end is None else end.replace(tzinfo=zone)
    for moment in (begins, ends):
        if not grid.at(0) <= moment <= last or begins == last:
            raise OutsideWeek(time=moment.isoformat(sep=" ", timespec="minutes"), week=week)
    if ends <= begins:
        raise EndsTooEarly(start=f"{begins:%Y-%m-%dT%H:%M}", end=f"{ends:%Y-%m-%dT%H:%M}")
    return Repair(tuple(dict.fromkeys(absent)), begins, ends, most_changes)


def record(centre: Centre, roster: pd.DataFrame, repair: Repair) -> list[Lock]:
    """Write the absences into their file, take back locks on shifts that begin in them, and return these.

    Who is in the middle of a shift is absent from its end on: that shift stays, with an activity for the rest.
    """
    plan = centre.plan
    path = centre.data_file(plan.data.absences)
    known = read_absences(path, plan.timezone)
    new = list(_absences(roster, repair, known))
    written = {(absence.agent, absence.start) for absence in new}
    kept = [old for old in known if (old.agent, old.start) not in written]
    locks_path = centre.data_file(plan.data.locks)
    locks = read_locks(locks_path, plan.timezone)
    freed = [lock for lock in locks if any(_is_worked_in(lock, absence, plan) for absence in new)]
    if freed:
        write_locks(locks_path, [lock for lock in locks if lock not in freed])
    if new:
        write_absences(path, [*kept, *new])
    return freed


def _absences(roster: pd.DataFrame, repair: Repair, known: Sequence[Absence]) -> Iterator[Absence]:
    """Yield the absences with the minutes missed, those of an earlier repair from the same moment among them."""
    begun = _ends_of_begun(roster, repair.start)
    for agent in repair.absent:
        start = begun.get(agent, repair.start)
        if start < repair.end:
            falls_out = (roster["agent"] == agent) & roster["shift_start"].between(start, repair.end, "left")
            earlier = sum(old.missed_min for old in known if (old.agent, old.start) == (agent, start))
            yield Absence(agent, start, repair.end, round(roster.loc[falls_out, "paid_min"].sum()) + earlier)


def _ends_of_begun(roster: pd.DataFrame, moment: datetime) -> Mapping[str, datetime]:
    """Return the end of the shift that each agent is in the middle of."""
    running = roster[(roster["shift_start"] < moment) & (roster["shift_end"] > moment)]
    return {row["agent"]: row["shift_end"].to_pydatetime() for row in rows_of(running)}


def _is_worked_in(lock: Lock, absence: Absence, plan: Plan) -> bool:
    """Tell whether a lock is on a shift that touches an absence."""
    if lock.place.agent != absence.agent or lock.duty.shift == OFF:
        return False
    midnight = datetime.combine(lock.place.day, datetime.min.time(), plan.zone)
    start = midnight + timedelta(minutes=clock_min(lock.duty.start))
    length = timedelta(minutes=plan.shifts[lock.duty.kind].length_min)
    return start < absence.end and absence.start < start + length
