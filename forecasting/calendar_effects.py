"""The day model's effects in a planner's words: one for each day of the month, one for each side of a closure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.calendar_features import CLOSURE_EFFECTS, MONTH_COLUMNS, month_features
from forecasting.day_model import DayModel
from forecasting.grid import Days, Floats

MONTH = np.datetime64("2026-01-01") + np.arange(31)  # any month of 31 days

Applies = Callable[[Days, Floats], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class CalendarEffect:
    """A named effect: log factor, its standard error, and which days (with their features) it applies to."""

    name: str
    log_factor: float
    standard_error: float
    applies: Applies


def calendar_effects(model: DayModel) -> Iterator[CalendarEffect]:
    """Yield the month's days, each beside the mean of the month, then the closure effects."""
    month = month_features(MONTH)
    month = np.hstack([month - month.mean(axis=0), np.zeros((len(MONTH), len(CLOSURE_EFFECTS)))])
    covariance = model.covariance
    for index, row in enumerate(month):
        yield _effect(f"month day {index + 1}", row, model, covariance, _on_day_of_month(index))
    for index, name in enumerate(CLOSURE_EFFECTS):
        column = MONTH_COLUMNS + index
        row = np.eye(len(model.effects))[column]
        yield _effect(name, row, model, covariance, _in_column(column))


def _effect(name: str, row: Floats, model: DayModel, covariance: Floats, applies: Applies) -> CalendarEffect:
    error = float(np.sqrt(max(float(row @ covariance @ row), 0.0)))
    return CalendarEffect(name, float(row @ model.effects), error, applies)


def _on_day_of_month(index: int) -> Applies:
    def applies(days: Days, _: Floats) -> NDArray[np.bool_]:
        on: NDArray[np.bool_] = days - days.astype("datetime64[M]") == np.timedelta64(index, "D")
        return on

    return applies


def _in_column(column: int) -> Applies:
    def applies(_: Days, features: Floats) -> NDArray[np.bool_]:
        return features[:, column] > 0

    return applies
