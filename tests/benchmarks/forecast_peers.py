"""Other forecasting libraries behind the method protocol: same cleaned history, same open intervals, same factors."""

import contextlib
import importlib
import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecasting.fit import Queue
from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.methods.series import WeekSeries, week_series

WEEKS = 60


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer: square roots of the open intervals in, square roots out."""

    name: str
    queue: Queue
    forecast: Callable[[WeekSeries, Queue, int], Floats]

    def ordinary(self, past: Past, days: int) -> Floats:
        series = week_series(past, WEEKS)
        assert series is not None
        with warnings.catch_warnings(), contextlib.redirect_stderr(None):
            warnings.simplefilter("ignore")
            return series.spread(np.nan_to_num(self.forecast(series, self.queue, days)), days)


def seasonal_es(series: WeekSeries, _: Queue, days: int) -> Floats:
    from statsforecast.models import SeasonalExponentialSmoothingOptimized

    return _nixtla(SeasonalExponentialSmoothingOptimized(season_length=series.period), series, days)


def mstl_ets(series: WeekSeries, _: Queue, days: int) -> Floats:
    from statsforecast.models import MSTL, AutoETS

    return _nixtla(MSTL(_seasons(series), trend_forecaster=AutoETS(model="ZZN")), series, days)


def mstl_arima(series: WeekSeries, _: Queue, days: int) -> Floats:
    from statsforecast.models import MSTL, AutoARIMA

    return _nixtla(MSTL(_seasons(series), trend_forecaster=AutoARIMA()), series, days)


def _nixtla(model: object, series: WeekSeries, days: int) -> Floats:
    return np.asarray(model.forecast(y=series.values, h=series.steps(days))["mean"])


def _seasons(series: WeekSeries) -> list[int]:
    by_day = series.open_.sum(axis=1)
    a_day = int(np.bincount(by_day[by_day > 0]).argmax())
    return [a_day, series.period] if series.period % a_day == 0 and series.period > a_day else [series.period]


def prophet(series: WeekSeries, _: Queue, days: int) -> Floats:
    """Linear trend and one curve for each weekday (40 harmonics of the week): better here than the defaults."""
    from prophet import Prophet

    logging.getLogger("cmdstanpy").setLevel(logging.CRITICAL)
    model = Prophet(yearly_seasonality=False, daily_seasonality=False, weekly_seasonality=False)
    model.add_seasonality("week", period=7, fourier_order=40)
    stamps = _stamps(series, days)
    model.fit(pd.DataFrame({"ds": stamps[: len(series.values)], "y": series.values}))
    return model.predict(pd.DataFrame({"ds": stamps[len(series.values) :]}))["yhat"].to_numpy()


def _cells(series: WeekSeries, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Day index and slot of every value of the series and of every step ahead."""
    cutoff = series.past.cutoff
    day, slot = np.nonzero(series.open_[series.weekday[: cutoff + days]])
    steps = series.steps(days)
    return day[-(len(series.values) + steps) :], slot[-(len(series.values) + steps) :]


def _stamps(series: WeekSeries, days: int) -> pd.DatetimeIndex:
    day, slot = _cells(series, days)
    monday = pd.Timestamp("2001-01-01") + pd.Timedelta(days=int(series.weekday[0]))
    return pd.DatetimeIndex(
        monday + pd.to_timedelta(day, "D") + pd.to_timedelta(slot * 1440 // series.open_.shape[1], "min")
    )


def lightgbm(series: WeekSeries, queue: Queue, days: int) -> Floats:
    """Absolute error, week lags known at every step ahead, weekday, slot, and the calendar's columns."""
    import lightgbm as lgb

    day, slot = _cells(series, days)
    count, period, steps = len(series.values), series.period, series.steps(days)
    weeks_ahead = -(-steps // period)
    lags = [np.concatenate([series.values, np.full(steps, np.nan)])]
    padded = np.concatenate([np.full(period * (weeks_ahead + 8), np.nan), lags[0]])
    at = np.arange(count + steps) + period * (weeks_ahead + 8)
    week = [padded[at - period * (weeks_ahead + k)] for k in range(8)]
    features = np.column_stack(
        [
            series.weekday[day],
            slot,
            queue.types.days[day].astype("datetime64[D]").astype(int)
            - queue.types.days[day].astype("datetime64[M]").astype("datetime64[D]").astype(int),
            queue.design.features[day],
            *week[:4],
            np.nanmean(week[:4], axis=0),
            np.nanmean(week, axis=0),
        ]
    )
    options = {
        "objective": "l1",
        "learning_rate": 0.05,
        "min_data_in_leaf": 20,
        "verbose": -1,
        "num_threads": 1,
        "seed": 1,
    }
    known = (
        np.arange(count) >= period * (weeks_ahead + 1)
        if count > 2 * period * (weeks_ahead + 1)
        else np.arange(count) >= period
    )
    model = lgb.train(options, lgb.Dataset(features[:count][known], series.values[known]), num_boost_round=300)
    return np.asarray(model.predict(features[count:]))


PEERS = (
    ("statsforecast SeasonalES", "statsforecast", seasonal_es),
    ("statsforecast MSTL+AutoETS", "statsforecast", mstl_ets),
    ("statsforecast MSTL+AutoARIMA", "statsforecast", mstl_arima),
    ("Prophet", "prophet", prophet),
    ("LightGBM", "lightgbm", lightgbm),
)


def missing(module: str) -> str:
    """Why a module cannot be imported; empty if it can."""
    try:
        importlib.import_module(module)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    return ""
