"""Handle time: a recent level with a damped drift, times the hour's own ratio where volume bears it.

    aht[weekday, slot] = level · drift · ratio[weekday, slot]

`level` is the mean over handled contacts with a half-life of four weeks; `drift` continues a third of the way from the
level of half-life twelve weeks to it. The ratio of a slot to the level is shrunk by 200 contacts to 1 (the coefficient
of variation of handle times is about 1, that of their hourly means about 0.07), and the weekday's to the slot's.
"""

import numpy as np

from forecasting.fit import Queue
from forecasting.grid import Floats
from forecasting.opening import weekdays

LEVEL_WEEKS, SLOW_WEEKS = 4.0, 12.0
DRIFT_POWER = 1 / 3
SHRINK_CONTACTS = 200.0


def handle_time(queue: Queue, cutoff: int, days: int) -> Floats:
    """Forecast the mean handle time in seconds (days × slots) after `cutoff`; NaN where none was ever recorded."""
    source = queue.history.source
    slots = source.grid.slots
    if source.aht_s is None or source.handled is None:
        return np.full((days, slots), np.nan)
    aht, handled = source.aht_s[:cutoff], source.handled[:cutoff]
    known = ~np.isnan(aht) & (np.nan_to_num(handled) > 0)
    weight, aht = np.where(known, handled, 0.0), np.where(known, aht, 0.0)
    if not known.any():
        return np.full((days, slots), np.nan)
    level, slow = (_mean(weight, aht, weeks) for weeks in (LEVEL_WEEKS, SLOW_WEEKS))
    weekday = weekdays(source.first_day + np.arange(cutoff + days))
    ratio = _ratios(weight, aht / slow, weekday[:cutoff])
    forecast: Floats = level * (level / slow) ** DRIFT_POWER * ratio[weekday[cutoff:]]
    return forecast


def _mean(weight: Floats, aht: Floats, half_life_weeks: float) -> float:
    recent = weight * np.exp2(-np.arange(len(weight))[::-1, None] / (7 * half_life_weeks))
    return float((recent * aht).sum() / recent.sum())


def _ratios(weight: Floats, relative: Floats, weekday: np.ndarray) -> Floats:
    """Ratio to the level (7 weekdays × slots), of the slot shrunk to 1 and of the weekday's slot shrunk to the slot."""
    recent = weight * np.exp2(-np.arange(len(weight))[::-1, None] / (7 * SLOW_WEEKS))
    by_slot = (recent * relative).sum(axis=0) + SHRINK_CONTACTS
    by_slot /= recent.sum(axis=0) + SHRINK_CONTACTS
    member = (weekday == np.arange(7)[:, None]).astype(float)
    sums = member @ (recent * relative) + SHRINK_CONTACTS * by_slot
    ratios: Floats = sums / (member @ recent + SHRINK_CONTACTS)
    return ratios
