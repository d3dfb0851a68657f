"""The house method: exponentially weighted week patterns of the calendar-adjusted history, averaged.

Members are all pairs of a half-life and a level adaptation; their plain mean beats picking one
(Clemen, Int. J. Forecasting 5, 1989). A member is

    pattern_h[row, slot] · level_h ^ power

where pattern_h is the mean of past days of the row, weighted by 0.5 ^ (age / h) and the day's robust weight, and
level_h the recent level beside that pattern; the further that has moved, the more every member follows it, and a level
that broke away within the last week is followed at once. With more than a year of history the level also follows last
year's course, and the fixed-level members are dropped. The residual of the last day fades over the first days (an
autoregressive day effect as in Weinberg, Brown & Stroud, JASA 102, 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.methods.ets import TopDownEts
from forecasting.methods.low_rank import low_rank_pattern
from forecasting.pattern import recency, week_patterns
from forecasting.robust import median

HALF_LIVES_WEEKS = (2.0, 4.0, 8.0, 16.0)
LEVEL_HALF_LIFE_WEEKS = 1.5
BREAK_LEAST_DAYS = 3
NOISE_ERRORS = 3.0  # standard errors that make a break half believed
LARGE_DRIFT = 0.2  # log change of level at which a fixed-level member goes half way with it
POWERS = (0.0, 0.5, 1.0)
YEAR_DAYS = 364
YEAR_LEAST_WEEKS = 57
YEAR_POWER = 0.7
YEAR_WINDOW_DAYS = 10  # on each side
SHORT_WEEKS = 13
ETS_LEAST_WEEKS = 4
DAY_EFFECT = 0.5  # share of the last day's residual that the next day keeps
DAY_EFFECT_MOST = 0.3


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Mean of 12 exponentially weighted week patterns; simpler methods join while the history is short.

    Below 13 weeks the forecast is the plain mean with a low-rank and, from four weeks, a top-down smoothing forecast of
    the calendar-adjusted history.
    """

    name: str = "ensemble"

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast the next `days` ordinary days."""
        adjusted = past.adjusted()
        parts = [_members(adjusted, week_patterns(adjusted, adjusted.offered, HALF_LIVES_WEEKS), days)]
        if past.weeks < SHORT_WEEKS and past.ordinary.any():
            parts.append(_members(adjusted, low_rank_pattern(adjusted)[None], days))
            if past.weeks >= ETS_LEAST_WEEKS:
                parts.append(TopDownEts().ordinary(adjusted, days))
        calendar = past.calendar[past.cutoff : past.cutoff + days, None]
        forecast: Floats = sum(parts[1:], parts[0]) / len(parts) * calendar
        return forecast


def _members(past: Past, patterns: Floats, days: int) -> Floats:
    """Mean of the members of some patterns on a calendar-adjusted past."""
    totals = past.offered.sum(axis=1)
    course = _last_years_course(past, totals, patterns[-1], days)
    adaptation = _adaptation(_levels(past, totals, patterns), POWERS if course is None else POWERS[1:])
    pattern = np.tensordot(adaptation, patterns, axes=1) / len(patterns)
    pattern = pattern * _break(past, totals, pattern)
    factor = _day_effect(past, totals, pattern, days) * (1.0 if course is None else course)
    forecast: Floats = pattern[past.ahead(days)] * factor[:, None]
    return forecast


def _levels(past: Past, totals: Floats, patterns: Floats) -> Floats:
    """Recent totals beside what each pattern says of the same days."""
    weight = recency(past, LEVEL_HALF_LIFE_WEEKS)
    usual = patterns.sum(axis=2)[:, past.row[: past.cutoff]] @ weight
    levels: Floats = np.divide(weight @ totals, usual, out=np.ones(len(usual)), where=usual > 0)
    return levels


def _adaptation(levels: Floats, powers: Sequence[float]) -> Floats:
    """Mean over the powers of the level's multiplier; the further the level has moved, the more all members follow."""
    drift = np.log(np.maximum(levels, 1e-9))[:, None] ** 2
    followed = drift / (drift + LARGE_DRIFT**2)
    power = np.array(powers) * (1 - followed) + followed
    adaptation: Floats = (np.maximum(levels, 1e-9)[:, None] ** power).sum(axis=1) / len(powers)
    return adaptation


def _break(past: Past, totals: Floats, pattern: Floats) -> float:
    """Multiplier for a level that broke away in the last week: small differences are noise, large ones are followed."""
    last = np.flatnonzero(past.ordinary)[-7:]
    last = last[last >= past.cutoff - 14]
    usual = pattern.sum(axis=1)[past.row[last]]
    known = (usual > 0) & (totals[last] > 0)
    if known.sum() < BREAK_LEAST_DAYS:
        return 1.0
    changes = np.log(totals[last][known] / usual[known])
    change = median(changes)
    error = 1.86 * median(np.abs(changes - change)) / np.sqrt(len(changes))  # standard error of the median
    return float(np.exp(change * change**2 / (change**2 + LARGE_DRIFT**2 + (NOISE_ERRORS * error) ** 2)))


def _last_years_course(past: Past, totals: Floats, pattern: Floats, days: int) -> Floats | None:
    """Change of level a year ago from this point to each coming day, to the power 0.7; None in the first year."""
    used = np.flatnonzero(past.weight)
    if not len(used) or past.cutoff - used[0] < 7 * YEAR_LEAST_WEEKS:
        return None
    usual = pattern.sum(axis=1)[past.row[: past.cutoff]]
    then = recency(past, LEVEL_HALF_LIFE_WEEKS, past.cutoff - YEAR_DAYS)
    target = past.cutoff - YEAR_DAYS + np.arange(days)
    low, high = np.maximum(target - YEAR_WINDOW_DAYS, 0), np.minimum(target + YEAR_WINDOW_DAYS + 1, past.cutoff)
    came, expected = (np.append(0.0, np.cumsum(past.weight * part)) for part in (totals, usual))
    with np.errstate(invalid="ignore", divide="ignore"):
        course = (came[high] - came[low]) / (expected[high] - expected[low]) / (then @ totals / (then @ usual))
    return np.where(np.isfinite(course) & (course > 0), course, 1.0) ** YEAR_POWER


def _day_effect(past: Past, totals: Floats, pattern: Floats, days: int) -> Floats:
    """Fading multiplier from the last ordinary day's residual."""
    used = np.flatnonzero(past.weight)
    if not len(used):
        return np.ones(days)
    last = used[-1]
    usual = pattern[past.row[last]].sum()
    if min(usual, totals[last]) <= 0:
        return np.ones(days)
    residual = np.clip(np.log(totals[last] / usual), -DAY_EFFECT_MOST, DAY_EFFECT_MOST) * past.weight[last]
    fading: Floats = np.exp(residual * DAY_EFFECT ** (past.cutoff - last + np.arange(days)))
    return fading
