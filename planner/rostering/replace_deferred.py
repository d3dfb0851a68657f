"""Deferred work placed anew: where a roster leaves people over, instead of where nobody is known to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from planner.rostering.week import Week
from planner.staffing.deferred_model import FreePeople
from planner.staffing.demand import Floats, GroupDemand, group_demand
from planner.staffing.dispatch import GroupStaffing
from planner.staffing.groups import QueueGroup
from planner.staffing.requirement import requirement_rows
from planner.staffing.shrinkage import unplaced_shrinkage
from planner.tables import DEFERRED
from solver import problem as sp
from solver.left_over import left_over
from solver.roster import Roster


def deferred_on_surplus(week: Week, problem: sp.RosterProblem, roster: Roster, forecast: pd.DataFrame) -> pd.DataFrame:
    """Return DEFERRED: the deferred queues' rows of REQUIREMENT, levelled anew on the people whom a roster leaves over.

    Work, buffer and deadlines stay; people beyond those left over are asked for only where these cannot do it in time.
    """
    rows = [
        row
        for group, asked in zip(week.groups, problem.groups, strict=True)
        if _waiting(group, week)
        for row in _rows(group, list(_left_over(group, asked, week, problem, roster)), week, forecast)
    ]
    return DEFERRED.check(pd.concat(rows, ignore_index=True))


def with_deferred(week: Week, placed: pd.DataFrame) -> Week:
    """Return the week with the people to schedule of DEFERRED in its rows, and in the pooled rows that hold them."""
    if placed.empty:
        return week
    key = list(DEFERRED.key)
    now = placed.set_index(key)["scheduled_required"]
    before = week.requirement.set_index(key)["scheduled_required"]
    more = (now - before.reindex(now.index)).unstack("queue")
    pooled = week.pooled.copy()
    for queues, rows in pooled.groupby("queues"):
        own = more[[queue for queue in str(queues).split("+") if queue in more]].sum(axis=1)
        pooled.loc[rows.index, "scheduled_required"] += own.reindex(rows["interval_start"], fill_value=0.0).to_numpy()
    required = now.reindex(before.index).fillna(before).to_numpy()
    return replace(week, requirement=week.requirement.assign(scheduled_required=required), pooled=pooled)


def _waiting(group: QueueGroup, week: Week) -> frozenset[str]:
    """Return the queues of a group whose work can wait."""
    return frozenset(queue for queue in group.queues if week.plan.queues[queue].model == "deferred")


def _left_over(
    group: QueueGroup, asked: sp.Group, week: Week, problem: sp.RosterProblem, roster: Roster
) -> Iterator[FreePeople]:
    """Yield the people of each slot whom a roster leaves over for the deferred queues of a group."""
    waiting = frozenset(map(week.queues.index, _waiting(group, week)))
    for free in left_over(problem, roster, asked, waiting):
        yield FreePeople(frozenset(week.queues[queue] for queue in free.queues), free.people)


def _rows(group: QueueGroup, free: list[FreePeople], week: Week, forecast: pd.DataFrame) -> Iterator[pd.DataFrame]:
    demand = group_demand(forecast, week.plan, group.queues, week.plan.staffing.demand)
    shrinkage = unplaced_shrinkage(week.plan, demand.interval_start)
    per_interval = week.plan.interval_min // week.grid.step_min
    first = np.array([week.grid.step_of(at) for at in demand.interval_start])
    slots = first[:, None] + np.arange(per_interval)
    on_contacts = [replace(one, agents=one.agents[slots].mean(axis=1) * (1.0 - shrinkage)) for one in free]
    staffing = GroupStaffing.of(group, week.plan)
    for queue in staffing.place_deferred(demand.queues, _live_agents(demand, week), on_contacts):
        yield requirement_rows(queue, shrinkage, demand.interval_start)


def _live_agents(demand: GroupDemand, week: Week) -> dict[str, Floats]:
    """Return the people on contacts that each queue of a group requires, floors kept."""
    rows = week.requirement.set_index("interval_start")
    people = rows["agents_required"].clip(lower=rows["agents_floor"])
    return {
        one.id: people[rows["queue"] == one.id].reindex(demand.interval_start, fill_value=0.0).to_numpy(float)
        for one in demand.queues
    }
