"""The house method: exponentially weighted week patterns of the calendar-adjusted history, averaged.

Members are all pairs of a half-life and a level adaptation; their plain mean beats picking one
(Clemen, Int. J. Forecasting 5, 1989). A member is

    pattern_h[row, slot] · level_h ^ power

where pattern_h is the mean of past days of the row, weighted by 0.5 ^ (age / h) and the day's robust weight, and
level_h the recent level beside that pattern. With more than a year of history the level also follows last year's
course, and the fixed-level members are dropped. The residual of the last day fades over the first days (an
autoregressive day effect as in Weinberg, Brown & Stroud, JASA 102, 2007).
"""

from dataclasses import dataclass

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.pattern import recency, week_pattern

HALF_LIVES_WEEKS = (2.0, 4.0, 8.0, 16.0)
LEVEL_HALF_LIFE_WEEKS = 1.5
POWERS = (0.0, 0.5, 1.0)
YEAR_DAYS = 364
YEAR_LEAST_WEEKS = 57
YEAR_POWER = 0.7
YEAR_WINDOW_DAYS = 10  # on each side
DAY_EFFECT = 0.5  # share of the last day's residual that the next day keeps
DAY_EFFECT_MOST = 0.3


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Mean of 12 exponentially weighted week patterns, calendar effects taken out and put back."""

    name: str = "ensemble"

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast the next `days` ordinary days."""
        adjusted = past.offered / past.calendar[: past.cutoff, None]
        totals = adjusted.sum(axis=1)
        patterns = [week_pattern(past, adjusted, half_life) for half_life in HALF_LIVES_WEEKS]
        course = _last_years_course(past, totals, patterns[-1], days)
        powers = POWERS if course is None else POWERS[1:]
        levels = [_level(past, totals, pattern) for pattern in patterns]
        parts = [p * np.mean([level**q for q in powers]) for p, level in zip(patterns, levels, strict=True)]
        pattern = np.mean(parts, axis=0)
        factor = past.calendar[past.cutoff : past.cutoff + days] * _day_effect(past, totals, pattern, days)
        if course is not None:
            factor = factor * course
        forecast: Floats = pattern[past.ahead(days)] * factor[:, None]
        return forecast


def _level(past: Past, totals: Floats, pattern: Floats) -> float:
    """Recent totals beside what the pattern says of the same days."""
    weight = recency(past, LEVEL_HALF_LIFE_WEEKS)
    usual = float(weight @ pattern.sum(axis=1)[past.row[: past.cutoff]])
    return float(weight @ totals) / usual if usual > 0 else 1.0


def _last_years_course(past: Past, totals: Floats, pattern: Floats, days: int) -> Floats | None:
    """Change of level a year ago from this point to each coming day, to the power 0.7; None in the first year."""
    used = np.flatnonzero(past.weight)
    if not len(used) or past.cutoff - used[0] < 7 * YEAR_LEAST_WEEKS:
        return None
    usual = pattern.sum(axis=1)[past.row[: past.cutoff]]

    def ratio(weight: Floats) -> float:
        mass = float(weight @ usual)
        return float(weight @ totals) / mass if mass > 0 else np.nan

    then = ratio(recency(past, LEVEL_HALF_LIFE_WEEKS, past.cutoff - YEAR_DAYS))
    target = past.cutoff - YEAR_DAYS + np.arange(days)
    distance = np.abs(np.arange(past.cutoff) - target[:, None])
    later = [ratio(np.where(row <= YEAR_WINDOW_DAYS, past.weight, 0.0)) for row in distance]
    course = np.array(later) / then
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
    return np.exp(residual * DAY_EFFECT ** (past.cutoff - last + np.arange(days)))
