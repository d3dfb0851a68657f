"""Calendar effects: a penalised regression of the daily log total.

    log total[d] = weekday[row(d)] + trend(d) + x[d] · effect + residual

with a piecewise linear trend (knots every four weeks, second differences penalised), a ridge on the effects whose
strength is the ratio of residual to prior variance (a normal prior; Hoerl & Kennard, Technometrics 12, 1970), stronger
while the history is short, and Huber weights on the days (Huber, Ann. Math. Statist. 35, 1964).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.calendar_features import calendar_features
from forecasting.clean import CleanHistory
from forecasting.day_types import WORKDAY_ROW, DayTypes
from forecasting.grid import Floats
from forecasting.robust import median

KNOT_DAYS = 28
PRIOR_SD = 0.1  # an effect is about ten per cent
HUBER_SD = 2.0
LEAST_SD = 1e-3
WEEKDAY_PENALTY = 1e-4  # keeps weekdays without days at zero
ROUNDS = 2  # of reweighting


@dataclass(frozen=True, slots=True)
class DayDesign:
    """The regression's columns for all days, past and ahead: 7 weekdays, then effects, then the trend's knots."""

    features: Floats
    columns: Floats
    rows: NDArray[np.int64]


def day_design(types: DayTypes, open_rows: NDArray[np.bool_]) -> DayDesign:
    """Build the design of the days in `types`."""
    features = calendar_features(types, open_rows)
    knots = np.arange(0, len(types.row) + KNOT_DAYS, KNOT_DAYS)
    trend = np.maximum(0.0, 1 - np.abs(np.arange(len(types.row))[:, None] - knots) / KNOT_DAYS)
    weekday = np.eye(WORKDAY_ROW + 1)[types.row][:, :WORKDAY_ROW]
    return DayDesign(features, np.hstack([weekday, features, trend]), types.row)


@dataclass(frozen=True, slots=True)
class DayModel:
    """The estimated effects at a cutoff.

    `factor` is the calendar's multiplier of each day, past and ahead; `weight` (past days) falls below 1 for days far
    from the model; `log_expected` (past days) the log total that an ordinary day of that row would have had; `weekday`
    (8) the log level by pattern row; `normal` the matrix of the penalised normal equations.
    """

    effects: Floats
    normal: Floats
    factor: Floats
    weight: Floats
    log_expected: Floats
    weekday: Floats
    residual_sd: float

    @property
    def covariance(self) -> Floats:
        """Covariance of `effects`."""
        effects = slice(7, 7 + len(self.effects))
        return np.asarray(self.residual_sd**2 * np.linalg.inv(self.normal)[effects, effects], dtype=np.float64)


def fit_day_model(design: DayDesign, history: CleanHistory, cutoff: int, workdays: NDArray[np.bool_]) -> DayModel:
    """Estimate the effects from the ordinary days before index `cutoff`."""
    used = np.flatnonzero(history.ordinary[:cutoff])
    effects = slice(7, 7 + design.features.shape[1])
    past = design.columns[:cutoff, : effects.stop - (-cutoff // KNOT_DAYS) + 1]
    weeks = max((cutoff - used[0]) / 7, 1.0) if len(used) else 1.0
    log_total = np.log(np.maximum(history.total[used], 0.5))
    fit = _robust_ridge(past[used], log_total, effects, 1 + (16 / weeks) ** 3)
    weight = np.zeros(cutoff)
    weight[used] = fit.weight
    level = fit.coefficients[:7]
    workday = level[workdays].mean() if workdays.any() else 0.0
    return DayModel(
        effects=fit.coefficients[effects],
        normal=fit.normal,
        factor=np.exp(design.features @ fit.coefficients[effects]),
        weight=weight,
        log_expected=past @ fit.coefficients + workday * (design.rows[:cutoff] == WORKDAY_ROW),
        weekday=np.append(level, workday),
        residual_sd=fit.sd,
    )


@dataclass(frozen=True, slots=True)
class _Ridge:
    coefficients: Floats
    normal: Floats
    weight: Floats
    sd: float


def _robust_ridge(columns: Floats, y: Floats, effects: slice, caution: float) -> _Ridge:
    """Solve the penalised normal equations, then again with far days weighted down and the penalty set by their sd."""
    width = columns.shape[1]
    gram, moment = columns.T @ columns, columns.T @ y
    gram[effects.stop :, effects.stop :] += _roughness(width - effects.stop)
    gram[np.arange(effects.start), np.arange(effects.start)] += WEEKDAY_PENALTY
    ridge = np.arange(effects.start, effects.stop)
    normal = gram.copy()
    normal[ridge, ridge] += caution
    coefficients = np.linalg.solve(normal, moment)
    weight, sd = np.ones(len(y)), 1.0
    for _ in range(ROUNDS if len(y) else 0):
        far = np.abs(y - columns @ coefficients)
        sd = max(1.4826 * median(far), LEAST_SD)
        weight = np.minimum(1.0, HUBER_SD * sd / np.maximum(far, LEAST_SD))
        low = np.flatnonzero(weight < 1)  # only these days change the equations
        lost = columns[low].T * (1 - weight[low])
        normal = gram - lost @ columns[low]
        normal[ridge, ridge] += caution * (sd / PRIOR_SD) ** 2
        coefficients = np.linalg.solve(normal, moment - lost @ y[low])
    return _Ridge(np.asarray(coefficients, dtype=np.float64), normal, weight, sd)


def _roughness(knots: int) -> Floats:
    """Penalty of a bent trend, and a slight one of its height, which the weekdays carry."""
    bend = np.diff(np.eye(knots), 2, axis=0)
    return bend.T @ bend + 0.1 * np.eye(knots)
