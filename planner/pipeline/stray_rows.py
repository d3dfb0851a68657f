"""Rows of a run's tables that are nothing of the roster as it is read back from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Fault, Message, Place
from planner.pipeline.made import Made
from planner.pipeline.roster import RosterStage
from planner.pipeline.run import Run, as_written
from planner.rostering.frames import activities_frame, handovers_frame, roster_frame
from planner.schema import Table
from planner.tables import ACTIVITIES, HANDOVERS, ROSTER

if TYPE_CHECKING:
    import pandas as pd

FILE = f"{ROSTER.name}.csv"


class NoSuchShift(Message):
    """A row of the roster that the plan does not make."""

    template = "is no shift of this plan: agent, kind, start, end, post, lock or paid minutes cannot be so"


class OfNoShift(Message):
    """An activity outside every shift of the roster."""

    template = "belongs to no shift in {file}"


class OfNoHolders(Message):
    """A handover that nobody makes."""

    template = "the holders in {file} do not make this handover"


def stray_rows(run: Run, made: Made) -> Iterator[Fault]:
    """Yield the rows of ROSTER, ACTIVITIES and HANDOVERS that are nothing of the roster."""
    of = made.problem, made.roster, made.week
    yield from _stray(run, ROSTER, roster_frame(*of), NoSuchShift())
    yield from _stray(run, ACTIVITIES, activities_frame(*of), OfNoShift(file=FILE))
    yield from _stray(run, HANDOVERS, handovers_frame(*of), OfNoHolders(file=FILE))


def _stray(run: Run, table: Table, frame: pd.DataFrame, message: Message) -> Iterator[Fault]:
    """Yield the rows of a file that are not in the table as it is written of the roster."""
    known = set(_rows(as_written(frame)))
    for number, row in enumerate(_rows(run.read(table, RosterStage.name)), start=2):
        if row not in known:
            yield Fault(Place(file=f"{table.name}.csv", row=number), message)


def _rows(frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield rows that can be compared: an empty cell is equal to any other."""
    return frame.astype(object).where(frame.notna(), "").itertuples(index=False, name=None)
