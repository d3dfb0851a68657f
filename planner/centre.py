"""A centre's folder: the plan and the data beside it, each read once, checked against one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, wraps
from pathlib import Path
from typing import TypeVar

import pandas as pd

from planner.absences import absence_faults, read_absences
from planner.absences import as_requests as absences_as_requests
from planner.calendar import day_kinds, refuse_unknown_kinds
from planner.errors import Fault, InputError, Message, Place, UsageError, all_of
from planner.files import read_table
from planner.files.headings import plan_workbooks
from planner.files.places import in_cells
from planner.files.source import source_of
from planner.grid import DAYS_A_WEEK, Grid, monday_of, week_of
from planner.history import history_faults
from planner.locks import Lock, as_requests, clashes, lock_faults, locks_of, read_locks
from planner.names import hint
from planner.people import Agent, agents_of
from planner.plan import Plan, read_plan
from planner.plan.crosscheck_rules import agents_named
from planner.published import published_before
from planner.requests import Request, UnknownAgent, requests_of
from planner.rostering.week import Published
from planner.schema import Table
from planner.sites import site_faults
from planner.tables import AGENTS, CALENDAR, HISTORY, LOCKS, REQUESTS

PLAN_FILE = "plan.toml"
Read = TypeVar("Read")


class NoPlan(UsageError):
    """A folder without a plan."""

    template = "no {file} in {folder} or above it; planner init makes an example"


class NoFolder(UsageError):
    """A folder that is not there."""

    template = "{folder} is no folder"


class NoFile(Message):
    """A data file that the plan names and that is not there."""

    template = "there is no such file in {folder}"


def find_plan(folder: Path) -> Path:
    """Return the plan of the folder or of the nearest folder above it: `plan.toml`, else a workbook of a plan's name.

    Raises
    ------
    NoFolder, NoPlan
        If there is none.
    """
    if not folder.is_dir():
        raise NoFolder(folder=folder)
    for place in (folder, *folder.resolve().parents):
        for name in (PLAN_FILE, *plan_workbooks()):
            if (place / name).is_file():
                return place / name
    raise NoPlan(file=PLAN_FILE, folder=folder)


def _placed(read: Callable[[Centre], Read]) -> cached_property[Read]:
    """Return a property read once, whose faults say where in the plan's own file, or at which cell, they are."""

    @wraps(read)
    def placed(centre: Centre) -> Read:
        try:
            return read(centre)
        except InputError as error:
            faults = [_in_plan_file(fault, centre.plan_name) for fault in error.faults]
            raise InputError(in_cells(faults, centre.folder)) from error

    return cached_property(placed)


def _in_plan_file(fault: Fault, name: str) -> Fault:
    return replace(fault, place=replace(fault.place, file=name)) if fault.place.file == PLAN_FILE else fault


@dataclass(frozen=True)
class Centre:
    """A plan and the folder of its data; every property raises `InputError` with all faults of its file."""

    plan: Plan
    folder: Path
    overrides: tuple[str, ...] = ()  # `key=value`, laid over the plan of the file
    plan_name: str = PLAN_FILE

    @classmethod
    def open(cls, plan_file: Path, overrides: Sequence[str] = ()) -> Centre:
        """Read a plan with `key=value` overrides laid over it; its data lie beside it."""
        return cls(read_plan(plan_file, overrides), plan_file.parent, tuple(overrides), plan_file.name)

    def data_file(self, name: str) -> Path:
        """Return the path of a data file named by the plan; that of the workbook where it names a sheet."""
        return self.folder / source_of(name).file

    @_placed
    def history(self) -> pd.DataFrame:
        """HISTORY of the plan's queues; a whole day missing is a fault."""
        name = self.plan.data.history
        frame = self._read(name, HISTORY)
        days = self.calendar(frame["interval_start"].min().date(), frame["interval_start"].max().date())
        if faults := history_faults(frame, self.plan, days, name):
            raise InputError(faults)
        return frame

    @_placed
    def agents(self) -> tuple[Agent, ...]:
        """The agents, in the order of their file; all that the rules name are among them."""
        agents = agents_of(self.agents_frame, self.plan, self.plan.data.agents)
        ids, file = [agent.id for agent in agents], self.plan.data.agents
        faults = [
            Fault(
                Place(file=PLAN_FILE, path=".".join(path)),
                UnknownAgent(agent=named, agents=file, hint=hint(named, ids)),
            )
            for path, named in agents_named(self.plan)
            if named not in ids
        ]
        faults += site_faults(agents, self.plan, file)
        if faults:
            raise InputError(faults)
        return agents

    @_placed
    def agents_frame(self) -> pd.DataFrame:
        """AGENTS as in the file."""
        return self._read(self.plan.data.agents, AGENTS)

    @_placed
    def requests(self) -> tuple[Request, ...]:
        """Leave, wishes, locks and absences of their files; none where a file is absent."""
        parts = all_of([lambda: self.written_requests, self._locks, self._absences])
        requests = tuple(request for part in parts for request in part)
        if faults := list(clashes(requests, self.plan)):
            raise InputError(faults)
        return requests

    @_placed
    def written_requests(self) -> tuple[Request, ...]:
        """What people write down: requests, and locks where these have a sheet or file of their own."""
        parts = all_of([self._requests, self._own_locks])
        return tuple(request for part in parts for request in part)

    def _requests(self) -> tuple[Request, ...]:
        name = self.plan.data.requests
        if not self.data_file(name).exists():
            return ()
        return requests_of(self._read(name, REQUESTS), self._agent_ids, self.plan, name)

    def _own_locks(self) -> tuple[Request, ...]:
        name = self.plan.data.own_locks
        locks = [] if name is None else locks_of(self._read(name, LOCKS))
        return self._as_requests(locks, name or "")

    def _locks(self) -> tuple[Request, ...]:
        name = self.plan.data.locks
        return self._as_requests(read_locks(self.data_file(name), self.plan.timezone), name)

    def _as_requests(self, locks: Sequence[Lock], file: str) -> tuple[Request, ...]:
        if faults := lock_faults(locks, self.agents if locks else [], self.plan, file):
            raise InputError(faults)
        return tuple(as_requests(locks, self.plan, file))

    def _absences(self) -> tuple[Request, ...]:
        absences = read_absences(self.data_file(self.plan.data.absences), self.plan.timezone)
        if faults := absence_faults(absences, self._agent_ids if absences else [], self.plan):
            raise InputError(faults)
        return tuple(absences_as_requests(absences, self.plan))

    @property
    def _agent_ids(self) -> list[str]:
        """Ids of the agents, whose other columns may be wrong: these are told apart."""
        return list(self.agents_frame["agent"])

    def check(self, week: str | None = None) -> None:
        """Read everything that the run of a week (else the next one) reads.

        Raises
        ------
        InputError
            With every fault of every file.
        """
        reads: list[Callable[[], object]] = [
            lambda: self.history,
            lambda: self.agents,
            lambda: self.requests,
            lambda: self.published_before(week or self.next_week()),
        ]
        all_of(reads)

    def calendar(self, first: date, last: date) -> pd.DataFrame:
        """CALENDAR of the days from first to last: the country's, with the plan's own days laid over it."""
        return day_kinds(self.plan.calendar.country, first, last, self._own_days, self.plan.language)

    def published_before(self, week: str) -> Published:
        """Return the signed rosters of the weeks before a week; empty where none was published."""
        return published_before(self.folder, week, self.plan.timezone)

    def law_notices(self, grid: Grid) -> Iterator[Message]:
        """Yield a warning for each year of a grid whose law the labour pack does not know."""
        if self.plan.labour:
            first, *_, last = grid.dates()
            yield from self.plan.labour.law.not_covered(range(first.year, last.year + 1))

    def next_week(self) -> str:
        """Return the first whole week after the history."""
        last = self.history["interval_start"].max().date()
        return week_of(last + timedelta(days=DAYS_A_WEEK - last.weekday()))

    def grid(self, week: str, step_min: int) -> Grid:
        """Return the time grid of a week in the centre's zone."""
        return Grid(monday_of(week), DAYS_A_WEEK, step_min, self.plan.timezone)

    @cached_property
    def _own_days(self) -> pd.DataFrame | None:
        name = self.plan.calendar.extra
        if name is None:
            return None
        frame = self._read(name, CALENDAR)
        refuse_unknown_kinds(frame, name)
        return frame

    def _read(self, name: str, table: Table) -> pd.DataFrame:
        path = self.data_file(name)
        if not path.is_file():
            raise InputError([Fault(Place(file=name), NoFile(folder=self.folder))])
        return read_table(path, table, timezone=self.plan.timezone, sheet=source_of(name).sheet)
