"""Tasks for shifts that are given: each person on one task in each slot, at least an hour before another.

The solver counts who is there, not who does what. This gives the shifts their tasks at the least published cost, so
that a roster can be judged in the published terms.
"""

from collections import defaultdict
from collections.abc import Sequence

from ortools.sat.python import cp_model

from tests.benchmarks.retail.evaluate import MISSING_COST, SHORTEST_TASK, WorkedShift
from tests.benchmarks.retail.instance import Instance

Works = list[list[cp_model.IntVar]]  # [slot of the shift][task]


def with_tasks(instance: Instance, spans: Sequence[tuple[str, range]], work: float) -> list[WorkedShift]:
    """Return shifts of employees over these slots with their tasks, the best found in deterministic seconds."""
    tasks = range(len(instance.required))
    model = cp_model.CpModel()
    works = [_post_shift(model, span, tasks) for _, span in spans]
    model.minimize(sum(_costs(model, instance, [span for _, span in spans], works)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = work
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE), "one task all the time is always possible"
    return [
        WorkedShift(employee, span.start, tuple(next(k for k in tasks if solver.value(at[k])) for at in shift))
        for (employee, span), shift in zip(spans, works, strict=True)
    ]


def _post_shift(model: cp_model.CpModel, span: range, tasks: range) -> Works:
    """Demand one task in each slot, and that a task once begun goes on for an hour within the shift."""
    works = [[model.new_bool_var("") for _ in tasks] for _ in span]
    for at, now in enumerate(works):
        model.add_exactly_one(now)
        for task in tasks:
            before = works[at - 1][task] if at else 0
            if at > len(span) - SHORTEST_TASK:
                model.add(now[task] <= before)
            else:
                for later in range(at + 1, at + SHORTEST_TASK):
                    model.add(works[later][task] >= now[task] - before)
    return works


def _costs(
    model: cp_model.CpModel, instance: Instance, spans: Sequence[range], works: Sequence[Works]
) -> list[cp_model.LinearExpr]:
    """Return the published cost of every task and slot: the square as pieces that cost 1, 3, 5 and so on."""
    there = defaultdict(list)
    for span, shift in zip(spans, works, strict=True):
        for slot, now in zip(span, shift, strict=True):
            for task, literal in enumerate(now):
                there[task, slot].append(literal)
    costs = []
    for task, required in enumerate(instance.required):
        for slot, needed in enumerate(required):
            people = there[task, slot]
            missing = model.new_int_var(0, needed, "")
            beyond = [model.new_bool_var("") for _ in range(max(0, len(people) - needed))]
            model.add(sum(people) + missing - sum(beyond) == needed)
            costs += [MISSING_COST * missing, sum((2 * number + 1) * one for number, one in enumerate(beyond))]
    return costs
