"""Forecast and staff a single file without a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

import forecasting
from planner.around import Around
from planner.backtesting import accuracy
from planner.calendar import day_kinds
from planner.errors import Fault, InputError, Message, Place
from planner.files import read_table
from planner.plan import Queue, Target
from planner.staffing.demand import queue_demand
from planner.staffing.dispatch import GroupStaffing
from planner.staffing.requirement import requirement_rows
from planner.tables import CALENDAR, EVENTS, FORECAST, HISTORY, OPENING, REQUIREMENT


class NoHandleTime(Message):
    """A forecast without handle times, and none given."""

    template = "is empty and no handle time is given; add --aht SECONDS"


def forecast_file(history: Path, start: date, days: int, around: Around) -> forecasting.Forecast:
    """Return the forecast of a HISTORY file for `days` days from `start`; times stay as naive as they are."""
    frame = read_table(history, HISTORY, timezone=None)
    return forecasting.explain(frame, start, days, **_tables(frame, start, days, around))


def accuracy_of_file(history: Path, around: Around) -> pd.DataFrame:
    """Return ACCURACY of the methods on a HISTORY file."""
    frame = read_table(history, HISTORY, timezone=None)
    return accuracy(frame, **_tables(frame, frame["interval_start"].max().date(), 1, around))


def _tables(frame: pd.DataFrame, start: date, days: int, around: Around) -> dict[str, pd.DataFrame | None]:
    def read(path: Path | None, table: object) -> pd.DataFrame | None:
        return None if path is None else read_table(path, table, timezone=None)  # type: ignore[arg-type]

    calendar = read(around.calendar, CALENDAR)
    if around.country:
        first = frame["interval_start"].min().date()
        last: date = max(frame["interval_start"].max().date(), start + pd.Timedelta(days=days))
        calendar = day_kinds(around.country, first, last, calendar)
    return {"calendar": calendar, "events": read(around.events, EVENTS), "opening": read(around.opening, OPENING)}


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
