"""The service level of days played again beside the measured one, by interval and by day."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.plan import Plan
from planner.simulation.replay import Actual, Counts
from planner.staffing.bots import human_share
from planner.tables import REPLAY

Floats = npt.NDArray[np.float64]
BAND = (0.025, 0.975)
COUNTABLE = ("offered", "answered")
"""Definitions of service level whose contacts a column of HISTORY counts."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A queue's day, or all its days where `day` is none; NaN where nothing is known.

    `offered` to people. `simulated` is the mean over replications; 95 % of them lie from `low` to `high`, so that of
    days that go as they are played one in twenty is measured outside.
    """

    queue: str
    day: date | None
    offered: float
    measured: float
    simulated: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Replayed:
    """Days played again.

    `offered` to people (queues × intervals), `measured` (queues × intervals, NaN where the history does not tell) and
    `simulated` (replications × queues × intervals).
    """

    queues: Sequence[str]
    starts: pd.DatetimeIndex
    offered: Floats
    measured: Counts
    simulated: Counts

    def frame(self) -> pd.DataFrame:
        """Return REPLAY."""
        simulated, low, high = _band(self.simulated)
        columns = {
            "offered": self.offered,
            "service_level": _level(self.measured),
            "service_level_simulated": simulated,
            "service_level_simulated_lo": low,
            "service_level_simulated_hi": high,
        }
        keys = pd.MultiIndex.from_product([self.queues, self.starts], names=["queue", "interval_start"])
        return REPLAY.check(
            keys.to_frame(index=False).assign(**{name: column.reshape(-1) for name, column in columns.items()})
        )

    def days(self) -> Iterator[Compared]:
        """Yield every day of every queue, and after them all days of the queue, where there are several."""
        of_interval = np.array(self.starts.date)
        days = list(dict.fromkeys(of_interval))
        for q in range(len(self.queues)):
            for day in [*days, None] if len(days) > 1 else days:
                yield self._over(q, day, np.full(len(of_interval), True) if day is None else of_interval == day)

    def _over(self, q: int, day: date | None, within: npt.NDArray[np.bool_]) -> Compared:
        """Return what a queue's intervals amount to; of those that the history tells of, where it does of any."""
        known = within & ~np.isnan(self.measured.in_time[q])
        compared = known if known.any() else within
        simulated, low, high = map(float, _band(self.simulated.over(q, compared)))
        return Compared(
            queue=self.queues[q],
            day=day,
            offered=float(self.offered[q, within].sum()),
            measured=float(_level(self.measured.over(q, compared))),
            simulated=simulated,
            low=low,
            high=high,
        )


def together(parts: Sequence[Replayed]) -> Replayed:
    """Return days of several simulations as one."""
    first = parts[0]
    starts = pd.DatetimeIndex(np.concatenate([part.starts for part in parts]))
    offered = np.concatenate([part.offered for part in parts], axis=-1)
    measured, simulated = Counts.joined([p.measured for p in parts]), Counts.joined([p.simulated for p in parts])
    return Replayed(first.queues, starts, offered, measured, simulated)


def compared(plan: Plan, actual: Actual, simulated: Counts) -> Replayed:
    """Return days played again beside what the history of them measured."""
    rows = actual.of_queues(plan.queues)
    shape = (len(plan.queues), actual.grid.steps)
    to_people = np.array([[human_share(queue)] for queue in plan.queues.values()])
    offered = rows["offered"].to_numpy(float).reshape(shape) * to_people
    answered, in_time = (rows[name].to_numpy(float).reshape(shape) for name in ("answered", "answered_in_target"))
    counted = np.full(shape, np.nan)
    for q, queue in enumerate(plan.queues.values()):
        if queue.target.definition in COUNTABLE:
            counted[q] = offered[q] if queue.target.definition == "offered" else answered[q]
    known = ~np.isnan(in_time) & ~np.isnan(counted)
    measured = Counts(np.where(known, in_time, np.nan), np.where(known, counted, np.nan))
    return Replayed(list(plan.queues), actual.grid.starts, offered, measured, simulated)


def _level(counts: Counts) -> Floats:
    """Return the share in time; NaN where nothing is counted. A bot that left more to people than planned caps it."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.minimum(counts.in_time / counts.counted, 1.0)


def _band(counts: Counts) -> Floats:
    """Return the mean over replications, and the ends of the band that holds 95 % of them."""
    mean = _level(Counts(counts.in_time.sum(axis=0), counts.counted.sum(axis=0)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where nothing came in any replication
        low, high = np.nanquantile(_level(counts), BAND, axis=0)
    return np.array([mean, low, high])
