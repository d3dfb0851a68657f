"""The forecast of every queue for some days: one call, one table, and its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from forecasting import tables
from forecasting.clean import clean
from forecasting.day_model import day_design
from forecasting.day_types import DayTypes, day_types
from forecasting.errors import NothingToForecast
from forecasting.fit import Queue
from forecasting.grid import QueueHistory, horizon, read_histories
from forecasting.methods import METHODS
from forecasting.opening import Mask, given_mask, proposed_mask
from forecasting.overrides import of_queue
from forecasting.promotions import event_days, read_events
from forecasting.result import Forecast
from forecasting.uncertainty import band, measure_spread, past_errors


@dataclass(frozen=True, slots=True)
class Inputs:
    """Checked tables; None where nothing was given."""

    history: pd.DataFrame
    calendar: pd.DataFrame | None
    events: pd.DataFrame | None
    opening: pd.DataFrame | None
    overrides: pd.DataFrame | None


def checked(
    history: pd.DataFrame,
    calendar: pd.DataFrame | None,
    events: pd.DataFrame | None,
    opening: pd.DataFrame | None,
    overrides: pd.DataFrame | None,
) -> Inputs:
    """Check every table where it enters."""
    return Inputs(
        tables.HISTORY.check(history),
        None if calendar is None else tables.CALENDAR.check(calendar),
        None if events is None else tables.EVENTS.check(events),
        None if opening is None else tables.OPENING.check(opening),
        None if overrides is None else tables.OVERRIDES.check(overrides),
    )


def open_mask(history: QueueHistory, opening: pd.DataFrame | None) -> Mask:
    """Return the mask given for the queue, or the one its data propose."""
    return proposed_mask(history) if opening is None else given_mask(opening, history.queue, history.grid)


def prepare(history: QueueHistory, inputs: Inputs, mask: Mask, end: np.datetime64) -> Queue:
    """Make a queue ready for fits at any cutoff and forecasts up to local day `end`."""
    count = int((end - history.first_day).astype(int))
    types = day_types(inputs.calendar, history.first_day, count)
    events = read_events(inputs.events, history.queue, history.grid, history.first_day)
    cleaned = clean(history, types, mask, event_days(events, len(history.offered)))
    design = day_design(types, cleaned.open_.any(axis=1))
    return Queue(cleaned, types, design, events, of_queue(inputs.overrides, history.queue))


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
    return explain(
        history, start, days, calendar=calendar, events=events, opening=opening, overrides=overrides
    ).table


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
    inputs = checked(history, calendar, events, opening, overrides)
    histories = read_histories(inputs.history, first)
    if not histories:
        raise NothingToForecast(start=first)
    parts = [_one(queue, first, days, inputs) for queue in histories]
    return Forecast(pd.concat(parts, ignore_index=True), (), (), ())


def _one(history: QueueHistory, first: np.datetime64, days: int, inputs: Inputs) -> pd.DataFrame:
    queue = prepare(history, inputs, open_mask(history, inputs.opening), first + days)
    cutoff = len(history.offered)
    skip = int((first - history.first_day).astype(int)) - cutoff
    prediction = queue.at(cutoff).predict(METHODS[0], skip + days)
    limits = band(prediction, measure_spread(past_errors(queue, cutoff, skip + days)))
    ahead = horizon(history.grid, first, days)
    cells = (skip + ahead.day, ahead.slot)
    return pd.DataFrame(
        {
            "queue": history.queue,
            "interval_start": ahead.interval_start,
            "offered": prediction.offered[cells],
            "offered_lo": limits.low[cells],
            "offered_hi": limits.high[cells],
            "aht_s": np.nan if history.aht_s is None else np.nanmean(history.aht_s),
            "method": METHODS[0].name,
        }
    )
