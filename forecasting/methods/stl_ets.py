"""STL decomposition of the intervals, the rest by exponential smoothing."""

import warnings
from dataclasses import dataclass

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.methods.mean_of_weeks import MeanOfWeeks
from forecasting.methods.series import week_series

WEEKS = 26
SEASONAL_WEEKS = 13  # smooths the season better here than the usual 7
FALLBACK = MeanOfWeeks("mean_of_four_weeks", 4)


@dataclass(frozen=True, slots=True)
class StlEts:
    """STL of the week (Cleveland et al., J. Official Statistics 6, 1990) and simple smoothing (statsmodels)."""

    name: str = "stl_ets"

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast the next `days` ordinary days; with less than two weeks of history as the mean of weeks does."""
        series = week_series(past, WEEKS)
        if series is None or series.period < 2:
            return FALLBACK.ordinary(past, days)
        from statsmodels.tsa.forecasting.stl import STLForecast  # slow to import: only where needed
        from statsmodels.tsa.holtwinters import SimpleExpSmoothing

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a fit that did not converge is still the method's answer
            model = STLForecast(
                series.values,
                SimpleExpSmoothing,
                model_kwargs={"initialization_method": "estimated"},
                period=series.period,
                seasonal=SEASONAL_WEEKS,
                robust=True,
            )
            values = np.asarray(model.fit().forecast(series.steps(days)))
        return series.spread(values, days)
