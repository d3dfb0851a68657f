"""Week patterns: weighted means of past days by row and slot."""

import numpy as np
from numpy.typing import NDArray

from forecasting.day_types import WORKDAY_ROW
from forecasting.grid import Floats
from forecasting.methods.base import Past


def recency(past: Past, half_life_weeks: float, end: int | None = None) -> Floats:
    """Weights of the past days for a level at index `end` (default: the cutoff); later days weigh nothing."""
    end = past.cutoff if end is None else end
    age = end - 1 - np.arange(past.cutoff)
    return np.where(age >= 0, 0.5 ** (np.maximum(age, 0) / (7 * half_life_weeks)), 0.0) * past.weight


def week_pattern(past: Past, adjusted: Floats, half_life_weeks: float) -> Floats:
    """Weighted mean of the adjusted days by row (8 × slots); rows never seen borrow the mean of their like."""
    weight = recency(past, half_life_weeks)
    rows = past.row[: past.cutoff]
    by_row = np.zeros((WORKDAY_ROW, past.cutoff))
    by_row[rows[rows < WORKDAY_ROW], np.flatnonzero(rows < WORKDAY_ROW)] = weight[rows < WORKDAY_ROW]
    mass = by_row.sum(axis=1)
    pattern = by_row @ adjusted / np.maximum(mass, 1e-300)[:, None]
    return _complete_rows(pattern, mass > 0, past)


def _complete_rows(pattern: Floats, seen: NDArray[np.bool_], past: Past) -> Floats:
    """Fill rows without history from the other rows of their sort and append the mean of the workdays."""
    complete = np.vstack([pattern, np.zeros(pattern.shape[1])])
    for row in np.flatnonzero(~np.append(seen, False)):
        alike = seen & (past.workdays == (row == WORKDAY_ROW or past.workdays[row]))
        donors = alike if alike.any() else seen
        if donors.any():
            complete[row] = np.where(past.open_[row], pattern[donors].mean(axis=0), 0.0)
    return complete
