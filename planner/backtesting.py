"""How good the forecast has been: the house method beside simple ones, from weekly origins of the past."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

import forecasting
from planner.centre import Centre
from planner.errors import PlannerError
from planner.opening import opening_table
from planner.pipeline.events import events_table
from planner.tables import ACCURACY

if TYPE_CHECKING:
    from collections.abc import Sequence

ORIGINS = 12
LEAST_HISTORY_DAYS = 14
HORIZON_DAYS = 28
COMPARED = (forecasting.METHODS[0].name, "last_week", "mean_of_four_weeks", "ets")


class TooShortToTest(PlannerError):
    """A history with no origin left."""

    template = "the history has {days} days; a backtest needs at least {least}"


def accuracy(
    history: pd.DataFrame,
    calendar: pd.DataFrame | None,
    events: pd.DataFrame | None,
    opening: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return ACCURACY of the house method, last week, the mean of four weeks and ETS over the latest weekly origins.

    Every origin forecasts four weeks (one where the history is short) with what was known at that time only.

    Raises
    ------
    TooShortToTest
        If no origin has two weeks before it and one after it.
    """
    first, last = (history["interval_start"].agg(end).date() for end in ("min", "max"))
    days = HORIZON_DAYS if (last - first).days >= 2 * HORIZON_DAYS else 7
    origins = _origins(first, last + timedelta(days=1), days)
    if not origins:
        raise TooShortToTest(days=(last - first).days + 1, least=LEAST_HISTORY_DAYS + 7)
    past = forecasting.backtest(
        history, origins, days, calendar=calendar, events=events, opening=opening, methods=COMPARED
    )
    return ACCURACY.check(forecasting.accuracy(past.intervals, history))


def accuracy_of_centre(centre: Centre) -> pd.DataFrame:
    """Return ACCURACY of a centre's history, with its calendar, events and hours."""
    first, last = (centre.history["interval_start"].agg(end).date() for end in ("min", "max"))
    plan = centre.plan
    return accuracy(centre.history, centre.calendar(first, last), events_table(plan), opening_table(plan))


def _origins(first: date, end: date, days: int) -> Sequence[date]:
    """Return at most twelve weekly origins, latest last, with the horizon after and two weeks before each."""
    latest = end - timedelta(days=days)
    all_back = [latest - timedelta(weeks=week) for week in range(ORIGINS)]
    return sorted(day for day in all_back if (day - first).days >= LEAST_HISTORY_DAYS)
