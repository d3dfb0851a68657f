"""Opening hours as a mask of weekday by slot: as given, or proposed from the data."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecasting.grid import Grid, QueueHistory
from forecasting.tables import rows_of

Mask = NDArray[np.bool_]

LOOK_BACK_DAYS = 8 * 7


def given_mask(opening: pd.DataFrame, queue: str, grid: Grid) -> Mask:
    """Return the open slots (7 weekdays × slots) of a checked OPENING; a queue's own rows replace those for all.

    `start` and `end` are minutes after midnight; an end at or before the start runs past midnight.
    """
    rows = rows_of(opening, queue)
    if (rows["queue"] == queue).any():
        rows = rows[rows["queue"] == queue]
    mask = np.zeros((7, grid.slots), dtype=bool)
    at = grid.slot_start_min
    for weekday, start, end in zip(rows["weekday"].astype(int), rows["start"], rows["end"], strict=True):
        if end > start:
            mask[weekday] |= (at >= start) & (at < end)
        else:
            mask[weekday] |= at >= start
            mask[(weekday + 1) % 7] |= at < end
    return mask


def proposed_mask(history: QueueHistory, cutoff: int) -> Mask:
    """Propose as open every slot with contacts in more than 5 % of its weekday's last eight weeks before `cutoff`."""
    recent = slice(max(0, cutoff - LOOK_BACK_DAYS), cutoff)
    busy = np.nan_to_num(history.offered[recent]) > 0
    weekday = weekdays(history.days[recent])
    return np.stack([busy[weekday == day].sum(axis=0) > 0.05 * (weekday == day).sum() for day in range(7)])


def weekdays(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Weekday of each day, 0 = Monday."""
    return (days.astype("datetime64[D]").astype(np.int64) + 3) % 7


def opening_rows(queue: str, grid: Grid, mask: Mask) -> pd.DataFrame:
    """Write a mask of weekday by slot as OPENING rows: one for each run of open slots."""
    rows = []
    for weekday in range(7):
        steps = np.diff(np.concatenate([[0], mask[weekday].astype(int), [0]]))
        for low, high in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True):
            rows.append((queue, weekday, _clock(grid, int(low)), _clock(grid, int(high))))
    return pd.DataFrame(rows, columns=["queue", "weekday", "start", "end"])


def _clock(grid: Grid, slot: int) -> str:
    minute = slot * grid.interval_min
    return f"{minute // 60:02d}:{minute % 60:02d}"
