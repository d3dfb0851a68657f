"""What a roster breaks and costs in the published terms, apart from the solver.

The published rules: one shift a day, 6 to 10 hours, begun from 06:00 to 10:00, 14:00 to 18:00 or 20:00 to midnight
(both ends included); 14 hours between shifts; at most five days in a row; total minutes within the contract; at least
an hour on a task before another. A day is that on which the shift begins. Everyone knows every task.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tests.benchmarks.retail.instance import OPENS, SLOT_MIN, SLOTS_A_DAY, Instance

MISSING_COST = 10_000  # of a person missing in a slot


def slots(hours: int) -> int:
    return hours * 60 // SLOT_MIN


LENGTHS = range(slots(6), slots(10) + 1)
BEGINS = tuple(range(slots(first), slots(last) + 1) for first, last in ((6, 10), (14, 18), (20, 24)))
REST = slots(14)
MOST_DAYS_IN_A_ROW = 5
SHORTEST_TASK = slots(1)


@dataclass(frozen=True, slots=True, order=True)
class WorkedShift:
    """An employee begins at a slot and is on one task in each slot from there."""

    employee: str
    start: int
    tasks: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.tasks)

    @property
    def day(self) -> int:
        return self.start // SLOTS_A_DAY


def may_begin(slot: int) -> bool:
    """Tell whether a shift may begin at a slot: midnight is the end of the windows of the day before."""
    return any(slot % SLOTS_A_DAY in begins or slot % SLOTS_A_DAY + SLOTS_A_DAY in begins for begins in BEGINS)


def penalty(instance: Instance, roster: Sequence[WorkedShift]) -> int:
    """Return the published objective: 10,000 for each person missing in a slot, the square of those too many."""
    people = Counter((task, shift.start + at) for shift in roster for at, task in enumerate(shift.tasks))
    cost = 0
    for task, required in enumerate(instance.required):
        for slot, needed in enumerate(required):
            balance = people[task, slot] - needed
            cost += balance**2 if balance > 0 else -balance * MISSING_COST
    return cost


def violations(instance: Instance, roster: Sequence[WorkedShift]) -> list[str]:
    """Return every hard constraint the roster breaks, in words."""
    found = [f"{shift.employee}: unknown" for shift in roster if shift.employee not in instance.staff]
    for name, contract in instance.staff.items():
        tour = sorted(shift for shift in roster if shift.employee == name)
        minutes = SLOT_MIN * sum(len(shift.tasks) for shift in tour)
        if not contract.min_minutes <= minutes <= contract.max_minutes:
            found.append(f"{name}: {minutes} minutes")
        found += [f"{name}: {broken}" for shift in tour for broken in _broken(instance, shift)]
        found += [f"{name}: {broken}" for broken in _broken_between(tour)]
    return found


def _broken(instance: Instance, shift: WorkedShift) -> Iterator[str]:
    if not OPENS <= shift.start < shift.end <= instance.end:
        yield f"outside the horizon on day {shift.day}"
    if not may_begin(shift.start):
        yield f"begins at slot {shift.start % SLOTS_A_DAY} of day {shift.day}"
    if len(shift.tasks) not in LENGTHS:
        yield f"{len(shift.tasks)} slots on day {shift.day}"
    if min(len(list(run)) for _, run in groupby(shift.tasks)) < SHORTEST_TASK:
        yield f"a task too short on day {shift.day}"


def _broken_between(tour: Sequence[WorkedShift]) -> Iterator[str]:
    for shift, later in pairwise(tour):
        if later.day == shift.day:
            yield f"two shifts on day {shift.day}"
        if later.start - shift.end < REST:
            yield f"rests {later.start - shift.end} slots before day {later.day}"
    days = sorted({shift.day for shift in tour})
    for _, run in groupby(enumerate(days), key=lambda at: at[1] - at[0]):
        row = [day for _, day in run]
        if len(row) > MOST_DAYS_IN_A_ROW:
            yield f"{len(row)} days in a row from day {row[0]}"
