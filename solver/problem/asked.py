"""What is asked of single agents: days that are locked or wished for, and activities they owe."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.problem.calendar import Span


@dataclass(frozen=True, slots=True)
class Lock:
    """The agent works one of these shifts on the day (none of them: the day is off), at the post if one is named."""

    agent: int
    day: int
    shifts: frozenset[int]
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """The agent would like one of these shifts on the day (none of them: the day off); not granting it has a cost."""

    agent: int
    day: int
    shifts: frozenset[int]
    cost: int


@dataclass(frozen=True, slots=True)
class ActivitySpec:
    """Time off contacts that each of these agents owes once in the planned days: a training, a meeting.

    It lies inside one of the windows and inside one shift, clear of breaks and handovers. `together`: who is at work
    does it at the same time, and at least so many are to be there.
    """

    id: str
    slots: int
    windows: tuple[Span, ...]
    agents: frozenset[int]
    together: int | None = None

    @property
    def least(self) -> int:
        """How many are to have it."""
        return len(self.agents) if self.together is None else self.together

    def starts(self) -> Iterator[int]:
        """Yield the slots at which it may begin."""
        for window in self.windows:
            yield from range(window.start, window.end - self.slots + 1)
