"""How a long solve tells where it is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search is: phase, cost of the best roster and the proven bound (None while there is none).

    A roster that breaks an enforced rule is none yet.
    """

    phase: str
    cost: int | None = None
    bound: int | None = None


OnProgress = Callable[[Progress], None]
