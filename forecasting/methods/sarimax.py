"""Dynamic harmonic regression: Fourier terms of the week with autoregressive errors."""

import warnings
from dataclasses import dataclass

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.methods.mean_of_weeks import MeanOfWeeks
from forecasting.methods.series import week_series

WEEKS = 16
MOST_HARMONICS = 20
ORDER = (2, 0, 1)
FALLBACK = MeanOfWeeks("mean_of_four_weeks", 4)


@dataclass(frozen=True, slots=True)
class HarmonicSarimax:
    """SARIMAX(2,0,1), 20 harmonics of the week (statsmodels; Young, Pedregal & Tych, J. Forecasting 18, 1999)."""

    name: str = "sarimax"

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast the next `days` ordinary days; with less than two weeks of history as the mean of weeks does."""
        series = week_series(past, WEEKS)
        if series is None or np.ptp(series.values) == 0:
            return FALLBACK.ordinary(past, days)
        from statsmodels.tsa.statespace.sarimax import SARIMAX  # slow to import: only where needed

        count, steps = len(series.values), series.steps(days)
        terms = _harmonics(count + steps, series.period)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a fit that did not converge is still the method's answer
            model = SARIMAX(series.values, exog=terms[:count], order=ORDER, trend="c")
            fitted = model.fit(disp=False, maxiter=30)
            values = np.asarray(fitted.forecast(steps, exog=terms[count:])) if steps else np.zeros(0)
        return series.spread(values, days)


def _harmonics(count: int, period: int) -> Floats:
    """Cosines and sines of the week, below the highest distinguishable frequency."""
    waves = np.arange(1, min(MOST_HARMONICS, (period - 1) // 2) + 1)
    phase = 2 * np.pi * np.outer(np.arange(count), waves) / period
    return np.hstack([np.cos(phase), np.sin(phase)])
