"""Play the groups of a week as often as asked, and say what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np
import pandas as pd

from planner.simulation.ask import Ask
from planner.simulation.measures import agents_frame, simulation_frame
from planner.simulation.replicate import BATCH, replicate
from planner.simulation.setup import Setup
from planner.simulation.sums import Sums
from planner.simulation.tally import OFFERED

MOST = 20_000  # replications, however narrow a band is asked for
STEP = 5 * BATCH  # replications between looks at the bands
BUSY = 1.0  # contacts an interval; what chance does in quieter ones is not looked at


@dataclass(frozen=True, slots=True)
class Simulated:
    """Groups and what their replications add up to; `interrupted` where there were to be more."""

    setups: Sequence[Setup]
    sums: Sequence[Sums]
    interrupted: bool = False

    @property
    def replications(self) -> int:
        """How often each group was played."""
        return self.sums[0].replications

    @property
    def widest(self) -> float:
        """How far the widest band of an interval with contacts reaches either way."""
        return max((_widest(sums) for sums in self.sums), default=0.0)

    def frame(self, interval_start: pd.DatetimeIndex) -> pd.DataFrame:
        """Return SIMULATION of all groups."""
        pairs = zip(self.setups, self.sums, strict=True)
        return pd.concat([simulation_frame(*pair, interval_start) for pair in pairs], ignore_index=True)

    def agents(self) -> pd.DataFrame:
        """Return SIMULATED_AGENTS of all groups."""
        return pd.concat([agents_frame(*pair) for pair in zip(self.setups, self.sums, strict=True)], ignore_index=True)

    def offered(self) -> list[float]:
        """Return the contacts that come in a week, by queue."""
        return [
            float(count) for sums in self.sums for count in sums.counts[..., OFFERED].sum(axis=1) / sums.replications
        ]

    def week(self) -> pd.DataFrame:
        """Return the service level of the whole week with its band, by queue."""
        bands = [sums.week.band(sums.replications) for sums in self.sums]
        queues = [queue for setup in self.setups for queue in setup.queues]
        columns = {
            name: np.concatenate([getattr(band, part) for band in bands])
            for name, part in (("service_level", "share"), ("lo", "low"), ("hi", "high"))
        }
        return pd.DataFrame(columns, index=pd.Index(queues, name="queue"))


def simulate(
    setups: Sequence[Setup],
    ask: Ask,
    seed: int,
    workers: int = 1,
    on_progress: Callable[[int], None] | None = None,
) -> Simulated:
    """Return the groups played as often as asked; after Ctrl-C as often as they were by then.

    Raises
    ------
    KeyboardInterrupt
        If Ctrl-C came before the first replications were done.
    """
    done: list[Sums] = []
    most = ask.replications if ask.until_ci is None else MOST
    for first in range(0, most, STEP):
        try:
            more = [replicate(setup, first, min(first + STEP, most), seed, workers) for setup in setups]
        except KeyboardInterrupt:
            if not done:
                raise
            return Simulated(setups, done, interrupted=True)
        done = [reduce(add, pair) for pair in zip(done, more, strict=True)] if done else more
        if on_progress:
            on_progress(done[0].replications)
        if ask.until_ci is not None and max(map(_widest, done)) <= ask.until_ci:
            break
    return Simulated(setups, done)


def _widest(sums: Sums) -> float:
    """Return how far the widest band reaches either way, of intervals with a contact at least."""
    band = sums.intervals.band(sums.replications)
    busy = sums.counts[..., OFFERED] >= BUSY * sums.replications
    reach = np.maximum(band.high - band.share, band.share - band.low)
    return float(np.nanmax(np.where(busy, reach, 0.0), initial=0.0))
