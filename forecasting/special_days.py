"""Special days: a factor on what an ordinary day of that weekday would bring, by kind and by name.

A kind's log factor is the mean log ratio of its past days to their ordinary expectation, with one pseudo-day at a prior
(a holiday like the weekly rest day, other kinds half way there). A named day remembers itself: its own past ratios plus
half a day of its kind. Shape by slot: the kind's pooled profile, shrunk n / (n + 3) to the ordinary one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.clean import CleanHistory
from forecasting.day_model import DayModel
from forecasting.day_types import LUNAR, ORDINARY, DayTypes
from forecasting.errors import Notice
from forecasting.grid import Floats
from forecasting.overrides import Overrides

PRIOR_DAYS = 1.0
KIND_DAYS = 0.5  # weight of the kind beside a named day's own past
SHAPE_DAYS = 3.0
ASSUMED_VARIANCE = 0.3**2  # of a special day's log ratio, as one pseudo-day
LIKE_REST = {"holiday": 1.0, "bridge": 0.5, "eve": 0.5, "half": 0.5, "makeup": 0.0, LUNAR: 0.0}
REST_UNKNOWN = np.log(0.5)  # level of a rest day where the queue is closed on all of them
LEAST_RATIO = np.log(0.01)


class LikeRestDay(Notice):
    """No past day of this kind."""

    template = "{queue}: no past {kind} day: {day} is assumed at {factor:.2f} of an ordinary day; override to change"


class ClosedLikeBefore(Notice):
    """Past days of the kind recorded nothing, so the coming ones are closed."""

    template = "{queue}: nothing was recorded on past {kind} days: {day} is forecast as closed"


@dataclass(frozen=True, slots=True)
class SpecialPast:
    """Past special days of a queue: index, kind, name, log ratio to the ordinary expectation (NaN: not recorded)."""

    day: NDArray[np.int64]
    kind: NDArray[np.object_]
    name: NDArray[np.object_]
    log_ratio: Floats


@dataclass(frozen=True, slots=True)
class SpecialFactor:
    """What one coming special day is expected to be: multiplier by slot, variance of its log, days behind it."""

    day: int
    name: str
    by_slot: Floats
    log_factor: float
    log_variance: float
    observations: int
    overridden: bool


def special_past(history: CleanHistory, model: DayModel, types: DayTypes, in_event: NDArray[np.bool_]) -> SpecialPast:
    """Compare the special days before the model's cutoff with what an ordinary day would have brought."""
    cutoff = len(model.log_expected)
    opened = history.open_rows[types.row[:cutoff]]
    day = np.flatnonzero((types.kind[:cutoff] != ORDINARY) & opened & ~in_event[:cutoff])
    ratio = np.log(np.maximum(history.total[day], 0.5)) - model.log_expected[day]
    ratio = np.where(history.recorded[day], np.maximum(ratio, LEAST_RATIO), np.nan)
    return SpecialPast(day, types.kind[day], types.name[day], ratio)


def prior_log_factor(kind: str, row: int, model: DayModel, types: DayTypes, opened: NDArray[np.bool_]) -> float:
    """Expected log factor before any such day was seen: how far the rest days lie below this weekday, or part of it."""
    if row >= 7 or types.rest_weekdays[row]:
        return 0.0
    rest = types.rest_weekdays & opened[:7]
    gap = model.weekday[:7][rest].mean() - model.weekday[row] if rest.any() else REST_UNKNOWN
    return LIKE_REST[kind] * float(np.clip(gap, LEAST_RATIO, 0.0))


def special_factor(
    at: int,
    past: SpecialPast,
    history: CleanHistory,
    model: DayModel,
    types: DayTypes,
    profile: Floats,
    overrides: Overrides,
) -> SpecialFactor:
    """Estimate day `at`; `profile` (8 × slots) is each row's ordinary share by slot."""
    kind, name, row = str(types.kind[at]), str(types.name[at]), int(types.row[at])
    alike = past.kind == kind
    recorded = alike & ~np.isnan(past.log_ratio)
    effect = f"{kind}: {name}" if name else kind
    replaced = overrides.log(effect, kind)
    slots = history.offered.shape[1]
    if replaced is not None:
        return SpecialFactor(at, effect, np.full(slots, np.exp(replaced)), replaced, 0.0, 0, True)
    if (alike & ~recorded).sum() > recorded.sum():
        return SpecialFactor(at, effect, np.zeros(slots), LEAST_RATIO, 0.0, int(alike.sum()), False)
    prior = prior_log_factor(kind, row, model, types, history.open_rows)
    seen = past.log_ratio[recorded]
    of_kind = (seen.sum() + PRIOR_DAYS * prior) / (len(seen) + PRIOR_DAYS)
    same = past.log_ratio[recorded & (past.name == name)] if name else seen[:0]
    log_factor = float((same.sum() + KIND_DAYS * of_kind) / (len(same) + KIND_DAYS))
    around = ((seen - of_kind) ** 2).sum() + PRIOR_DAYS * ASSUMED_VARIANCE
    variance = around / (len(seen) + PRIOR_DAYS) * (1 + 1 / (len(seen) + PRIOR_DAYS))
    shape = slot_shape(past.day[recorded], history, types, profile, row)
    return SpecialFactor(at, effect, np.exp(log_factor) * shape, log_factor, float(variance), len(seen), False)


def slot_shape(days: NDArray[np.int64], history: CleanHistory, types: DayTypes, profile: Floats, row: int) -> Floats:
    """Multiplier by slot that turns a row's profile into that of `days`; its mean over the row's profile is 1."""
    total = history.total[days]
    usual = (profile[types.row[days]] * total[:, None]).sum(axis=0)
    pooled = np.divide(history.offered[days].sum(axis=0), usual, out=np.ones(len(usual)), where=usual > 0)
    shape = np.maximum(pooled, 1e-3) ** (len(days) / (len(days) + SHAPE_DAYS))
    mean = float(shape @ profile[row])
    return shape / mean if mean > 0 else np.ones(len(usual))


def special_notices(queue: str, first_day: np.datetime64, factors: Iterable[SpecialFactor]) -> tuple[Notice, ...]:
    """Say of each kind what was assumed, at its first day; a factor counts its day from `first_day`."""
    told: dict[str, Notice] = {}
    for factor in factors:
        day = str(first_day + factor.day)
        kind = factor.name.split(":")[0]
        if not factor.overridden and not factor.by_slot.any():
            told.setdefault(kind, ClosedLikeBefore(queue=queue, kind=kind, day=day))
        elif not factor.overridden and factor.observations == 0:
            told.setdefault(kind, LikeRestDay(queue=queue, kind=kind, day=day, factor=np.exp(factor.log_factor)))
    return tuple(told.values())
