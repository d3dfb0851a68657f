"""How the queues of a group are staffed: one model for each `model` of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from planner.staffing.demand import Demand, Floats


@dataclass(frozen=True, slots=True)
class Required:
    """People on contacts that a queue needs by interval, floor not counted.

    `steady`: what each interval would need if it lasted for ever, easy to check by hand. `binding`: what asks for them.
    """

    agents: Floats
    steady: Floats
    binding: list[str]


@dataclass(frozen=True, slots=True)
class Performance:
    """What a number of people on contacts achieves: shares 0 to 1, mean wait in seconds."""

    service_level: Floats
    occupancy: Floats
    abandon_rate: Floats
    asa_s: Floats


class Model(Protocol):
    """How the queues of one kind in a group are staffed."""

    def required(self, demands: Sequence[Demand]) -> list[Required]:
        """Return the least people that meet each queue's targets."""

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what a number of people on contacts, real-valued, achieves at a queue."""
