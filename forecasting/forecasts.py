"""The forecast of every queue for some days: one call, one table."""

from datetime import date

import numpy as np
import pandas as pd

from forecasting import tables
from forecasting.errors import NothingToForecast
from forecasting.grid import Floats, QueueHistory, horizon, read_histories
from forecasting.opening import Mask, given_mask, proposed_mask, weekdays
from forecasting.result import Forecast


def forecast(
    history: pd.DataFrame,
    start: date | str,
    days: int,
    *,
    calendar: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    opening: pd.DataFrame | None = None,
    overrides: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Forecast contacts and handle time of every queue for `days` days from `start`: the FORECAST table.

    The arguments are those of `explain`, which also gives the reasons.
    """
    return explain(history, start, days, calendar=calendar, events=events, opening=opening, overrides=overrides).table


def explain(
    history: pd.DataFrame,
    start: date | str,
    days: int,
    *,
    calendar: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    opening: pd.DataFrame | None = None,
    overrides: pd.DataFrame | None = None,
) -> Forecast:
    """Forecast as `forecast` does and say why: effects, what was cleaned, what was assumed.

    Only rows of `history` before `start` are read. `overrides` (queue, effect, factor; empty queue = all) replaces
    estimated effects by name.

    Raises
    ------
    InvalidTable
        If a frame does not fit its table.
    NothingToForecast
        If no row stands before `start`.
    """
    first = np.datetime64(pd.Timestamp(start).date(), "D")
    histories = read_histories(tables.HISTORY.check(history), first)
    if not histories:
        raise NothingToForecast(start=first)
    closed = _special_dates(calendar)
    marks = None if events is None else tables.EVENTS.check(events)
    hours = None if opening is None else tables.OPENING.check(opening)
    if overrides is not None:
        tables.OVERRIDES.check(overrides)
    parts = [_one(queue, first, days, closed, marks, hours) for queue in histories]
    return Forecast(pd.concat(parts, ignore_index=True), (), (), ())


def _special_dates(calendar: pd.DataFrame | None) -> np.ndarray:
    if calendar is None:
        return np.array([], dtype="datetime64[D]")
    checked = tables.CALENDAR.check(calendar)
    return checked["date"][~checked["kind"].isin(["workday", "weekend"])].to_numpy("datetime64[D]")


def _one(
    history: QueueHistory,
    first: np.datetime64,
    days: int,
    closed: np.ndarray,
    events: pd.DataFrame | None,
    hours: pd.DataFrame | None,
) -> pd.DataFrame:
    mask = proposed_mask(history) if hours is None else given_mask(hours, history.queue, history.grid)
    ahead = horizon(history.grid, first, days)
    weekday = weekdays(first + ahead.day)
    offered = _profile(history, mask, closed)[weekday, ahead.slot]
    if events is not None:
        offered = offered * _volume(events, history.queue, ahead.interval_start)
    spread = 1.2816 * np.sqrt(offered + 0.05 * offered**2)
    return pd.DataFrame(
        {
            "queue": history.queue,
            "interval_start": ahead.interval_start,
            "offered": offered,
            "offered_lo": np.maximum(offered - spread, 0.0),
            "offered_hi": offered + spread,
            "aht_s": np.nan if history.aht_s is None else np.nanmean(history.aht_s),
            "method": "profile",
        }
    )


def _profile(history: QueueHistory, mask: Mask, closed: np.ndarray) -> Floats:
    """Exponentially weighted mean per weekday and slot (half-life 4 weeks), special days left out."""
    age = np.arange(len(history.offered))[::-1]
    weight = 0.5 ** (age / 28) * ~np.isin(history.days, closed)
    seen = weight[:, None] * ~np.isnan(history.offered)
    filled = np.nan_to_num(history.offered)
    weekday = weekdays(history.days)
    sums = np.stack([(seen * filled)[weekday == day].sum(axis=0) for day in range(7)])
    weights = np.stack([seen[weekday == day].sum(axis=0) for day in range(7)])
    return np.where(mask, sums / np.maximum(weights, 1e-12), 0.0)


def _volume(events: pd.DataFrame, queue: str, at: pd.DatetimeIndex) -> Floats:
    factor = np.ones(len(at))
    for event in events.itertuples():
        if getattr(event, "queue", "") in ("", queue) and event.volume > 0:
            factor[(at >= event.start) & (at < event.end)] *= event.volume
    return factor
