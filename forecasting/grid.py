"""One queue's history as a matrix of local days by slots of the day, and the way back to instants."""

from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecasting.errors import UnevenIntervals

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]

DAY_MIN = 24 * 60
LEAST_INTERVAL_MIN = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """Time grid of a queue: `slots` intervals of `interval_min` a day, the first `offset_min` after midnight."""

    interval_min: int
    offset_min: int
    zone: tzinfo | None  # of the output; None for naive times

    @property
    def slots(self) -> int:
        """Intervals in an ordinary day."""
        return DAY_MIN // self.interval_min

    @property
    def slot_start_min(self) -> NDArray[np.int64]:
        """Minutes after midnight at which each slot starts."""
        return self.offset_min + self.interval_min * np.arange(self.slots)


@dataclass(frozen=True, slots=True)
class QueueHistory:
    """What one queue recorded: `offered` (days × slots, missing = NaN) from local day `first_day` on.

    `aht_s` and its weight `handled` (contacts behind the mean) have the same shape; both are None where the history
    has no handle times. `doubled_days` are days whose clock ran twice through an hour.
    """

    queue: str
    grid: Grid
    first_day: np.datetime64
    offered: Floats
    aht_s: Floats | None
    handled: Floats | None
    doubled_days: Days

    @property
    def days(self) -> Days:
        """The local days of the rows."""
        return self.first_day + np.arange(len(self.offered))

    def cutoff(self, start: np.datetime64) -> int:
        """Return the index after the last recorded day before local day `start`; 0 where there is none."""
        before = max(int((start - self.first_day).astype(int)), 0)
        recorded = np.flatnonzero((~np.isnan(self.offered[:before])).any(axis=1))
        return int(recorded[-1]) + 1 if len(recorded) else 0


def read_histories(history: pd.DataFrame, before: np.datetime64) -> list[QueueHistory]:
    """Cut a checked HISTORY into one matrix per queue, from rows before local day `before` only; queues by id."""
    zone = history["interval_start"].dt.tz
    wall = history["interval_start"].dt.tz_localize(None).to_numpy("datetime64[m]").astype(np.int64)
    known = wall < before.astype("datetime64[m]").astype(np.int64)
    queues, codes = history["queue"].cat.categories, history["queue"].cat.codes.to_numpy()
    order = np.lexsort((wall, codes))
    order = order[known[order]]
    bounds = np.searchsorted(codes[order], np.arange(len(queues) + 1))
    offered, aht, answered = (history[name].to_numpy()[order] for name in ("offered", "aht_s", "answered"))
    parts = [slice(low, high) for low, high in pairwise(bounds)]
    return [
        _matrix(str(queue), wall[order][part], offered[part], aht[part], answered[part], zone)
        for queue, part in zip(queues, parts, strict=True)
        if part.stop > part.start
    ]


def _matrix(
    queue: str, wall: NDArray[np.int64], offered: Floats, aht_s: Floats, answered: Floats, zone: tzinfo | None
) -> QueueHistory:
    """Spread sorted wall-clock minutes over days and slots; the two rows of a repeated hour become their mean."""
    interval = _interval_min(wall)
    offset = int(np.bincount(wall % interval).argmax())
    off_grid = (wall - offset) % interval != 0
    if off_grid.any() or DAY_MIN % interval or interval < LEAST_INTERVAL_MIN:
        time = str(wall[off_grid.argmax()].astype("datetime64[m]"))
        raise UnevenIntervals(queue=queue, time=time, interval_min=interval)
    grid = Grid(interval, offset, zone)
    first = wall[0] // DAY_MIN
    days = int(wall[-1] // DAY_MIN - first) + 1
    cell = (wall - offset - first * DAY_MIN) // interval
    twice = np.flatnonzero(np.diff(cell) == 0)

    def spread(values: Floats) -> Floats:
        matrix = np.full(days * grid.slots, np.nan)
        matrix[cell] = values
        matrix[cell[twice]] = (values[twice] + values[twice + 1]) / 2
        return matrix.reshape(days, grid.slots)

    first_day = first.astype("datetime64[D]")
    doubled = np.unique(first_day + cell[twice] // grid.slots)
    if np.isnan(aht_s).all():
        return QueueHistory(queue, grid, first_day, spread(offered), None, None, doubled)
    handled = np.where(np.isnan(answered), offered, answered)
    return QueueHistory(queue, grid, first_day, spread(offered), spread(aht_s), spread(handled), doubled)


def _interval_min(wall: NDArray[np.int64]) -> int:
    """Most frequent distance of neighbouring rows in minutes; a day at most."""
    steps = np.diff(wall)
    steps = steps[steps > 0]
    if len(steps) == 0:
        return DAY_MIN
    lengths, counts = np.unique(steps, return_counts=True)
    return int(min(lengths[counts.argmax()], DAY_MIN))


@dataclass(frozen=True, slots=True)
class Horizon:
    """The instants of some days: `interval_start` in the zone of the history, and the cell each one reads.

    A repeated hour reads its slot twice, a skipped one never.
    """

    interval_start: pd.DatetimeIndex
    day: NDArray[np.int64]
    slot: NDArray[np.int64]


def horizon(grid: Grid, start: np.datetime64, days: int) -> Horizon:
    """Lay out `days` local days from `start` on the queue's grid."""
    step = pd.Timedelta(minutes=grid.interval_min)
    begin = pd.Timestamp(start) + pd.Timedelta(minutes=grid.offset_min)
    end = begin + pd.Timedelta(days=days)
    if grid.zone is None or grid.slots == 1:
        index = pd.date_range(begin, end, freq=step, inclusive="left")
        wall = index.to_numpy("datetime64[m]").astype(np.int64)
        if grid.zone is not None:
            index = index.tz_localize(grid.zone, nonexistent="shift_forward", ambiguous=True)
    else:
        index = pd.date_range(begin, end, freq=step, inclusive="left", tz=grid.zone)
        wall = index.tz_localize(None).to_numpy("datetime64[m]").astype(np.int64)
    cells = (wall - int(begin.to_datetime64().astype("datetime64[m]").astype(np.int64))) // grid.interval_min
    return Horizon(index, cells // grid.slots, cells % grid.slots)
