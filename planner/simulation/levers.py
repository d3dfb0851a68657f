"""What a roster is strained by: one lever at a time, in steps from what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from planner.simulation.week import NO_STRAIN, Strain

MOST_TIMES, MOST_ABSENT = 5.0, 0.6
TIMES_STEP, ABSENT_STEP = 0.01, 0.005


@dataclass(frozen=True, slots=True)
class Lever:
    """A field of `Strain` that is raised from `planned` in steps up to `most`."""

    name: str
    planned: float
    most: float
    step: float

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return max(ceil((self.most - self.planned) / self.step - 1e-9), 0)

    def value(self, step: int) -> float:
        """Return where the lever stands after so many steps."""
        return round(min(self.planned + step * self.step, max(self.most, self.planned)), 6)

    def strain(self, step: int) -> Strain:
        """Return the strain after so many steps; none at the first, so that absence differs by hour as planned."""
        return Strain(**{self.name: self.value(step)}) if step else NO_STRAIN


def levers(absent_share: float) -> tuple[Lever, ...]:
    """Return contacts and handle times relative to what is planned, and the share of people absent."""
    return (
        Lever("volume", 1.0, MOST_TIMES, TIMES_STEP),
        Lever("handle_time", 1.0, MOST_TIMES, TIMES_STEP),
        Lever("absence", absent_share, MOST_ABSENT, ABSENT_STEP),
    )
