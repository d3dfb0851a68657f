"""Forecasts from past origins beside what came: the BACKTEST tables."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from forecasting.forecasts import forecast


class Backtest(NamedTuple):
    """`intervals` is BACKTEST, `totals` is BACKTEST_TOTAL."""

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
    """Forecast `days` days from every origin with only what was known then, and set it beside what came."""
    parts = []
    for origin in origins:
        made = forecast(history, origin, days, calendar=calendar, events=events, opening=opening)
        made = made.rename(columns={"offered": "offered_hat", "aht_s": "aht_s_hat"})
        made.insert(2, "cutoff", pd.Timestamp(origin))
        parts.append(made.merge(history, on=["queue", "interval_start"]))
    intervals = pd.concat(parts, ignore_index=True)
    if "aht_s" not in intervals:
        intervals["aht_s"] = float("nan")
    lead = (intervals["interval_start"].dt.tz_localize(None) - intervals["cutoff"]).dt.days
    week = (lead // 7 + 1).rename("week")
    sums = intervals.groupby(["queue", "method", "cutoff", week])[
        ["offered", "offered_hat", "offered_lo", "offered_hi"]
    ].sum()
    order = ["queue", "method", "cutoff", "interval_start", "offered", "offered_hat", "offered_lo", "offered_hi"]
    return Backtest(intervals[[*order, "aht_s", "aht_s_hat"]], sums.reset_index())
