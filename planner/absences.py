"""Absences: people who fall out of a roster in force; `planner roster repair` writes them, all stages read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Fault, Place
from planner.kept_rows import read_rows, write_rows
from planner.names import hint
from planner.people import text_of
from planner.requests import EndsBeforeStart, Request, UnknownAgent
from planner.tables import ABSENCES

if TYPE_CHECKING:
    from planner.plan import Plan


@dataclass(frozen=True, slots=True, order=True)
class Absence:
    """An agent works no shift in this half-open time, and where that is written; row 0 where it is nowhere yet.

    `missed_min` are the paid minutes of her shifts that fall out: as if worked, they are taken off what she owes.
    """

    agent: str
    start: datetime
    end: datetime
    missed_min: int
    row: int = 0


def read_absences(path: Path, timezone: str) -> list[Absence]:
    """Return the absences of an ABSENCES file; none where there is no file.

    Raises
    ------
    InputError
        With every fault of the file by itself.
    """
    rows = read_rows(path, ABSENCES, timezone)
    return [Absence(text_of(row, "agent"), row["start"], row["end"], round(row["missed_min"]), at) for at, row in rows]


def write_absences(path: Path, absences: Iterable[Absence]) -> None:
    """Write an ABSENCES file whole, by agent and start."""
    write_rows(path, ABSENCES, ((one.agent, one.start, one.end, one.missed_min) for one in sorted(absences)))


def absence_faults(absences: Iterable[Absence], agents: Sequence[str], plan: Plan) -> list[Fault]:
    """Return a fault for every agent who is not in the list and every end before its start."""
    faults = []
    for absence in absences:
        place = partial(Place, file=plan.data.absences, row=absence.row)
        if absence.agent not in agents:
            unknown = UnknownAgent(agent=absence.agent, agents=plan.data.agents, hint=hint(absence.agent, agents))
            faults.append(Fault(place(column="agent"), unknown))
        if absence.end <= absence.start:
            end = absence.end.isoformat(sep=" ", timespec="minutes")
            faults.append(Fault(place(column="end"), EndsBeforeStart(end=end)))
    return faults


def as_requests(absences: Iterable[Absence], plan: Plan) -> Iterator[Request]:
    """Yield absences without faults in the form of leave."""
    for one in absences:
        file, row = plan.data.absences, one.row
        yield Request(one.agent, one.start, one.end, "leave", missed_min=one.missed_min, file=file, row=row)
