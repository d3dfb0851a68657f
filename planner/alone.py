"""Forecast and staff a single file without a plan."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

import forecasting
from planner.around import Around
from planner.backtesting import accuracy
from planner.calendar import day_kinds, refuse_unknown_kinds
from planner.errors import Fault, InputError, Message, Place
from planner.files import read_table
from planner.grid import refuse_far
from planner.names import hint
from planner.plan import Queue, Target
from planner.schema import Table
from planner.staffing.demand import queue_demand
from planner.staffing.dispatch import GroupStaffing
from planner.staffing.requirement import requirement_rows
from planner.tables import CALENDAR, EVENTS, FORECAST, HISTORY, OPENING, REQUIREMENT


class NoHandleTime(Message):
    """A forecast without handle times, and none given."""

    template = "is empty and no handle time is given; add --aht SECONDS"


class NotInHistory(Message):
    """A queue that the history does not have."""

    template = "no queue {queue} in the history; {hint}"


def forecast_file(history: Path, start: date, days: int, around: Around) -> forecasting.Forecast:
    """Return the forecast of a HISTORY file for `days` days from `start`; times stay as naive as they are."""
    frame = read_table(history, HISTORY, timezone=None)
    refuse_far(start, frame["interval_start"].max().date())
    return forecasting.explain(frame, start, days, **_tables(frame, start + timedelta(days=days), around))


def accuracy_of_file(history: Path, around: Around) -> pd.DataFrame:
    """Return ACCURACY of the methods on a HISTORY file."""
    frame = read_table(history, HISTORY, timezone=None)
    return accuracy(frame, **_tables(frame, frame["interval_start"].max().date(), around))


def _tables(frame: pd.DataFrame, last: date, around: Around) -> dict[str, pd.DataFrame | None]:
    """Return the tables that surround a history, as arguments of a forecast that ends on `last`."""
    queues = frame["queue"].unique().tolist()
    return {
        "calendar": _calendar(frame, last, around),
        "events": _of_queues(around.events, EVENTS, queues),
        "opening": _of_queues(around.opening, OPENING, queues),
    }


def _calendar(frame: pd.DataFrame, last: date, around: Around) -> pd.DataFrame | None:
    own = None
    if around.calendar is not None:
        own = read_table(around.calendar, CALENDAR, timezone=None)
        refuse_unknown_kinds(own, around.calendar.name)
    if around.country is None:
        return own
    starts = frame["interval_start"]
    return day_kinds(around.country, starts.min().date(), max(starts.max().date(), last), own)


def _of_queues(path: Path | None, table: Table, queues: list[str]) -> pd.DataFrame | None:
    """Return a table whose queues are all in the history; an empty queue means all."""
    if path is None:
        return None
    frame = read_table(path, table, timezone=None)
    named = frame["queue"].dropna() if "queue" in frame else pd.Series(dtype="str")
    faults = [
        Fault(Place(file=path.name, row=int(str(at)) + 2, column="queue"), NotInHistory(queue=q, hint=hint(q, queues)))
        for at, q in named.items()
        if q and q not in queues
    ]
    if faults:
        raise InputError(faults)
    return frame


def staff_file(
    forecast: Path, target: Target, aht_s: float | None = None, patience_s: float | None = None
) -> pd.DataFrame:
    """Return the REQUIREMENT of a FORECAST file whose queues are live and have one target; `aht_s` wins.

    Raises
    ------
    InputError
        If a row has no handle time and none is given.
    """
    frame = read_table(forecast, FORECAST, timezone=None)
    if aht_s is not None:
        frame = frame.assign(aht_s=aht_s)
    empty = np.flatnonzero(frame["aht_s"].isna() & (frame["offered"] > 0))
    if len(empty):
        raise InputError([Fault(Place(file=forecast.name, row=int(empty[0]) + 2, column="aht_s"), NoHandleTime())])
    queue = Queue(channel="voice", model="live", aht_s=1.0, patience_s=patience_s, target=target)
    parts = []
    for id, rows in frame.groupby("queue", sort=False):
        week = rows.fillna({"aht_s": 1.0}).set_index("interval_start").sort_index()
        demand = queue_demand(str(id), week, queue, _interval_min(rows), np.ones(len(week), dtype=bool))
        [staffed] = GroupStaffing().staff([demand])
        parts.append(requirement_rows(staffed, np.zeros(len(week)), pd.DatetimeIndex(week.index)))
    return REQUIREMENT.check(pd.concat(parts, ignore_index=True))


def _interval_min(rows: pd.DataFrame) -> float:
    """Return the shortest step between intervals; a single one is taken for half an hour."""
    steps = rows["interval_start"].sort_values().diff().dropna()
    return float(steps.min() / pd.Timedelta(minutes=1)) if len(steps) else 30.0
