"""Forecasts from past origins beside what came: the BACKTEST tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecasting.errors import NoDays, NoOrigins, NothingToForecast, UnknownMethod
from forecasting.fit import Outlook
from forecasting.grid import Floats, horizon
from forecasting.handle_time import handle_time
from forecasting.methods import HOUSE, METHODS, Method
from forecasting.scenarios import error_paths
from forecasting.study import Banded, banded, check_inputs, local_day, open_study
from forecasting.uncertainty import Z80

TOTAL_COLUMNS = ["queue", "method", "cutoff", "week", "offered", "offered_hat", "offered_lo", "offered_hi"]


class Backtest(NamedTuple):
    """`intervals` is BACKTEST (open intervals that were recorded), `totals` is BACKTEST_TOTAL (by week ahead, from 1).

    Only the house method carries a band; the others' is empty.
    """

    intervals: pd.DataFrame
    totals: pd.DataFrame


def backtest(
    history: pd.DataFrame,
    origins: Sequence[date | str],
    days: int,
    *,
    calendar: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    opening: pd.DataFrame | None = None,
    methods: Sequence[str] | None = None,
) -> Backtest:
    """Forecast `days` days from every origin with only what was known then, and set it beside what came.

    The calendar, events and hours count as known in advance. `methods` are names of `METHODS` (default: the house
    method alone). All methods see the same cleaned history and get the same special-day and event factors.

    Raises
    ------
    InvalidTable
        If a frame does not fit its table.
    NotADate, NoDays, NothingToForecast, UnevenIntervals, EventWithoutLength
        As `explain` does.
    NoOrigins, UnknownMethod
        If `origins` is empty, or a name in `methods` is none of `METHODS`.
    """
    if days < 1:
        raise NoDays(days=days)
    if not len(origins):
        raise NoOrigins
    starts = [local_day(origin) for origin in origins]
    chosen = [HOUSE] if methods is None else [_named(name) for name in methods]
    study = open_study(check_inputs(history, calendar, events, opening), max(starts) + days, max(starts) + days)
    compared = [
        _compare(outlook, method, start, days)
        for start in starts
        for method in chosen
        for outlook in study.outlooks(start, days, method)
    ]
    if not compared:
        raise NothingToForecast(start=max(starts))
    rows = [total for part in compared for total in _totals(part)]
    intervals = pd.concat([_intervals(part) for part in compared], ignore_index=True)
    return Backtest(intervals, pd.DataFrame(rows, columns=TOTAL_COLUMNS))


def _named(name: str) -> Method:
    for method in METHODS:
        if method.name == name:
            return method
    raise UnknownMethod(name=name, known=", ".join(method.name for method in METHODS))


@dataclass(frozen=True, slots=True)
class _Compared:
    """One outlook beside what came: arrays days × slots from the origin, NaN where nothing is scored.

    `total_low`, `total_high` bound the sum of each week's scored intervals.
    """

    outlook: Outlook
    method: str
    start: np.datetime64
    offered: Floats
    forecast: Floats
    low: Floats
    high: Floats
    total_low: Floats
    total_high: Floats


def _compare(outlook: Outlook, method: Method, start: np.datetime64, days: int) -> _Compared:
    history = outlook.queue.history
    first = outlook.cutoff + outlook.skip
    offered = np.full((days, history.source.grid.slots), np.nan)
    came = history.source.offered[first : first + days]
    offered[: len(came)] = np.where(history.open_[outlook.queue.types.row[first : first + len(came)]], came, np.nan)
    forecast = outlook.prediction.offered[outlook.skip :]
    low, high = np.full(offered.shape, np.nan), np.full(offered.shape, np.nan)
    weeks = np.full((2, -(-days // 7)), np.nan)
    if method is HOUSE:
        made = banded(outlook)
        low, high = made.band.low[outlook.skip :], made.band.high[outlook.skip :]
        weeks = _week_limits(made, outlook.skip, ~np.isnan(offered))
    return _Compared(outlook, method.name, start, offered, forecast, low, high, weeks[0], weeks[1])


def _week_limits(made: Banded, skip: int, scored: NDArray[np.bool_]) -> Floats:
    """80 % limits of each week's scored sum (2 × weeks): whole-week errors, and special days and events all one way."""
    prediction, starts = made.outlook.prediction, np.arange(0, len(scored), 7)
    f = np.where(scored, prediction.offered[skip:], 0.0)
    paths = np.where(scored, error_paths(made)[:, skip:], 0.0)
    hat = np.add.reduceat(f.sum(axis=1), starts)
    missed = np.abs(np.add.reduceat(paths.sum(axis=2), starts, axis=1) - hat)
    special = np.add.reduceat((f * np.sqrt(prediction.log_variance[skip:])).sum(axis=1), starts)
    half = np.hypot(np.quantile(missed, 0.8, axis=0), Z80 * special)
    return np.stack([np.maximum(hat - half, 0.0), hat + half])


def _intervals(part: _Compared) -> pd.DataFrame:
    outlook = part.outlook
    source = outlook.queue.history.source
    days = len(part.offered)
    ahead = horizon(source.grid, part.start, days)
    scored = ~np.isnan(part.offered[ahead.day, ahead.slot])
    day, slot = ahead.day[scored], ahead.slot[scored]
    first = outlook.cutoff + outlook.skip
    aht = np.full(part.offered.shape, np.nan)
    if source.aht_s is not None:
        came = source.aht_s[first : first + days]
        aht[: len(came)] = came
    return pd.DataFrame(
        {
            "queue": source.queue,
            "method": part.method,
            "cutoff": pd.Timestamp(part.start),
            "interval_start": ahead.interval_start[scored],
            "offered": part.offered[day, slot],
            "offered_hat": part.forecast[day, slot],
            "offered_lo": part.low[day, slot],
            "offered_hi": part.high[day, slot],
            "aht_s": aht[day, slot],
            "aht_s_hat": handle_time(outlook.queue, outlook.cutoff, outlook.skip + days)[outlook.skip + day, slot],
        }
    )


def _totals(part: _Compared) -> Iterator[tuple[str, str, pd.Timestamp, int, float, float, float, float]]:
    queue = part.outlook.queue.history.source.queue
    scored = ~np.isnan(part.offered)
    for week in range(len(part.total_low)):
        days = slice(7 * week, 7 * week + 7)
        if scored[days].any():
            came, hat = part.offered[days][scored[days]].sum(), part.forecast[days][scored[days]].sum()
            limits = part.total_low[week], part.total_high[week]
            yield queue, part.method, pd.Timestamp(part.start), week + 1, came, hat, *limits
