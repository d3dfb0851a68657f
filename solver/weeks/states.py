"""The states that agents can reach from day to day: the values of all counters together, numbered."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from solver.weeks.arrays import FORBIDDEN, Ints
from solver.weeks.counters import OFF, Blocks, Charge, Counter, merged

MOST_STATES = 1_500
State = tuple[int, ...]


class TooManyStates(Exception):
    """The counters together have more values than a week program can walk through."""


class States:
    """States, steps between them and what it costs to arrive, as in `Weeks`; values too high for all are left out.

    Parameters
    ----------
    charges, starts
        By agent: what her counters cost, and their values before the first day, 0 where none is given.
    likes
        For the day off and each shift: what else must be the same in two shifts of a class.

    Raises
    ------
    TooManyStates
        There are more than `MOST_STATES`.
    """

    def __init__(
        self,
        charges: Sequence[Sequence[Charge]],
        starts: Sequence[Mapping[Counter, int]],
        days: int,
        likes: Sequence[Hashable],
    ) -> None:
        self._charges = charges
        self._days = days
        self._counters = merged(charge.counter for own in charges for charge in own)
        self._highest = [self._highest_of(counter) for counter in self._counters]
        self._number: dict[State, int] = {}
        begun = [tuple(own.get(counter, 0) for counter in self._counters) for own in starts]
        self.first = np.array([self._number_of(state) for state in begun], np.int64)
        self.class_of = self._classes(likes)
        self.steps, self.steps_from = self._walk()
        self.arrival, self.arrival_of = self._arrivals()

    def _highest_of(self, counter: Counter) -> int | None:
        """Return the value above which every agent's week is forbidden, None if some agent's is not."""
        tops = []
        for own in self._charges:
            limits = [c.hi for c in own if c.counter == counter and c.cost >= FORBIDDEN and c.hi is not None]
            if not limits:
                return None
            tops.append(min(limits))
        return max(tops) * 2 + 1 if isinstance(counter, Blocks) else max(tops)

    def _number_of(self, state: State) -> int:
        if state not in self._number:
            if len(self._number) >= MOST_STATES:
                raise TooManyStates
            self._number[state] = len(self._number)
        return self._number[state]

    def _classes(self, likes: Sequence[Hashable]) -> Ints:
        """Return the class of the day off, 0, and of each shift: those of a class count alike and are alike besides."""
        number_of: dict[tuple[Hashable, ...], int] = {}
        classes = [0]
        for shift, like in enumerate(likes[1:]):
            key = like, *(counter.effect(shift) for counter in self._counters)
            classes.append(number_of.setdefault(key, 1 + len(number_of)))
        return np.array(classes, np.int64)

    def _walk(self) -> tuple[Ints, Ints]:
        """Return the steps from each state on each day, and where those of a day and state begin."""
        members = [OFF, *(int(np.argmax(self.class_of == number)) - 1 for number in range(1, self.class_of.max() + 1))]
        reached = set(self._number)
        steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for day in range(self._days):
            later = set()
            for state in sorted(reached):
                own = steps[day, self._number[state]] = []
                for number, shift in enumerate(members):
                    for target in self._after(state, day, shift):
                        later.add(target)
                        own.append((number, self._number_of(target)))
            reached = later
        listed = [[steps.get((day, number), []) for number in range(len(self._number))] for day in range(self._days)]
        table = [step for of_day in listed for own in of_day for step in own]
        ends = np.cumsum([0, *(len(own) for of_day in listed for own in of_day)])
        of_day = np.arange(self._days)[:, None] * len(self._number) + np.arange(len(self._number) + 1)
        return np.array(table, np.int64).reshape(-1, 2), ends[of_day]

    def _after(self, state: State, day: int, shift: int) -> Iterator[State]:
        """Yield the states that may follow."""
        may_be = []
        for counter, value, top in zip(self._counters, state, self._highest, strict=True):
            may_be.append([after for after in counter.after(value, day, shift) if top is None or after <= top])
        return product(*may_be)

    def _arrivals(self) -> tuple[Ints, Ints]:
        """Return what it costs to be in a state at the end of a day, and which table is each agent's."""
        number_of: dict[tuple[Charge, ...], int] = {}
        of = [number_of.setdefault(tuple(own), len(number_of)) for own in self._charges]
        tables = [self._arrival(own) for own in number_of]
        arrival = np.array(tables, np.int64).reshape(len(tables), self._days, len(self._number))
        return arrival, np.array(of, np.int64)

    def _arrival(self, charges: tuple[Charge, ...]) -> Ints:
        table = np.zeros((self._days, len(self._number)), np.int64)
        for charge in charges:
            at = self._counters.index(charge.counter)
            costs = np.array([min(FORBIDDEN, charge.of(state[at])) for state in self._number], np.int64)
            table[list(charge.days)] += costs
        table = np.minimum(table, FORBIDDEN)
        for day in range(self._days - 2, -1, -1):  # no way on is no way at all
            begins = self.steps_from[day + 1]
            open_steps = table[day + 1][self.steps[begins[0] : begins[-1], 1]] < FORBIDDEN
            before = np.concatenate([[0], open_steps.cumsum()])
            ways = before[begins[1:] - begins[0]] - before[begins[:-1] - begins[0]]
            table[day][ways == 0] = FORBIDDEN
        return table
