"""Exponential smoothing of daily totals, spread over the day by the weekday's profile."""

import warnings
from dataclasses import dataclass

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.methods.mean_of_weeks import MeanOfWeeks
from forecasting.methods.series import daily_series

WEEKS = 52
PROFILE = MeanOfWeeks("profile", 8)


@dataclass(frozen=True, slots=True)
class TopDownEts:
    """Additive weekly exponential smoothing of the square root of daily totals (statsmodels), times recent profiles."""

    name: str = "ets"

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast the next `days` ordinary days; with too little history for a start as the mean of weeks does."""
        profile = PROFILE.ordinary(past, days)
        series = daily_series(past, WEEKS)
        if series is None or len(series.values) < 10 + 2 * (series.period // 2) or np.ptp(series.values) == 0:
            return profile
        from statsmodels.tsa.holtwinters import ExponentialSmoothing  # takes a second to import: only where needed

        seasonal = "add" if series.period > 1 else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a fit that did not converge is still the method's answer
            model = ExponentialSmoothing(
                series.values,
                seasonal=seasonal,
                seasonal_periods=series.period if seasonal else None,
                initialization_method="estimated",
            )
            values = np.asarray(model.fit().forecast(series.steps(days)))
        totals = series.spread(values, days)
        forecast: Floats = profile / np.maximum(profile.sum(axis=1, keepdims=True), 1e-300) * totals
        return forecast
