"""The states that agents can reach from day to day: the values of all counters together, numbered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from solver.weeks.arrays import FORBIDDEN, Ints
from solver.weeks.counters import OFF, Blocks, Charge, Counter, merged

MOST_STATES = 1_500
State = tuple[int, ...]


class TooManyStates(Exception):
    """The counters together have more values than a week program can walk through."""


class States:
    """States, moves between them and what it costs to arrive, as in `Weeks`; values too high for all are left out.

    Parameters
    ----------
    charges, starts
        By agent: what her counters cost, and their values before the first day, 0 where none is given.

    Raises
    ------
    TooManyStates
        There are more than `MOST_STATES`.
    """

    def __init__(
        self, charges: Sequence[Sequence[Charge]], starts: Sequence[Mapping[Counter, int]], days: int, shifts: int
    ) -> None:
        self._charges = charges
        self._days = days
        self._shifts = range(OFF, shifts)
        self._counters = merged(charge.counter for own in charges for charge in own)
        self._highest = [self._highest_of(counter) for counter in self._counters]
        self._number: dict[State, int] = {}
        begun = [tuple(own.get(counter, 0) for counter in self._counters) for own in starts]
        self.first = np.array([self._number_of(state) for state in begun], np.int64)
        self.moves = self._walk()
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

    def _walk(self) -> Ints:
        """Return the next state by day, state and shift; shifts with the same effect go the same way."""
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for shift in self._shifts:
            alike[tuple(counter.effect(shift) for counter in self._counters)].append(shift)
        reached = set(self._number)
        steps: list[tuple[int, int, int, int]] = []
        for day in range(self._days):
            later = set()
            for state in sorted(reached):
                for members in alike.values():
                    target = self._after(state, day, members[0])
                    if target is not None:
                        later.add(target)
                        to = self._number_of(target)
                        steps += [(day, self._number[state], 1 + shift, to) for shift in members]
            reached = later
        moves = np.full((self._days, len(self._number), len(self._shifts)), -1, np.int64)
        if steps:
            day_of, from_state, column, to_state = np.array(steps).T
            moves[day_of, from_state, column] = to_state
        return moves

    def _after(self, state: State, day: int, shift: int) -> State | None:
        values = zip(self._counters, state, strict=True)
        target = tuple(counter.after(value, day, shift) for counter, value in values)
        beyond = any(top is not None and value > top for value, top in zip(target, self._highest, strict=True))
        return None if beyond else target

    def _arrivals(self) -> tuple[Ints, Ints]:
        """Return what it costs to be in a state at the end of a day, and which table is each agent's."""
        tables: dict[tuple[Charge, ...], Ints] = {}
        for own in map(tuple, self._charges):
            if own not in tables:
                tables[own] = self._arrival(own)
        kinds = list(tables)
        of = [kinds.index(tuple(own)) for own in self._charges]
        arrival = np.array(list(tables.values()), np.int64).reshape(len(tables), self._days, len(self._number))
        return arrival, np.array(of, np.int64)

    def _arrival(self, charges: tuple[Charge, ...]) -> Ints:
        table = np.zeros((self._days, len(self._number)), np.int64)
        for charge in charges:
            at = self._counters.index(charge.counter)
            costs = np.array([min(FORBIDDEN, charge.of(state[at])) for state in self._number], np.int64)
            table[list(charge.days)] += costs
        table = np.minimum(table, FORBIDDEN)
        for day in range(self._days - 2, -1, -1):  # no way on is no way at all
            ahead = np.where(self.moves[day + 1] >= 0, table[day + 1][self.moves[day + 1]], FORBIDDEN)
            table[day][ahead.min(axis=1) >= FORBIDDEN] = FORBIDDEN
        return table
