"""What the week program leaves out, as arrays for the search: limits on one agent, and sums across agents."""

# mypy: disable-error-code="no-untyped-def"
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numba import njit

from solver.problem import RosterProblem
from solver.rules.rule import AcrossRule
from solver.shapes import Across, Choice, Count, Run, Succession
from solver.weeks.arrays import UNHELD, Flags, Ints
from solver.weeks.week import LeftOut

NONE = 1 << 40  # a limit that nothing reaches
ANY = -1  # any column; no block


class Extras(NamedTuple):
    """Limits on single agents; those of an agent stand together."""

    counts_from: Ints  # [agent + 1]
    limits: Ints  # [count, (lo, hi, cost)]
    terms_from: Ints  # [count + 1]
    terms: Ints  # [term, (day, shift, column, weight, block)]: terms of a block stand together and count once
    runs_from: Ints  # [agent + 1]
    runs: Ints  # [run, (lo, hi, before, cost)]
    inside: Flags  # [run, 1 + shift]
    choices_from: Ints  # [agent + 1]
    choices: Ints  # [choice, (first day, last day, cost)]
    outside: Flags  # [choice, set, shift]: for as many sets as the choice has, and then everything is outside


class Sums(NamedTuple):
    """Sums across agents: entries of a cell (agent, day, shift) say which sums it counts in."""

    limits: Ints  # [sum, (lo, hi, cost)]
    cells_from: Ints  # [agent, day, shift, (first entry, end)]
    entries: Ints  # [entry, (sum, weight)]


def _limits(shape: Count | Across | Run, cost: int) -> tuple[int, int, int]:
    lo = -NONE if shape.lo is None else shape.lo
    hi = NONE if shape.hi is None else shape.hi
    return lo, hi, min(cost, UNHELD)


def extras_of(problem: RosterProblem, left_out: Sequence[LeftOut]) -> Extras:
    """Return the shapes that the week program left out."""
    counts: dict[int, list[tuple[Count, int]]] = defaultdict(list)
    runs: dict[int, list[tuple[Run, int]]] = defaultdict(list)
    choices: dict[int, list[tuple[Choice, int]]] = defaultdict(list)
    for out in left_out:
        if isinstance(out.shape, Run):
            runs[out.shape.agent].append((out.shape, out.cost))
        elif isinstance(out.shape, Choice):
            choices[out.shape.agent].append((out.shape, min(out.cost, UNHELD)))
        else:
            shape = out.shape if isinstance(out.shape, Count) else _as_count(out.shape)
            counts[shape.agent].append((shape, out.cost))
    agents = range(len(problem.agents))
    listed = [pair for agent in agents for pair in counts[agent]]
    terms = [list(_terms(count)) for count, _ in listed]
    runs_listed = [pair for agent in agents for pair in runs[agent]]
    choices_listed = [pair for agent in agents for pair in choices[agent]]
    return Extras(
        _ends([len(counts[agent]) for agent in agents]),
        _table([_limits(count, cost) for count, cost in listed], 3),
        _ends([len(each) for each in terms]),
        _table([term for each in terms for term in each], 5),
        _ends([len(runs[agent]) for agent in agents]),
        _table([_run(run, cost) for run, cost in runs_listed], 4),
        np.array([_inside(problem, run) for run, _ in runs_listed], bool).reshape(-1, 1 + len(problem.shifts)),
        _ends([len(choices[agent]) for agent in agents]),
        _table([(choice.days[0], choice.days[-1], cost) for choice, cost in choices_listed], 3),
        _outside(problem, [choice for choice, _ in choices_listed]),
    )


def _outside(problem: RosterProblem, choices: Sequence[Choice]) -> Flags:
    most = max((len(choice.sets) for choice in choices), default=0)
    outside = np.ones((len(choices), most, len(problem.shifts)), bool)
    for number, choice in enumerate(choices):
        for index, each in enumerate(choice.sets):
            outside[number, index, sorted(each)] = False
    return outside


def _as_count(pair: Succession) -> Count:
    """Say that at most one side of a succession is worked as a count."""
    cells = {(pair.day, shift): 1 for shift in pair.shifts}
    return Count(pair.agent, cells | {(pair.later_day, shift): 1 for shift in pair.later_shifts}, hi=1)


def _terms(count: Count) -> Iterator[tuple[int, int, int, int, int]]:
    column = ANY if count.post is None else 1 + count.post
    for (day, shift), weight in count.weights.items():
        yield day, shift, column, weight, ANY
    for number, block in enumerate(count.blocks):
        for day, shift in sorted(block):
            yield day, shift, column, 1, number


def _run(run: Run, cost: int) -> tuple[int, int, int, int]:
    lo, hi, cost = _limits(run, cost)
    before = run.before if run.before is not None else -1
    return lo, hi, before, cost


def _inside(problem: RosterProblem, run: Run) -> list[bool]:
    worked = (
        [True] * len(problem.shifts) if run.shifts is None else [s in run.shifts for s in range(len(problem.shifts))]
    )
    return [each != run.off for each in (False, *worked)]


def sums_of(problem: RosterProblem) -> Sums:
    """Return the sums that the rules across agents limit."""
    limits: list[tuple[int, int, int]] = []
    cells: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
    for rule in problem.rules:
        for shape in rule.shapes(problem) if isinstance(rule, AcrossRule) else ():
            cost = shape.cost if shape.cost is not None else UNHELD if rule.enforced else rule.weight
            for cell, weight in shape.weights.items():
                cells[cell].append((len(limits), weight))
            limits.append(_limits(shape, cost))
    cells_from = np.zeros((len(problem.agents), len(problem.days), len(problem.shifts), 2), np.int64)
    entries: list[tuple[int, int]] = []
    for cell, own in cells.items():
        cells_from[cell] = len(entries), len(entries) + len(own)
        entries += own
    return Sums(_table(limits, 3), cells_from, _table(entries, 2))


def _ends(lengths: Sequence[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _table(rows: Sequence[tuple[int, ...]], width: int) -> Ints:
    return np.array(rows, np.int64).reshape(-1, width)


@njit(cache=True, nogil=True)
def beyond(limit, total):
    """Return what a total outside its limits costs."""
    if total < limit[0]:
        return (limit[0] - total) * limit[2]
    if total > limit[1]:
        return (total - limit[1]) * limit[2]
    return 0


@njit(cache=True, nogil=True)
def extra_cost(extras, shifts, columns, agent):
    """Return what an agent's days (shift and column by day) cost by what the week program leaves out."""
    cost = 0
    for count in range(extras.counts_from[agent], extras.counts_from[agent + 1]):
        total = 0
        counted = ANY
        for term in range(extras.terms_from[count], extras.terms_from[count + 1]):
            day, shift, column, weight, block = extras.terms[term]
            if shifts[day] != shift or (column != ANY and columns[day] != column):
                continue
            if block == ANY or block != counted:
                total += weight
                counted = block
        cost += beyond(extras.limits[count], total)
    for run in range(extras.runs_from[agent], extras.runs_from[agent + 1]):
        cost += run_cost(extras.runs[run], extras.inside[run], shifts)
    for choice in range(extras.choices_from[agent], extras.choices_from[agent + 1]):
        cost += choice_cost(extras.choices[choice], extras.outside[choice], shifts)
    return cost


@njit(cache=True, nogil=True)
def choice_cost(choice, outside, shifts):
    """Return what the shifts outside the set that holds most cost."""
    first, last, unit = choice
    fewest = last + 1 - first
    for index in range(outside.shape[0]):
        amount = 0
        for day in range(first, last + 1):
            if shifts[day] >= 0 and outside[index, shifts[day]]:
                amount += 1
        fewest = min(fewest, amount)
    return fewest * unit


@njit(cache=True, nogil=True)
def run_cost(run, inside, shifts):
    """Return what the runs of days inside cost: days beyond, and days missing where a run ends."""
    lo, hi, before, unit = run
    length = max(0, before)
    exempt = before < 0
    amount = 0
    for day in range(shifts.shape[0]):
        if inside[1 + shifts[day]]:
            length += 1
            if length > hi:
                amount += 1
        else:
            if length > 0 and not exempt:
                amount += max(0, lo - length)
            length = 0
            exempt = False
    return amount * unit


@njit(cache=True, nogil=True)
def add_to_sums(totals, sums, agent, day, shift, amount):
    """Add a cell to the totals it counts in (amount 1), or take it away (-1)."""
    first, end = sums.cells_from[agent, day, shift]
    for entry in range(first, end):
        totals[sums.entries[entry, 0]] += amount * sums.entries[entry, 1]


@njit(cache=True, nogil=True)
def change_of_sums(totals, sums, agent, day, shift):
    """Return what one more cell changes in the cost of the sums."""
    change = 0
    first, end = sums.cells_from[agent, day, shift]
    for entry in range(first, end):
        number, weight = sums.entries[entry]
        change += beyond(sums.limits[number], totals[number] + weight) - beyond(sums.limits[number], totals[number])
    return change


@njit(cache=True, nogil=True)
def sums_cost(totals, sums):
    """Return what all sums cost."""
    cost = 0
    for number in range(totals.shape[0]):
        cost += beyond(sums.limits[number], totals[number])
    return cost
