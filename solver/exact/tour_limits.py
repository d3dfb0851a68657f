"""Limits on several days of one agent, each as a number that follows a tour from day to day.

A choice is 0 for a day off and 1 + s for shift s. `after` works on arrays of values, one for each tour so far, and
gives `BROKEN` where the limit no longer can be met. Values that the days to come cannot tell apart are made one.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from math import gcd
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.int64]
Table = tuple[tuple[int, ...], ...]  # [day][choice]

BROKEN = -1


class TourLimit(Hashable, Protocol):
    """A limit and the number it needs to know of a tour."""

    @property
    def start(self) -> int:
        """The value before the first day."""

    @property
    def values(self) -> int:
        """About how many different values there are."""

    def after(self, values: Values, day: int, choice: int) -> Values:
        """Return the values after one more day."""


@dataclass(frozen=True, slots=True)
class TotalLimit:
    """The weights of all choices sum to `lo` to `hi`; `to_come` is the most that the days after each can add."""

    weights: Table
    to_come: tuple[int, ...]
    lo: int
    hi: int

    @classmethod
    def of(cls, weights: Table, lo: int | None, hi: int | None) -> "TotalLimit":
        """Return the limit with what is still to come worked out; no weight is negative."""
        most = [max(day) for day in weights]
        to_come = tuple(sum(most[day + 1 :]) for day in range(len(most)))
        return cls(weights, to_come, 0 if lo is None else lo, sum(most) if hi is None else min(hi, sum(most)))

    @property
    def start(self) -> int:
        """Nothing so far."""
        return 0

    @property
    def values(self) -> int:
        """Totals up to the most, in steps of what all weights are multiples of."""
        return 1 + self.hi // max(1, gcd(*(weight for day in self.weights for weight in day)))

    def after(self, values: Values, day: int, choice: int) -> Values:
        """Add the weight of the choice."""
        totals = values + self.weights[day][choice]
        to_come = self.to_come[day]
        settled = (totals >= self.lo) & (totals + to_come <= self.hi)
        return np.where((totals > self.hi) | (totals + to_come < self.lo), BROKEN, np.where(settled, self.lo, totals))


@dataclass(frozen=True, slots=True)
class BlockLimit:
    """At most `hi` and at least `lo` blocks are touched: twice those so far, and 1 more inside one already counted.

    `block_of` [day][choice] is the number of the block, -1 for none; blocks follow one another in days.
    """

    block_of: Table
    lo: int
    hi: int

    @property
    def start(self) -> int:
        """None so far."""
        return 0

    @property
    def values(self) -> int:
        """Blocks so far, one more open or not."""
        return 2 * (self.hi + 1)

    def after(self, values: Values, day: int, choice: int) -> Values:
        """Count the block of the day once."""
        today = max(self.block_of[day])
        goes_on = day > 0 and today >= 0 and max(self.block_of[day - 1]) == today
        counted = values % 2 if goes_on else np.zeros_like(values)
        touched = counted if self.block_of[day][choice] < 0 else np.ones_like(values)
        blocks = values // 2 + (touched > counted)
        open_flag = touched if day + 1 < len(self.block_of) and max(self.block_of[day + 1]) == today >= 0 else 0
        to_come = len({max(row) for row in self.block_of[day + 1 :]} - {-1})
        broken = (blocks > self.hi) | (blocks + to_come < self.lo)
        return np.where(broken, BROKEN, blocks * 2 + open_flag)


@dataclass(frozen=True, slots=True)
class RunLimit:
    """Days in a row with one of the choices are `lo` to `hi`: the length so far, less than `lo` and `hi` need to know.

    The run that the first day begins with may be shorter where what was before is not known: its length is counted
    from `free` on.
    """

    choices: frozenset[int]
    lo: int
    hi: int | None
    before: int | None

    @property
    def free(self) -> int:
        """The first value of a run that may be shorter."""
        return max(self.lo, self.hi or 0) + 1

    @property
    def start(self) -> int:
        """The days before the first."""
        return self.free if self.before is None else min(self.before, self.free - 1)

    @property
    def values(self) -> int:
        """Lengths so far."""
        return self.free

    def after(self, values: Values, day: int, choice: int) -> Values:  # noqa: ARG002
        """Make the run longer, or end it."""
        shorter_allowed = values >= self.free
        length = np.where(shorter_allowed, values - self.free, values)
        if choice not in self.choices:
            return np.where((length > 0) & (length < self.lo) & ~shorter_allowed, BROKEN, 0)
        length = length + 1
        if self.hi is None:
            length = np.minimum(length, self.lo)
        grown = np.where(shorter_allowed & (length < self.lo), length + self.free, length)
        return grown if self.hi is None else np.where(length > self.hi, BROKEN, grown)


@dataclass(frozen=True, slots=True)
class OrderLimit:
    """Which choice may not follow which: the class of the last one; `forbidden` [day][class] are the choices of a day.

    `class_of` [day][choice] is the class of a choice for the day after.
    """

    class_of: Table
    forbidden: tuple[tuple[frozenset[int], ...], ...]

    @property
    def start(self) -> int:
        """The class after which everything may follow."""
        return 0

    @property
    def values(self) -> int:
        """Classes of a day."""
        return 1 + max(map(max, self.class_of))

    def after(self, values: Values, day: int, choice: int) -> Values:
        """Note the class of the choice."""
        allowed = np.array([choice not in later for later in self.forbidden[day]])
        return np.where(allowed[values], self.class_of[day][choice], BROKEN)
