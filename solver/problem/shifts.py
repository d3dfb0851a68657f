"""Shift templates and their breaks."""

from dataclasses import dataclass

from solver.problem.calendar import Span

BREAK_KINDS = ("break", "meal")


@dataclass(frozen=True, slots=True)
class BreakSpec:
    """A break of a shift: it begins `earliest` to `latest` (both included) slots after the shift's start."""

    kind: str  # one of BREAK_KINDS
    slots: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift template with one start per day (None: not offered on that day).

    `start_min` is the start on the clock in minutes after midnight, the same on every day; `night` tells whether its
    kind counts as a night. Breaks stand in order and their windows do not overlap: each has ended before the next may
    begin.
    """

    id: str
    kind: str
    starts: tuple[int | None, ...]
    slots: int
    paid_min: int
    breaks: tuple[BreakSpec, ...] = ()
    start_min: int = 0
    night: bool = False

    def span(self, day: int) -> Span | None:
        """Return the slots it takes when it starts on the day."""
        start = self.starts[day]
        return None if start is None else Span(start, start + self.slots)
