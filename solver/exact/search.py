"""What an exact search may use, and what it comes back with."""

import time
from dataclasses import dataclass, replace

from solver.roster import Roster


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a search goes on: until a moment of `time.monotonic` if one is given, and so much deterministic work.

    `work` is in deterministic seconds of CP-SAT.
    """

    deadline: float | None
    work: float
    workers: int
    seed: int

    def left_s(self) -> float | None:
        """Return the seconds left, None without a deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    def is_over(self) -> bool:
        """Tell whether the deadline has passed."""
        return self.deadline is not None and time.monotonic() > self.deadline

    def have_no_more(self, rounds: int) -> bool:
        """Tell whether a search is to end after so many rounds: one in each second of the work, where time is free."""
        return self.is_over() if self.deadline is not None else rounds >= self.work

    def part(self, share: float) -> "Limits":
        """Return the same limits with only a share of the time that is left."""
        left_s = self.left_s()
        return self if left_s is None else replace(self, deadline=time.monotonic() + share * left_s)


@dataclass(frozen=True, slots=True)
class Found:
    """The best roster, the cost of the first, a bound, who proved it, and whether Ctrl-C ended the search."""

    roster: Roster
    start_cost: int
    bound: int
    bound_by: str
    engine: str
    stopped: bool
