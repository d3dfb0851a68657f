"""From FORECAST to REQUIREMENT and POOLED: the people that every queue and every set of queues needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.plan import Plan
from planner.staffing.demand import Floats, group_demand
from planner.staffing.dispatch import GroupStaffing, StaffedQueue
from planner.staffing.groups import QueueGroup
from planner.staffing.pools import PooledRow, pooled_rows
from planner.staffing.shrinkage import unplaced_shrinkage
from planner.tables import POOLED, REQUIREMENT


@dataclass(frozen=True, slots=True)
class Requirements:
    """REQUIREMENT by queue, and POOLED by the sets of queues that share people."""

    by_queue: pd.DataFrame
    pooled: pd.DataFrame
    groups: Sequence[QueueGroup]

    def scheduled_h(self, interval_min: float) -> float:
        """Return the person-hours to schedule: those of every group as a whole."""
        wholes = {"+".join(group.queues) for group in self.groups}
        alone = self.by_queue.loc[self.by_queue["queue"].isin(wholes), "scheduled_required"].sum()
        together = self.pooled.loc[self.pooled["queues"].isin(wholes), "scheduled_required"].sum()
        return float(alone + together) * interval_min / 60.0

    def additive_h(self, interval_min: float) -> float:
        """Return the person-hours to schedule if no queue shared its people."""
        return float(self.by_queue["scheduled_required"].sum()) * interval_min / 60.0


def requirements(forecast: pd.DataFrame, plan: Plan, groups: Sequence[QueueGroup]) -> Requirements:
    """Return how many people each queue of the groups needs in each interval of a FORECAST, and each set together."""
    by_queue, pooled = [], []
    for group in groups:
        demand = group_demand(forecast, plan, group.queues, plan.staffing.demand)
        shrinkage = unplaced_shrinkage(plan, demand.interval_start)
        models = GroupStaffing.of(group, plan)
        staffed = models.staff(demand.queues)
        by_queue += [requirement_rows(queue, shrinkage, demand.interval_start) for queue in staffed]
        pooled += [
            _pooled_frame(row, shrinkage, demand.interval_start) for row in pooled_rows(group, staffed, models.rules)
        ]
    everything = pd.concat(by_queue, ignore_index=True)
    sets = pd.concat(pooled, ignore_index=True) if pooled else _no_pools(everything)
    return Requirements(REQUIREMENT.check(everything), POOLED.check(sets), groups)


def requirement_rows(staffed: StaffedQueue, shrinkage: Floats, interval_start: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the REQUIREMENT rows of one queue.

    agents_required is on contacts; scheduled_required = max(agents_required, floor) / (1 − shrinkage), where
    `shrinkage` is the share of time that no roster shows. Service level and the like are those of max(required, floor).
    """
    demand, required, reached = staffed.demand, staffed.required, staffed.performance
    return pd.DataFrame(
        {
            "queue": demand.id,
            "interval_start": interval_start,
            "model": demand.queue.model,
            "offered": demand.offered,
            "offered_load_erl": demand.load_erl,
            "agents_steady": required.steady,
            "agents_required": required.agents,
            "agents_floor": demand.floor,
            "scheduled_required": staffed.agents / (1.0 - shrinkage),
            "shrinkage": shrinkage,
            "service_level": reached.service_level,
            "occupancy": reached.occupancy,
            "abandon_rate": reached.abandon_rate,
            "asa_s": reached.asa_s,
            "binding": np.where(demand.floor > required.agents, "floor", required.binding),
        }
    )


def _pooled_frame(row: PooledRow, shrinkage: Floats, interval_start: pd.DatetimeIndex) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "queues": "+".join(row.queues),
            "interval_start": interval_start,
            "agents_additive": row.additive,
            "agents_required": row.agents,
            "scheduled_required": row.agents / (1.0 - shrinkage),
        }
    )


def _no_pools(by_queue: pd.DataFrame) -> pd.DataFrame:
    """Return POOLED without rows."""
    return by_queue.rename(columns={"queue": "queues"}).assign(agents_additive=0.0)[:0]
