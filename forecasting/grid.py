"""One queue's history as a matrix of local days by slots of the day, and the way back to instants."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecasting.errors import ForecastingError

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]

DAY_MIN = 24 * 60


class UnevenIntervals(ForecastingError):
    """The rows of a queue do not stand on one time grid."""

    template = "history: queue {queue}: {time} is not on the queue's grid of {interval_min} minutes"


@dataclass(frozen=True, slots=True)
class Grid:
    """Time grid of a queue: `slots` intervals of `interval_min` a day, the first `offset_min` after midnight."""

    interval_min: int
    offset_min: int
    zone: object  # time zone of the output; None for naive times

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


def read_histories(history: pd.DataFrame, before: np.datetime64) -> list[QueueHistory]:
    """Cut a checked HISTORY into one matrix per queue, from rows before local day `before` only; queues by id."""
    zone = history["interval_start"].dt.tz
    wall = history["interval_start"].dt.tz_localize(None).to_numpy("datetime64[m]").astype(np.int64)
    known = wall < before.astype("datetime64[m]").astype(np.int64)
    codes, queues = pd.factorize(history["queue"][known], sort=True)
    order = np.lexsort((wall[known], codes))
    bounds = np.searchsorted(codes[order], np.arange(len(queues) + 1))
    columns = {name: history[name].to_numpy()[known][order] for name in history if name not in history.columns[:2]}
    wall = wall[known][order]
    return [
        _matrix(str(queue), wall[low:high], {name: column[low:high] for name, column in columns.items()}, zone)
        for queue, low, high in zip(queues, bounds[:-1], bounds[1:], strict=True)
    ]


def _matrix(queue: str, wall: NDArray[np.int64], columns: dict[str, Floats], zone: object) -> QueueHistory:
    """Spread sorted wall-clock minutes over days and slots; the two rows of a repeated hour become their mean."""
    interval = _interval_min(wall)
    offset = int(np.bincount(wall % interval).argmax())
    off_grid = (wall - offset) % interval != 0
    if off_grid.any() or DAY_MIN % interval or interval < 5:
        time = str(wall[off_grid.argmax()].astype("datetime64[m]"))
        raise UnevenIntervals(queue=queue, time=time, interval_min=interval)
    grid = Grid(interval, offset, zone)
    first = wall[0] // DAY_MIN
    shape = (int(wall[-1] // DAY_MIN - first) + 1, grid.slots)
    cells = (wall - offset - first * DAY_MIN) // interval
    repeated = cells[1:][np.diff(cells) == 0]
    first_day = first.astype("datetime64[D]")

    def spread(values: Floats) -> Floats:
        matrix = np.full(shape[0] * shape[1], np.nan)
        matrix[cells] = values
        twice = np.isin(cells, repeated)
        if twice.any():
            matrix[repeated] = values[twice].reshape(-1, 2).mean(axis=1)
        return matrix.reshape(shape)

    offered = spread(columns["offered"])
    aht = spread(columns["aht_s"]) if "aht_s" in columns else None
    handled = spread(columns["answered"]) if "answered" in columns and aht is not None else offered
    doubled = np.unique(first_day + repeated // grid.slots)
    return QueueHistory(queue, grid, first_day, offered, aht, None if aht is None else handled, doubled)


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
