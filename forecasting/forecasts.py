"""The forecast of every queue for some days: one call, one table, and its reasons."""

from datetime import date

import numpy as np
import pandas as pd

from forecasting.errors import NoDays, NothingToForecast
from forecasting.grid import horizon
from forecasting.handle_time import handle_time
from forecasting.methods import HOUSE
from forecasting.result import Forecast
from forecasting.study import Banded, banded, check_inputs, local_day, open_study


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

    Parameters
    ----------
    history : HISTORY; only rows before `start` are read. Naive times mean no clock changes and give naive times
    start : first local day
    days : number of days, from 1
    calendar, events, opening : CALENDAR, EVENTS, OPENING; the hours of a queue without rows are proposed from the data
    overrides : (queue, effect, factor) in place of estimated effects by name; an empty queue means all

    Raises
    ------
    InvalidTable
        If a frame does not fit its table.
    UnevenIntervals
        If a queue's rows do not stand on one grid of 5 minutes to a day.
    NotADate, NoDays, NothingToForecast
        If `start` is no date, `days` is below 1, or no row stands before `start`.
    EventWithoutLength
        If an event does not end after its start.
    """
    if days < 1:
        raise NoDays(days=days)
    first = local_day(start)
    inputs = check_inputs(history, calendar, events, opening, overrides)
    study = open_study(inputs, first, first + days)
    made = tuple(banded(outlook) for outlook in study.outlooks(first, days, HOUSE))
    if not made:
        raise NothingToForecast(start=first)
    table = pd.concat([_table(part, first, days) for part in made], ignore_index=True)
    return Forecast(table, made, inputs)


def _table(part: Banded, first: np.datetime64, days: int) -> pd.DataFrame:
    outlook = part.outlook
    source = outlook.queue.history.source
    ahead = horizon(source.grid, first, days)
    cells = (outlook.skip + ahead.day, ahead.slot)
    return pd.DataFrame(
        {
            "queue": source.queue,
            "interval_start": ahead.interval_start,
            "offered": outlook.prediction.offered[cells],
            "offered_lo": part.band.low[cells],
            "offered_hi": part.band.high[cells],
            "aht_s": handle_time(outlook.queue, outlook.cutoff, outlook.skip + days)[cells],
            "method": HOUSE.name,
        }
    )
