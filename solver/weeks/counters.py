"""What a state of the week program counts: totals, runs of days, blocks such as weekends, choices for a week.

A counter is the same for all agents, so `top`, the highest value told apart, is no part of what it is; what its value
costs is each agent's own (`Charge`). `after` gives the values that may follow, where there is a choice several.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace

OFF = -1  # no shift


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the weights of what is worked from `first` to `last`, at most `top`; 0 before and after.

    `weights` [day][1 + shift], 0 for a day off and outside.
    """

    weights: tuple[tuple[int, ...], ...]
    first: int
    last: int
    top: int = field(compare=False)

    def after(self, value: int, day: int, shift: int) -> tuple[int, ...]:
        """Add what the day weighs."""
        if not self.first <= day <= self.last:
            return (0,)
        return (min(self.top, value + self.weights[day][1 + shift]),)

    def effect(self, shift: int) -> Hashable:
        """Return the weights of the shift by day."""
        return tuple(day[1 + shift] for day in self.weights)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with one of the shifts (`off`: without), at most `top`; -n the day after a run of n < `least`."""

    shifts: frozenset[int]
    off: bool
    top: int = field(compare=False)
    least: int = field(compare=False)

    def after(self, value: int, _day: int, shift: int) -> tuple[int, ...]:
        """Make the run longer, or end it."""
        if (shift in self.shifts) != self.off:
            return (min(self.top, max(0, value) + 1),)
        return (-value if 0 < value < self.least else 0,)

    def effect(self, shift: int) -> Hashable:
        """Return whether the shift belongs to the run."""
        return shift in self.shifts


@dataclass(frozen=True, slots=True)
class Blocks:
    """Twice the blocks worked in so far, at most `top`, plus 1 while the block of the day has been.

    `block_of` [day][1 + shift] is the block that the shift counts in, -1 for none; blocks follow one another.
    """

    block_of: tuple[tuple[int, ...], ...]
    top: int = field(compare=False)

    def after(self, value: int, day: int, shift: int) -> tuple[int, ...]:
        """Count the block of the day once."""
        today, before = max(self.block_of[day]), max(self.block_of[day - 1]) if day else -1
        counted = value % 2 if today == before and today >= 0 else 0
        if counted or self.block_of[day][1 + shift] < 0:
            return (value // 2 * 2 + counted,)
        return (min(self.top, value // 2 + 1) * 2 + 1,)

    def effect(self, shift: int) -> Hashable:
        """Return the blocks of the shift by day."""
        return tuple(day[1 + shift] for day in self.block_of)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of the sets of shifts everything worked from `first` to `last` belongs to, chosen on the first day.

    Beyond the sets is the value of a shift outside the one chosen; before and after it is 0.
    """

    sets: tuple[frozenset[int], ...]
    first: int
    last: int

    def after(self, value: int, day: int, shift: int) -> tuple[int, ...]:
        """Choose any set that holds what is worked, or stay in the one chosen."""
        if not self.first <= day <= self.last:
            return (0,)
        may_be = range(len(self.sets)) if day == self.first else range(value, min(value + 1, len(self.sets)))
        return tuple(number for number in may_be if shift == OFF or shift in self.sets[number]) or (len(self.sets),)

    def effect(self, shift: int) -> Hashable:
        """Return the sets that hold the shift."""
        return tuple(shift in each for each in self.sets)


Counter = Total | Streak | Blocks | Chosen


@dataclass(frozen=True, slots=True)
class Charge:
    """What the value of a counter costs an agent at the end of some days: each unit below `lo` or above `hi`.

    A run pays each day beyond `hi`, and when it ends for the days missing to `lo`.
    """

    counter: Counter
    days: tuple[int, ...]
    lo: int | None
    hi: int | None
    cost: int

    def of(self, value: int) -> int:
        """Return what a value costs."""
        if isinstance(self.counter, Streak):
            return self.cost * self._of_run(value)
        amount = value // 2 if isinstance(self.counter, Blocks) else value
        below = self.lo - amount if self.lo is not None else 0
        above = amount - self.hi if self.hi is not None else 0
        return self.cost * max(0, below, above)

    def _of_run(self, value: int) -> int:
        if value < 0:
            return 0 if self.lo is None else max(0, self.lo + value)
        return int(self.hi is not None and value > self.hi)


def merged(counters: Iterable[Counter]) -> list[Counter]:
    """Return every counter once, with the highest top that anyone needs."""
    found: dict[Counter, Counter] = {}
    for counter in counters:
        known = found.get(counter, counter)
        match counter, known:
            case Streak(), Streak():
                top, least = max(counter.top, known.top), max(counter.least, known.least)
                found[counter] = replace(counter, top=top, least=least)
            case Total() | Blocks(), Total() | Blocks():
                found[counter] = replace(counter, top=max(counter.top, known.top))
            case _:
                found[counter] = counter
    return list(found.values())
