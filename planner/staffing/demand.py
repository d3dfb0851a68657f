"""What one queue's people must handle, interval by interval, and the people that this takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from planner.plan import Queue

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Demand:
    """A queue's intervals in time order; arrays of one length, targets as they hold at each interval.

    `offered` are contacts that come to people (bots taken off), `aht_s` their handle time, `open` the intervals served.
    """

    queue: Queue
    interval_s: float
    offered: Floats
    aht_s: Floats
    open: Flags
    service_level: Floats
    within_s: Floats
    max_occupancy: Floats
    max_abandon: Floats

    @property
    def load_erl(self) -> Floats:
        """Offered load in erlangs: contacts × handle time / interval."""
        return self.offered * self.aht_s / self.interval_s


@dataclass(frozen=True, slots=True)
class Performance:
    """What a number of people on contacts achieves: shares 0 to 1, mean wait in seconds."""

    service_level: Floats
    occupancy: Floats
    abandon_rate: Floats
    asa_s: Floats


class Model(Protocol):
    """How a queue is staffed; one per `model` of the plan."""

    def load_erl(self, demand: Demand) -> Floats:
        """Return the work per interval in people fully busy."""

    def agents_required(self, demand: Demand) -> Floats:
        """Return the least people on contacts that meet the targets, floor not counted."""

    def binding(self, demand: Demand) -> list[str]:
        """Return which target asks for that many, per interval."""

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what a number of people achieves."""
