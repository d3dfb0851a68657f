"""The compiled loops against slow, plain ones."""

import random
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from solver.coverage import cover, on_contacts, step_cost
from solver.problem import RosterProblem
from solver.roster import Roster
from solver.weeks.arrays import FORBIDDEN, centre_of
from solver.weeks.kernels import best_week, slot_cost
from solver.weeks.week import Weeks
from tests.solver.small import small, small_roster


def plain_slot_cost(problem: RosterProblem, roster: Roster, slot: int) -> int:
    present = on_contacts(problem, roster)[slot]
    cost = 0
    for group in problem.groups:
        covered = cover(problem, group, slot, present)
        cost += step_cost(group.surplus, covered.surplus)
        for queue, short in zip(group.queues, covered.shortage, strict=True):
            cost += step_cost(problem.queues[queue].shortage[slot], short)
    return cost


def least_slot_cost(problem: RosterProblem, roster: Roster, slot: int) -> int:
    """The cost by an integer program over shortages and surplus, as the definition says it."""
    present = on_contacts(problem, roster)[slot]
    model = cp_model.CpModel()
    costs = []
    for group in problem.groups:
        short = {}
        for queue in group.queues:
            required = problem.queues[queue].required[slot]
            short[queue] = model.new_int_var(0, required, "")
            costs.append(convex(model, short[queue], problem.queues[queue].shortage[slot], required))
        for row in group.rows:
            people = 100 * sum(count for crew, count in present.items() if crew & row.queues)
            model.add(sum(short[queue] for queue in row.queues) >= row.required[slot] - people)
            if row.queues == frozenset(group.queues):
                over = model.new_int_var(0, 10_000, "")
                model.add(over >= people - row.required[slot] + sum(short.values()))
                costs.append(convex(model, over, group.surplus, 10_000))
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def convex(model: cp_model.CpModel, amount: cp_model.IntVar, steps, most: int):
    parts = [model.new_int_var(0, most if step.width is None else step.width, "") for step in steps]
    model.add(sum(parts) == amount)
    return sum(part * step.cost for part, step in zip(parts, steps, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_a_slot_costs_the_least_that_any_shortage_and_surplus_cost(seed: int) -> None:
    rng = random.Random(seed)
    problem = small(rng)
    roster = Roster(small_roster(rng, problem))
    slot = rng.randrange(7, 21)
    assert plain_slot_cost(problem, roster, slot) == least_slot_cost(problem, roster, slot)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_compiled_cost_of_a_slot_is_the_plain_one(seed: int) -> None:
    rng = random.Random(seed)
    problem = small(rng)
    roster = Roster(small_roster(rng, problem))
    rows = centre_of(problem).rows
    crews = sorted({agent.queues for agent in problem.agents}, key=sorted)
    for slot, people in enumerate(on_contacts(problem, roster)):
        present = rows.serves @ np.array([100 * people[crew] for crew in crews], np.int64)
        everywhere = np.repeat(present[:, None], problem.slots, axis=1)
        assert slot_cost(rows, everywhere, slot, -1) == plain_slot_cost(problem, roster, slot)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_the_best_week_is_the_best_of_all_weeks(seed: int) -> None:
    rng = np.random.default_rng(seed)
    days, shifts, states, classes = 3, 3, 4, 3
    costs = rng.integers(-9, 9, (days, shifts))
    off_costs = rng.integers(-3, 3, days)
    class_of = np.array([0, *rng.integers(1, classes, shifts)])
    trace_of = np.array([0, *rng.integers(0, 2, classes - 1)])
    following = rng.choice((0, 0, 5, FORBIDDEN), (days, 2, classes)).astype(np.int64)
    following[:, 0] = following[:, :, 0] = 0
    ways = rng.random((days, states, classes, states)) < 0.3  # several states may follow
    ways[:, :, 0, 0] = True
    steps = [np.argwhere(ways[day, state]) for day in range(days) for state in range(states)]
    ends = np.cumsum([0, *map(len, steps)])
    steps_from = np.stack([ends[day * states : (day + 1) * states + 1] for day in range(days)])
    arrival = rng.choice((0, 0, 4, FORBIDDEN), (days, states)).astype(np.int64)
    only = np.zeros(1, np.int64)
    weeks = Weeks(
        costs=np.zeros((1, days, shifts, 1), np.int64),
        off_costs=off_costs[None],
        class_of=class_of,
        trace_of=trace_of,
        following=following[None],
        following_of=only,
        steps=np.concatenate(steps),
        steps_from=steps_from,
        first_state=only,
        arrival=arrival[None],
        arrival_of=only,
    )

    def cost_of(week: tuple[int, ...]) -> int:
        worked = sum(off_costs[day] if shift < 0 else costs[day, shift] for day, shift in enumerate(week))
        numbers = [class_of[shift + 1] for shift in week]
        lasts = [0, *(trace_of[number] for number in numbers)]
        after = [following[day, lasts[day], number] for day, number in enumerate(numbers)]
        paths = [
            arrival[range(days), path].sum()
            for path in product(range(states), repeat=days)
            if all(ways[day, (0, *path)[day], numbers[day], path[day]] for day in range(days))
        ]
        cost = worked + sum(after) + min(paths, default=FORBIDDEN)
        return cost if cost < FORBIDDEN / 2 else FORBIDDEN

    chosen = np.zeros(days, np.int64)
    least = best_week(costs, off_costs, weeks, 0, chosen)
    assert least == min(cost_of(week) for week in product(range(-1, shifts), repeat=days))
    if least < FORBIDDEN:
        assert cost_of(tuple(chosen.tolist())) == least
