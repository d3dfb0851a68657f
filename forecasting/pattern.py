"""Week patterns: exponentially weighted means of past days by row and slot."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from forecasting.day_types import WORKDAY_ROW
from forecasting.grid import Floats
from forecasting.methods.base import Past


def recency(past: Past, half_life_weeks: float, end: int | None = None) -> Floats:
    """Weights of the past days for a level at index `end` (default: the cutoff); later days weigh nothing."""
    end = past.cutoff if end is None else end
    age_weeks = np.arange(end - 1, end - 1 - past.cutoff, -1) / 7
    weight = np.exp2(-np.maximum(age_weeks, 0.0) / half_life_weeks) * past.weight
    weight[end:] = 0.0
    return weight


def week_patterns(past: Past, offered: Floats, half_lives_weeks: Sequence[float]) -> Floats:
    """Weighted means of the days of `offered` (half-lives × 8 rows × slots); rows never seen borrow from their like."""
    weight = np.stack([recency(past, half_life) for half_life in half_lives_weeks], axis=1)
    weights, days = _by_weekday(past, weight), _by_weekday(past, offered)
    sums = weights.transpose(0, 2, 1) @ days
    mass = weights.sum(axis=1)[:, :, None]
    patterns = np.divide(sums, mass, out=np.zeros_like(sums), where=mass > 0).transpose(1, 0, 2)
    return _complete_rows(patterns, mass[:, 0, 0] > 0, past)


def _by_weekday(past: Past, values: Floats) -> Floats:
    """Arrange past days (days × n) as 7 weekdays × weeks × n; days before the first count as 0."""
    whole = np.concatenate([np.zeros((-past.cutoff % 7, values.shape[1])), values])
    weekday = (past.weekday_ahead + np.arange(7)) % 7
    return whole.reshape(-1, 7, values.shape[1]).transpose(1, 0, 2)[np.argsort(weekday)]


def _complete_rows(patterns: Floats, seen: NDArray[np.bool_], past: Past) -> Floats:
    """Give rows without history the mean of the rows of their sort, and append the mean of the workdays."""
    complete = np.concatenate([patterns, np.zeros_like(patterns[:, :1])], axis=1)
    for row in np.flatnonzero(~np.append(seen, False)):
        alike = seen & (past.workdays == (row == WORKDAY_ROW or past.workdays[row]))
        donors = alike if alike.any() else seen
        if donors.any():
            complete[:, row] = np.where(past.open_[row], patterns[:, donors].mean(axis=1), 0.0)
    return complete
