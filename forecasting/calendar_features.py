"""What of the calendar may move an ordinary day: the phase of the month, its edges, and a closure beside it."""

import numpy as np
from numpy.typing import NDArray

from forecasting.day_types import DAYS_OFF, DayTypes
from forecasting.grid import Days, Floats

HARMONICS = (1, 2, 3)
CLOSURE_EFFECTS = ("day before closure", "first day after closure", "second day after closure")
MONTH_COLUMNS = 2 * len(HARMONICS) + 4


def calendar_features(types: DayTypes, open_rows: NDArray[np.bool_]) -> Floats:
    """Lay out the month's columns, then those of `CLOSURE_EFFECTS`; `open_rows` (8): pattern rows open at all."""
    off = np.isin(types.kind, DAYS_OFF)
    beside = _beside_closure(off, open_rows[types.row] & ~off)
    return np.column_stack([month_features(types.days), *beside])


def month_features(days: Days) -> Floats:
    """Harmonics of the month's phase, the k-th divided by k to favour smooth courses; first and last two days."""
    month = days.astype("datetime64[M]")
    day = (days - month.astype("datetime64[D]")).astype(int)
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(int)
    phase = 2 * np.pi * day / length
    waves = [wave(k * phase) / k for k in HARMONICS for wave in (np.cos, np.sin)]
    edges = [day == 0, day == 1, day == length - 1, day == length - 2]
    return np.column_stack([*waves, *edges]).astype(float)


def _beside_closure(off: NDArray[np.bool_], opened: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """Mark the day before a day off, and the first and second open day after it."""
    before, first, second = (np.zeros(len(off), dtype=bool) for _ in range(3))
    before[:-1] = off[1:] & opened[:-1]
    for closed in np.flatnonzero(off):
        following = closed + 1 + np.flatnonzero(opened[closed + 1 : closed + 7])[:2]
        if not off[closed + 1 : following.max(initial=closed) + 1].any():
            for mark, day in zip((first, second), following, strict=False):
                mark[day] = True
    return [before, first, second & ~first]
