"""Requirement in 1/100 persons per slot, and what shortage and surplus cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.plan import Plan
from planner.rostering.week import Week
from planner.staffing.groups import QueueGroup
from solver import problem as sp


def queue_of(id: str, week: Week) -> sp.Queue:
    """Return a queue's requirement per slot and the price of missing it."""
    rows = week.requirement[week.requirement["queue"] == id]
    required = _per_slot(rows, week)
    steps = {people: _shortage_steps(people, week.plan, week.plan.queues[id].weight) for people in set(required)}
    return sp.Queue(id, required, tuple(steps[people] for people in required))


def _per_slot(rows: pd.DataFrame, week: Week) -> tuple[int, ...]:
    """Return scheduled_required of each interval at each of its slots, in 1/100 person; 0 where there is no row.

    Slots past the week's end, of which the requirement does not tell, need as many as those a week before.
    """
    grid = week.grid
    required = np.zeros(grid.steps + week.slots_after, dtype=np.int64)
    per_interval = week.plan.interval_min // grid.step_min
    for at, people in zip(rows["interval_start"], rows["scheduled_required"], strict=True):
        first = grid.step_of(at)
        if 0 <= first < grid.steps:
            required[first : first + per_interval] = round(people * sp.PERSON)
    required[grid.steps :] = required[: week.slots_after]
    return tuple(required.tolist())


def _shortage_steps(required: int, plan: Plan, weight: float) -> sp.Steps:
    first = round(required * plan.costs.shortage_first_share)
    prices = [slot_cost(price * weight, plan) for price in (plan.costs.shortage, plan.costs.shortage_more)]
    return ((sp.Step(first, prices[0]),) if first else ()) + (sp.Step(None, prices[1]),)


def slot_cost(wage_h: float, plan: Plan) -> int:
    """Return the cost of 1/100 person in one slot at a price in wage-hours per person-hour."""
    cost: float = wage_h * sp.COST_PER_WAGE_HOUR * plan.slot_min / 60 / sp.PERSON
    return round(cost)


def group_of(group: QueueGroup, week: Week) -> sp.Group:
    """Return a group's subset rows and the price of people too many."""
    costs = week.plan.costs
    surplus = (
        sp.Step(sp.PERSON, slot_cost(costs.surplus, week.plan)),
        sp.Step(None, slot_cost(costs.surplus_more, week.plan)),
    )
    index = week.queues.index
    rows = [
        sp.SubsetRow(frozenset(map(index, subset)), _subset_required(subset, group, week)) for subset in group.subsets
    ]
    return sp.Group(group.id, tuple(map(index, group.queues)), tuple(rows), surplus)


def _subset_required(subset: frozenset[str], group: QueueGroup, week: Week) -> tuple[int, ...]:
    if len(subset) == 1:
        rows = week.requirement[week.requirement["queue"].isin(subset)]
    else:
        name = "+".join(queue for queue in group.queues if queue in subset)
        rows = week.pooled[week.pooled["queues"] == name]
    together = _per_slot(rows, week)
    apart = [queue_of(queue, week).required for queue in subset]
    return tuple(
        min(people, sum(each)) for people, *each in zip(together, *apart, strict=True)
    )  # never more by rounding
