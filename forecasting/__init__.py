"""Forecasts of contact volume and handle time per queue and interval."""

from forecasting.backtests import Backtest, backtest
from forecasting.errors import ForecastingError, Notice
from forecasting.forecasts import explain, forecast
from forecasting.result import Effect, Forecast

__all__ = ["Backtest", "Effect", "Forecast", "ForecastingError", "Notice", "backtest", "explain", "forecast"]
