"""Bands: negative binomial with dispersion measured from forecasts at earlier cutoffs.

    variance = f + (phi + v) f²

phi is matched to past errors at the same week ahead and third of volume: four of five of them lie within the normal
80 % limits of that variance (moments would let a few wild days widen every band). v is the variance of a special day's
or event's factor. The band is averaged with the conformal one, the quantiles of the scaled past errors (Vovk, Gammerman
& Shafer, Algorithmic Learning in a Random World, 2005), whose share grows to one half at 26 past cutoffs.
"""

from dataclasses import dataclass

import numpy as np

from forecasting.fit import Prediction, Queue
from forecasting.grid import Floats
from forecasting.methods import HOUSE
from forecasting.robust import quantile

MOST_CUTOFFS = 26
LEAST_CUTOFFS = 4
LEAST_WEEKS = 3  # of history before a past cutoff
LEAST_ERRORS = 20  # behind one week ahead and third of volume
ASSUMED_PHI = 0.05  # standard deviation of 22 %
LEVELS = 3  # thirds of volume
Z80 = 1.2815515655446004  # 90 % point of the standard normal
LEAST_COUNT = 0.5  # contacts; a count is whole, so less is none


@dataclass(frozen=True, slots=True)
class PastErrors:
    """Forecasts at earlier cutoffs and what came (cutoffs × days ahead × slots; unknown or special = NaN)."""

    forecast: Floats
    offered: Floats

    @property
    def cutoffs(self) -> int:
        """Number of earlier cutoffs."""
        return len(self.forecast)


def past_errors(queue: Queue, cutoff: int, days: int) -> PastErrors:
    """Forecast from up to 26 cutoffs a week apart and see what came before `cutoff`.

    None had less than half of the present history: what was missed with less says little of now.
    """
    history = queue.history
    ordinary = np.flatnonzero(history.ordinary[:cutoff])
    first = int(ordinary[0]) if len(ordinary) else cutoff
    oldest = max(first + 7 * LEAST_WEEKS, (first + cutoff) // 2)
    earlier = [*range(cutoff - 7, oldest - 1, -7)][:MOST_CUTOFFS]
    shape = (len(earlier), days, history.offered.shape[1])
    forecast, offered = np.full(shape, np.nan), np.full(shape, np.nan)
    for index, at in enumerate(earlier):
        known = min(days, cutoff - at)
        forecast[index, :known] = queue.at(at).ordinary(HOUSE, days)[:known]
        opened = history.open_[queue.types.row[at : at + known]] & history.ordinary[at : at + known, None]
        offered[index, :known] = np.where(opened, history.offered[at : at + known], np.nan)
    return PastErrors(forecast, offered)


@dataclass(frozen=True, slots=True)
class Spread:
    """How far forecasts miss, by week ahead and third of volume.

    `phi`, and `low` and `high`, the 10 % and 90 % quantiles of scaled errors (weeks × 3); `edges` (2) between the
    thirds; `conformal` the share of those quantiles in the band; `assumed` where too few cutoffs were known.
    """

    phi: Floats
    low: Floats
    high: Floats
    edges: Floats
    conformal: float
    assumed: bool


def measure_spread(errors: PastErrors) -> Spread:
    """Measure the dispersion of past errors."""
    weeks = -(-errors.forecast.shape[1] // 7)
    known = ~np.isnan(errors.offered)
    phi, low, high = (np.full((weeks, LEVELS), value) for value in (ASSUMED_PHI, -Z80, Z80))
    if errors.cutoffs < LEAST_CUTOFFS or not known.any():
        return Spread(phi, low, high, np.zeros(LEVELS - 1), 0.0, True)
    volumes = errors.forecast[known]
    edges = np.array([quantile(volumes, 1 / 3), quantile(volumes, 2 / 3)])
    for week in range(weeks):
        part = slice(7 * week, 7 * week + 7)
        f, y = errors.forecast[:, part][known[:, part]], errors.offered[:, part][known[:, part]]
        level = np.searchsorted(edges, f)
        if week:
            phi[week], low[week], high[week] = phi[week - 1], low[week - 1], high[week - 1]
        for third in range(LEVELS):
            own = level == third
            chosen = own if own.sum() >= LEAST_ERRORS else np.ones(len(f), dtype=bool)
            if chosen.sum() >= LEAST_ERRORS:
                at = week, third
                phi[at], low[at], high[at] = _matched(f[chosen], y[chosen], errors.cutoffs)
    return Spread(phi, low, high, edges, min(1.0, errors.cutoffs / MOST_CUTOFFS) / 2, False)


def _matched(f: Floats, y: Floats, cutoffs: int) -> tuple[float, float, float]:
    """Match phi to the errors of forecasts `f`; with the 10 % and 90 % quantiles of the scaled errors."""
    squared = np.maximum(f, 1e-9) ** 2
    needed = (((y - f) / Z80) ** 2 - f) / squared
    phi = max(quantile(needed, 0.8), 0.0) * (1 + 1 / cutoffs)
    scaled = (y - f) / np.sqrt(np.maximum(f + phi * squared, 1e-9))
    return phi, quantile(scaled, 0.1), quantile(scaled, 0.9)


@dataclass(frozen=True, slots=True)
class Band:
    """80 % band (days × slots)."""

    low: Floats
    high: Floats


def variance(f: Floats, spread: Spread) -> Floats:
    """Return f + phi f² for forecasts (… × days × slots) by their week ahead and third of volume."""
    week = np.minimum(np.arange(f.shape[-2]) // 7, len(spread.phi) - 1)[:, None]
    return f + spread.phi[week, np.searchsorted(spread.edges, f)] * f**2


def band(prediction: Prediction, spread: Spread) -> Band:
    """Lay the 80 % band around a prediction; closed intervals keep [0, 0]."""
    f = prediction.offered
    week = np.minimum(np.arange(len(f)) // 7, len(spread.phi) - 1)[:, None]
    level = np.searchsorted(spread.edges, f)
    total = variance(f, spread) + np.expm1(prediction.log_variance) * f**2
    sd, share = np.sqrt(total), spread.conformal
    low = (1 - share) * nb_quantile(f, total, -Z80) + share * (f + spread.low[week, level] * sd)
    high = (1 - share) * nb_quantile(f, total, Z80) + share * (f + spread.high[week, level] * sd)
    low[low < LEAST_COUNT] = 0.0  # else it leaves out every interval without a contact
    return Band(np.clip(low, 0.0, f), np.maximum(high, f))


def nb_quantile(mean: Floats, variance: Floats, z: float) -> Floats:
    """Quantile of a negative binomial at the standard normal deviate `z`, as its gamma mixture's.

    mean · (1 − 1/(9k) + z / (3 √k))³ with k = mean² / variance (Wilson & Hilferty, PNAS 17, 1931).
    """
    k = np.maximum(mean, 1e-9) ** 2 / np.maximum(variance, 1e-12)
    quantile: Floats = mean * np.maximum(1 - 1 / (9 * k) + z / (3 * np.sqrt(k)), 0.0) ** 3
    return quantile
