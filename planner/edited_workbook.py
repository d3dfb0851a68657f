"""The roster in an exported workbook as somebody edited it: the duties that its days say.

The first sheet has a row for each agent and a column for each day, headed by its date. A cell is empty on a day off,
`late 14:00 @lead` on a day of work (the post only where one is held), or a request in brackets, `[leave]`, which is no
duty. Agents and days that do not stand in the sheet are left as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from planner.centre import Centre
from planner.duties import OFF, AgentDay, Duty
from planner.errors import Fault, InputError, Message, Place, PlannerError
from planner.files.clock import parse_time
from planner.files.digests import file_digest
from planner.files.refusal import Refusal, shortened
from planner.files.workbook import Page, Row, StandsAlready, Workbook, open_workbook
from planner.grid import DAYS_A_WEEK, monday_of
from planner.locks import Lock, lock_faults
from planner.names import hint
from planner.people import Agent
from planner.requests import UnknownAgent

KIND = "roster"
AGENT = 0  # the column of the ids
_DUTY = re.compile(r"(?P<kind>\S+) (?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})( ?@ ?(?P<post>\S+))?")
_REQUEST = re.compile(r"\[.*\]")


class OtherWeek(Message):
    """A workbook of another week."""

    template = "is the roster of {found}, not of {week}; name its week with --week"


class NoDays(Message):
    """A first sheet without a column headed by a date."""

    template = "the first sheet has no row of headings with a date over each day, such as 2026-12-07"


class OutsideWeek(Message):
    """A day of another week."""

    template = "{day} is not in {week}"


class NotADuty(Message):
    """A cell that says no duty."""

    template = (
        "{text} is no shift; write its kind and start such as early 08:00, with @ and the post behind it where one is "
        "held; a day off is empty"
    )


class RosterChanged(PlannerError):
    """A workbook of a roster that is no longer the present one."""

    template = (
        "the roster of {week} has changed since {file} was exported, so what differs is not only what was edited; "
        "--dry-run shows it. Export the roster again and make the edits there"
    )


@dataclass(frozen=True, slots=True)
class Edited:
    """What a cell says of an agent's day."""

    place: AgentDay
    duty: Duty
    cell: Place


def roster_workbook(path: Path) -> Workbook | None:
    """Return the workbook of a file if it is an exported roster; None where it is anything else."""
    if not path.suffix.lower().startswith(".xls"):
        return None
    book = open_workbook(path)
    return book if book.meta().get("kind") == KIND else None


def roster_changed(path: Path, roster: Path, week: str) -> RosterChanged | None:
    """Return what to say where an exported workbook is of another roster than the one in a file."""
    book = roster_workbook(path)
    if book is None or book.meta().get("roster_digest") == file_digest(roster):
        return None
    return RosterChanged(week=week, file=book.file)


def duties_in(book: Workbook, centre: Centre, week: str, current: Mapping[AgentDay, Duty]) -> Mapping[AgentDay, Duty]:
    """Return the duties of a week: what stands in a workbook laid over the current ones.

    Raises
    ------
    InputError
        With the cell of every agent, day and changed duty that cannot be.
    """
    if (found := book.meta().get("week", week)) != week:
        raise InputError([Fault(Place(file=book.file), OtherWeek(found=found, week=week))])
    sheet = _Sheet(Page(book.file, book.names[0], book.rows(book.names[0])), week)
    known = {agent.id: agent for agent in centre.agents}
    duties = list(sheet.duties(known, centre.plan.data.agents))
    for changed in (one for one in duties if one.duty != current.get(one.place, Duty())):
        told = lock_faults([Lock(changed.place, changed.duty)], [known[changed.place.agent]], centre.plan)
        sheet.faults += [Fault(changed.cell, fault.message) for fault in told]
    if sheet.faults:
        raise InputError(sorted(sheet.faults, key=lambda fault: fault.place.row or 0))
    return {**current, **{one.place: one.duty for one in duties}}


class _Sheet:
    """The sheet of a roster; what is wrong with its form gathers in `faults`."""

    def __init__(self, page: Page, week: str) -> None:
        self.faults: list[Fault] = []
        self._page = page
        self._top = max(range(len(page.rows)), key=lambda at: len(_days(page.rows[at])), default=0)
        heads = _days(page.rows[self._top]) if page.rows else {}
        if not heads:
            raise InputError([Fault(Place(file=page.file), NoDays())])
        self._columns = {column: day for column, day in heads.items() if self._is_of(week, day, column)}
        self._once(((self._top, column), day) for column, day in self._columns.items())

    def duties(self, known: Mapping[str, Agent], agents: str) -> Iterator[Edited]:
        """Yield what each day of the known agents says; another agent with a duty is a fault."""
        rows = {at: row for at, row in enumerate(self._page.rows) if at > self._top and row[AGENT]}
        self._once(((at, AGENT), row[AGENT]) for at, row in rows.items() if row[AGENT] in known)
        for at, row in rows.items():
            if row[AGENT] in known:
                yield from self._of_agent(at, row)
            elif any(_duty(row[column]) != Duty() for column in self._columns):
                message = UnknownAgent(agent=row[AGENT], agents=agents, hint=hint(row[AGENT], known))
                self.faults.append(Fault(self._page.place(at, AGENT), message))

    def _of_agent(self, at: int, row: Row) -> Iterator[Edited]:
        for column, day in self._columns.items():
            cell = self._page.place(at, column)
            duty = _duty(row[column])
            if duty is None:
                self.faults.append(Fault(cell, NotADuty(text=shortened(row[column]))))
            else:
                yield Edited(AgentDay(day, row[AGENT]), duty, cell)

    def _is_of(self, week: str, day: date, column: int) -> bool:
        inside = timedelta() <= day - monday_of(week) < timedelta(days=DAYS_A_WEEK)
        if not inside:
            self.faults.append(Fault(self._page.place(self._top, column), OutsideWeek(day=day, week=week)))
        return inside

    def _once(self, found: Iterable[tuple[tuple[int, int], object]]) -> None:
        """Note a fault for whatever is found a second time."""
        first: dict[object, str] = {}
        for (row, column), what in found:
            place = self._page.place(row, column)
            if what in first:
                self.faults.append(Fault(place, StandsAlready(what=what, cell=first[what])))
            first.setdefault(what, place.cell)


def _days(row: Row) -> dict[int, date]:
    """Return the day that each cell of a row is, by column; texts of other kinds are none."""
    days = {}
    for column, text in enumerate(row):
        with suppress(Refusal):
            days[column] = parse_time(text).date()
    return days


def _duty(text: str) -> Duty | None:
    """Return the duty that a cell says, whatever its spaces; None where it says none."""
    said = " ".join(unicodedata.normalize("NFKC", text).split())
    if not said or said.casefold() == OFF or _REQUEST.fullmatch(said):
        return Duty()
    match = _DUTY.fullmatch(said)
    return Duty(f"{match['kind']}@{int(match['hour']):02d}:{match['minute']}", match["post"] or "") if match else None
