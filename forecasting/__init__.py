"""Forecasts of contact volume and handle time per queue and interval.

`forecast` gives the table, `explain` the table with its reasons, `paths` scenarios drawn around it, `backtest` and
`accuracy` what it is worth.
"""

from forecasting.accuracy import accuracy
from forecasting.backtests import Backtest, backtest
from forecasting.effects import Effect
from forecasting.errors import ForecastingError, Notice
from forecasting.forecasts import explain, forecast
from forecasting.methods import METHODS
from forecasting.result import Forecast
from forecasting.scenarios import paths

__all__ = [
    "METHODS",
    "Backtest",
    "Effect",
    "Forecast",
    "ForecastingError",
    "Notice",
    "accuracy",
    "backtest",
    "explain",
    "forecast",
    "paths",
]
