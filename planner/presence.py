"""Who was really there: spans on contacts of past days, read from PRESENCE with every fault at its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import pandas as pd

from planner.errors import Fault, InputError, Message, Place
from planner.files import read_table
from planner.names import hint
from planner.plan import Plan
from planner.requests import EndsBeforeStart, UnknownAgent
from planner.tables import PRESENCE

LONGEST = timedelta(days=1)
PAUSE = timedelta(hours=4)  # of one who comes back the same day; between days lies more


class LongerThanADay(Message):
    """A span whose end is likely to be that of a later one."""

    template = "{end} is more than a day after the start; its own end may be missing"


class ThereAlready(Message):
    """Two spans of an agent at one time."""

    template = "{agent} is there already: the span of row {row} ends at {end}"


def read_presence(path: Path, agents: Sequence[str], plan: Plan) -> pd.DataFrame:
    """Return PRESENCE of a file, of agents with these ids.

    Raises
    ------
    InputError
        With every unknown agent, every end before its start or more than a day after it, and every overlap.
    """
    frame = read_table(path, PRESENCE, timezone=plan.timezone)
    faults = [*_agent_faults(frame, path.name, agents, plan), *_span_faults(frame, path.name)]
    if faults:
        raise InputError(sorted(faults, key=lambda fault: fault.place.row or 0))
    return frame


def days_of(presence: pd.DataFrame) -> pd.Series:
    """Return the day of each span: that on which its agent came. Who takes a break at night is still there from then.

    Spans of an agent with less than four hours between them belong together.
    """
    by_agent = presence.sort_values(["agent", "start"])
    comes = by_agent["start"] - by_agent.groupby("agent")["end"].shift() >= PAUSE
    first = by_agent.groupby("agent").cumcount() == 0
    came = by_agent["start"].where(comes | first).ffill()
    days: pd.Series = came.dt.date.reindex(presence.index)
    return days


def _agent_faults(frame: pd.DataFrame, file: str, agents: Sequence[str], plan: Plan) -> Iterator[Fault]:
    for row, agent in enumerate(frame["agent"], start=2):
        if agent not in agents:
            unknown = UnknownAgent(agent=agent, agents=plan.data.agents, hint=hint(agent, agents))
            yield Fault(Place(file=file, row=row, column="agent"), unknown)


def _span_faults(frame: pd.DataFrame, file: str) -> Iterator[Fault]:
    """Yield what is wrong with ends, and each span that begins before an earlier one of its agent has ended."""
    latest: dict[str, tuple[pd.Timestamp, int]] = {}
    by_start = frame.sort_values("start", kind="stable")
    for at, agent, start, end in by_start.itertuples(name=None):
        row = int(at) + 2
        place, said = partial(Place, file=file, row=row), _said(end)
        if end <= start:
            yield Fault(place(column="end"), EndsBeforeStart(end=said))
        elif end - start > LONGEST:
            yield Fault(place(column="end"), LongerThanADay(end=said))
        else:
            before, first = latest.get(agent, (start, row))
            if before > start:
                yield Fault(place(column="start"), ThereAlready(agent=agent, row=first, end=_said(before)))
            latest[agent] = max((before, first), (end, row))


def _said(moment: pd.Timestamp) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")
