"""The coverage of a problem without breaks as rows, their prices, and what the prices prove."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from solver.coverage import Crew, on_contacts, widths
from solver.problem import PERSON, Group, RosterProblem, Steps
from solver.roster import Roster

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """At a slot: shortage of `queues` + people who serve any ≥ `required`; with `surplus`, = `required` + surplus.

    Carried shifts are taken off `required`; all in 1/100 person.
    """

    group: int
    slot: int
    queues: frozenset[int]
    required: int
    surplus: bool


def coverage_rows(problem: RosterProblem) -> list[CoverageRow]:
    """Return the rows of every group and slot."""
    present = on_contacts(problem, Roster(()))
    return [
        row
        for number, group in enumerate(problem.groups)
        for slot in range(problem.slots)
        for row in _rows_at(number, group, slot, present[slot])
    ]


def _rows_at(number: int, group: Group, slot: int, present: Mapping[Crew, int]) -> Iterator[CoverageRow]:
    everybody = frozenset(group.queues)
    for row in group.rows:
        people = PERSON * sum(count for crew, count in present.items() if crew & row.queues)
        yield CoverageRow(number, slot, row.queues, row.required[slot] - people, surplus=row.queues == everybody)


class PricedCoverage:
    """Prices of coverage rows, integers in 1/`fine` of a cost per 1/100 person, and their meaning."""

    def __init__(self, problem: RosterProblem, rows: list[CoverageRow], fine: int) -> None:
        self._problem = problem
        self._rows = rows
        self._fine = fine
        self._at: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            self._at[row.group, row.slot].append(number)

    def worth(self, prices: Ints, queues: frozenset[int]) -> Ints:
        """Return what a person who serves the queues is worth at each slot."""
        worth = np.zeros(self._problem.slots, np.int64)
        for row, price in zip(self._rows, prices.tolist(), strict=True):
            if row.queues & queues:
                worth[row.slot] += PERSON * price
        return worth

    def value(self, prices: Ints) -> int:
        """Return the least that shortage and surplus can cost at these prices, the people's worth not counted."""
        plain = prices.tolist()  # Python's integers: no overflow, and faster one by one
        return sum(self._value_at(group, slot, plain) for group, slot in self._at)

    def _value_at(self, number: int, slot: int, prices: list[int]) -> int:
        group = self._problem.groups[number]
        rows = [(self._rows[at], prices[at]) for at in self._at[number, slot]]
        value = sum(price * row.required for row, price in rows)
        needed = 0
        for queue in group.queues:
            required = self._problem.queues[queue].required[slot]
            price = sum(price for row, price in rows if queue in row.queues)
            value += self._gain(self._problem.queues[queue].shortage[slot], required, price)
            needed += required
        people = PERSON * (len(self._problem.agents) + len(self._problem.carried))
        over = sum(-price for row, price in rows if row.surplus)
        return value + self._gain(group.surplus, people + needed, over)

    def _gain(self, steps: Steps, most: int, price: int) -> int:
        """Return the least of cost - price over amounts up to `most`."""
        return sum(min(0, step.cost * self._fine - price) * width for step, width in widths(steps, most))


def counting_unit(problem: RosterProblem) -> int:
    """Return the largest part of 1/100 persons in which requirements, steps and people are whole."""
    steps = [step for queue in problem.queues for table in set(queue.shortage) for step in table]
    steps += [step for group in problem.groups for step in group.surplus]
    required = {people for group in problem.groups for row in group.rows for people in row.required}
    required |= {people for queue in problem.queues for people in queue.required}
    return gcd(PERSON, *(step.width for step in steps if step.width is not None), *required)
