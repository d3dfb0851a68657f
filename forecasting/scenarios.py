"""Whole paths of demand: a forecast plus the scaled errors of whole past weeks, so that sums spread as they should.

Intervals miss together; drawing each on its own makes the totals of days and weeks look far too certain.
"""

from statistics import NormalDist

import numpy as np
import pandas as pd

from forecasting.grid import Floats, horizon
from forecasting.result import Forecast
from forecasting.study import Banded
from forecasting.uncertainty import PastErrors, Spread, variance

HARDLY_ANY = 0.05  # contacts; one that came where none was expected is no error of a million standard deviations
CAUTION = 3.0  # over the number of past cutoffs: variance of the mean and of the variance


def paths(forecast: Forecast, count: int = 200, *, seed: int = 1) -> pd.DataFrame:
    """Draw `count` equally likely paths of contacts: queue, path (from 0), interval_start, offered.

    Path p takes the errors of the same past weeks in every queue, so queues move together as they did.
    """
    return pd.concat([_of_queue(part, count, seed) for part in forecast.parts], ignore_index=True)


def _of_queue(banded: Banded, count: int, seed: int) -> pd.DataFrame:
    outlook = banded.outlook
    source = outlook.queue.history.source
    drawn = _drawn(banded, count, seed)
    start = source.first_day + outlook.cutoff + outlook.skip
    ahead = horizon(source.grid, start, len(outlook.prediction.offered) - outlook.skip)
    offered = drawn[:, outlook.skip + ahead.day, ahead.slot]
    return pd.DataFrame(
        {
            "queue": source.queue,
            "path": np.repeat(np.arange(count), len(ahead.slot)),
            "interval_start": np.tile(ahead.interval_start, count),
            "offered": offered.ravel(),
        }
    )


def _drawn(banded: Banded, count: int, seed: int) -> Floats:
    """Paths (count × days × slots) of one queue; the generator starts alike for every queue."""
    generator = np.random.default_rng(seed)
    log_variance = banded.outlook.prediction.log_variance
    paths = error_paths(banded)
    chosen = paths[(generator.random(count) * len(paths)).astype(int)]
    noise = generator.standard_normal((count, 1, 1))
    drawn: Floats = chosen * np.exp(noise * np.sqrt(log_variance) - log_variance / 2)
    return drawn


def error_paths(banded: Banded) -> Floats:
    """Contacts (paths × days × slots) if the forecast misses as it did at each past cutoff; all equally likely."""
    f = banded.outlook.prediction.offered
    scaled = week_errors(banded.errors, banded.spread)
    path: Floats = np.maximum(f + scaled * np.sqrt(variance(f, banded.spread)), 0.0)
    return path


def week_errors(errors: PastErrors, spread: Spread) -> Floats:
    """Scaled errors of past cutoffs (cutoffs × days × slots) without gaps; normal quantiles where the band is assumed.

    An interval that was not known takes the mean of its week, a week that was not known yet that week ahead of the next
    older cutoff. Cutoffs whose first week is unknown are left out. Each error counts with both signs, so that few past
    weeks do not shift the forecast, and is widened for their number as a t-interval is.
    """
    if spread.assumed:
        return np.array([NormalDist().inv_cdf((step + 0.5) / 21) for step in range(21)])[:, None, None]
    expected = np.maximum(errors.forecast, HARDLY_ANY)
    scaled = (errors.offered - errors.forecast) / np.sqrt(variance(expected, spread))
    complete = np.zeros_like(scaled)
    for low in range(0, scaled.shape[1], 7):
        week = scaled[:, low : low + 7]
        known = ~np.isnan(week)
        count = known.sum(axis=(1, 2))
        mean = np.where(known, week, 0.0).sum(axis=(1, 2)) / np.maximum(count, 1)
        seen = np.flatnonzero(count)
        if len(seen):
            next_older = seen[np.minimum(np.searchsorted(seen, np.arange(len(week))), len(seen) - 1)]
            complete[:, low : low + 7] = np.where(known, week, mean[:, None, None])[next_older]
    usable = complete[(~np.isnan(scaled[:, :7])).any(axis=(1, 2))] * np.sqrt(1 + CAUTION / errors.cutoffs)
    return np.concatenate([usable, -usable])
