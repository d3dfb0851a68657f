"""What a roster's people are predicted to achieve: each queue's model at the people it gets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from planner.plan import Plan
from planner.staffing.demand import group_demand
from planner.staffing.dispatch import GroupStaffing
from planner.staffing.groups import QueueGroup
from planner.staffing.shrinkage import unplaced_shrinkage


def predicted_service_level(
    forecast: pd.DataFrame, scheduled: pd.DataFrame, plan: Plan, groups: Sequence[QueueGroup]
) -> pd.Series:
    """Return the service level that SCHEDULED people (queue, interval_start, scheduled) are predicted to reach.

    On contacts are scheduled × (1 − unplaced shrinkage). The queues of a group are looked at together, since deferred
    work may use idle people of live queues. Indexed like `scheduled`; empty where nothing is offered.
    """
    people = scheduled.pivot(index="interval_start", columns="queue", values="scheduled")
    levels = []
    for group in groups:
        demand = group_demand(forecast, plan, group.queues)
        present = people.reindex(index=demand.interval_start, columns=list(group.queues), fill_value=0.0).fillna(0.0)
        on_contacts = present.mul(1.0 - unplaced_shrinkage(plan, demand.interval_start), axis=0)
        agents = {queue: on_contacts[queue].to_numpy(float) for queue in group.queues}
        for one, reached in zip(
            demand.queues, GroupStaffing.of(group, plan).performances(demand.queues, agents), strict=True
        ):
            level = np.where(one.offered > 0, reached.service_level, np.nan)
            keys = pd.MultiIndex.from_product([[one.id], demand.interval_start], names=["queue", "interval_start"])
            levels.append(pd.Series(level, index=keys))
    wanted = pd.MultiIndex.from_frame(scheduled[["queue", "interval_start"]])
    return pd.Series(pd.concat(levels).reindex(wanted).to_numpy(), index=scheduled.index)
