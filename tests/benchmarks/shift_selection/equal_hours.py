"""A week's roster of named people beside a plan of shift counts with the same paid hours.

pyworkforce chooses how many people are on each shift of each day and knows no breaks; they are placed in the middle of
their windows afterwards. A roster has named people of the family of large centres with one skill: contracts, days off,
leave, bands of starts, wishes, and breaks where they hurt least. Both are counted alike, shifts past midnight on the
day after.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from solver.problem import RosterProblem
from solver.roster import Roster
from solver.rules import Rule
from tests.benchmarks.large.family import DAY
from tests.benchmarks.large.rules import Contracts, Dislikes
from tests.benchmarks.shift_selection.cases import SLOTS_AN_HOUR, Ints, Selection, required_of, selection_of

Planner = Callable[[Selection], Ints]  # returns people [day, shift]


@dataclass(frozen=True, slots=True)
class Covered:
    """Hours of people in a week: required, paid, on contacts, missing where required, and there where not."""

    required_h: float
    paid_h: float
    on_contacts_h: float
    uncovered_h: float
    surplus_h: float

    @property
    def unavoidable_h(self) -> float:
        """What these hours on contacts leave uncovered wherever they are."""
        return max(0.0, self.required_h - self.on_contacts_h)

    @classmethod
    def of(cls, problem: RosterProblem, paid_min: int, present: Ints) -> "Covered":
        """Count against the requirement of the only queue."""
        balance = present[: problem.slots] - required_of(problem)
        short, over = -balance[balance < 0].sum(), balance[balance > 0].sum()
        in_slots = required_of(problem).sum(), present.sum(), short, over
        required_h, on_contacts_h, uncovered_h, surplus_h = (float(amount) / SLOTS_AN_HOUR for amount in in_slots)
        return cls(required_h, paid_min / 60, on_contacts_h, uncovered_h, surplus_h)


def covered_by_counts(problem: RosterProblem, counts: Ints) -> Covered:
    """Return what shift counts cover with every break in the middle of its window."""
    present = np.zeros(problem.slots + DAY, np.int64)
    for day, number in problem.offers():
        people, span = counts[day, number], problem.span(day, number)
        present[span.start : span.end] += people
        for spec in problem.shifts[number].breaks:
            begun = span.start + (spec.earliest + spec.latest) // 2
            present[begun : begun + spec.slots] -= people
    return Covered.of(problem, paid_min(problem, counts), present)


def paid_min(problem: RosterProblem, counts: Ints) -> int:
    """Return the paid minutes of shift counts."""
    return int(counts.sum(axis=0) @ [shift.paid_min for shift in problem.shifts])


def covered_by_roster(problem: RosterProblem, roster: Roster) -> Covered:
    """Return what a roster covers with its breaks."""
    present = np.zeros(problem.slots + DAY, np.int64)
    for worked in roster.assignments:
        span = problem.span(worked.day, worked.shift)
        present[span.start : span.end] += 1
    for activity in roster.activities:
        present[activity.span.start : activity.span.end] -= 1
    paid = sum(problem.shifts[worked.shift].paid_min for worked in roster.assignments)
    return Covered.of(problem, paid, present)


def plan_of_hours(problem: RosterProblem, least_min: int, plan: Planner) -> Ints:
    """Return counts that pay at least so many minutes: for the least share of the requirement found by halving."""
    low, high = 1.0, 1.3
    counts = plan(selection_of(problem, high))
    while high - low > 1 / 2_000:
        share = (low + high) / 2
        found = plan(selection_of(problem, share))
        if paid_min(problem, found) >= least_min:
            counts, high = found, share
        else:
            low = share
    return counts


def fewer_people(problem: RosterProblem, most_min: int) -> RosterProblem:
    """Return the problem with as many of its people as cannot be paid more minutes, whatever shifts they work."""
    paid = {shift.kind: shift.paid_min for shift in problem.shifts}
    (contracts,) = (rule.contracts for rule in problem.rules if isinstance(rule, Contracts))
    minutes = accumulate(each.days * max(paid[kind] for kind in each.kinds) for each in contracts)
    people = sum(total <= most_min for total in minutes)
    rules = tuple(_of_first(rule, people) for rule in problem.rules)
    return replace(problem, agents=problem.agents[:people], rules=rules)


def _of_first(rule: Rule, people: int) -> Rule:
    """Return the rule for so many people."""
    match rule:
        case Contracts():
            return replace(rule, contracts=rule.contracts[:people])
        case Dislikes():
            return replace(rule, units=rule.units[:people])
        case _:
            return rule
