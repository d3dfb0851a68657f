"""Opening hours as a mask of weekday by slot: as given, or proposed from the data."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecasting.grid import Grid, QueueHistory

Mask = NDArray[np.bool_]

LOOK_BACK_DAYS = 8 * 7


def given_mask(opening: pd.DataFrame, queue: str, grid: Grid) -> Mask:
    """Return the open slots (7 weekdays × slots) of a checked OPENING; a queue's own rows replace those for all.

    `start` and `end` are minutes after midnight; an end at or before the start runs past midnight.
    """
    named = opening["queue"].to_numpy() if "queue" in opening else np.full(len(opening), "")
    rows = opening[named == queue] if (named == queue).any() else opening[named == ""]
    mask = np.zeros((7, grid.slots), dtype=bool)
    at = grid.slot_start_min
    for weekday, start, end in zip(rows["weekday"].astype(int), rows["start"], rows["end"], strict=True):
        if end > start:
            mask[weekday] |= (at >= start) & (at < end)
        else:
            mask[weekday] |= at >= start
            mask[(weekday + 1) % 7] |= at < end
    return mask


def proposed_mask(history: QueueHistory) -> Mask:
    """Propose as open every slot with contacts in more than 5 % of its weekday's last eight weeks."""
    recent = history.offered[-LOOK_BACK_DAYS:]
    weekday = weekdays(history.days)[-LOOK_BACK_DAYS:]
    busy = np.nan_to_num(recent) > 0
    return np.stack([busy[weekday == day].sum(axis=0) > 0.05 * (weekday == day).sum() for day in range(7)])


def weekdays(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Weekday of each day, 0 = Monday."""
    return (days.astype("datetime64[D]").astype(np.int64) + 3) % 7
