"""From FORECAST to REQUIREMENT and POOLED: the people that every queue and every set of queues needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.opening import is_open
from planner.plan import Plan, Queue
from planner.staffing.bots import human_aht_factor, human_share
from planner.staffing.chats import Chat
from planner.staffing.deferrals import Deferred
from planner.staffing.demand import Demand, Flags, Floats, Model
from planner.staffing.groups import QueueGroup
from planner.staffing.live import Live
from planner.tables import POOLED, REQUIREMENT

MODELS: dict[str, Model] = {"live": Live(), "chat": Chat(), "deferred": Deferred()}


@dataclass(frozen=True, slots=True)
class Requirements:
    """REQUIREMENT by queue, and POOLED by the sets of queues that share people."""

    by_queue: pd.DataFrame
    pooled: pd.DataFrame


def requirements(forecast: pd.DataFrame, plan: Plan, groups: Sequence[QueueGroup]) -> Requirements:
    """Return how many people each queue needs in each interval of a FORECAST, and each set of queues together.

    A set of queues needs the sum of its queues.
    """
    parts = [
        queue_requirement(str(id), _demand(rows, str(id), plan), plan.unplaced_shrinkage, rows["interval_start"])
        for id, rows in forecast.groupby("queue", sort=False)
    ]
    by_queue = REQUIREMENT.check(pd.concat(parts, ignore_index=True))
    return Requirements(by_queue, POOLED.check(_pooled(by_queue, groups)))


def queue_requirement(id: str, demand: Demand, shrinkage: float, interval_start: pd.Series) -> pd.DataFrame:
    """Return the REQUIREMENT rows of one queue.

    agents_required is on contacts; scheduled_required = max(agents_required, floor) / (1 − shrinkage), where
    `shrinkage` is the share of time that no roster shows.
    """
    model = MODELS[demand.queue.model]
    needed = model.agents_required(demand)
    floor = np.where(demand.open, demand.queue.floor, 0.0)
    agents = np.maximum(needed, floor)
    performance = model.performance(demand, agents)
    return pd.DataFrame(
        {
            "queue": id,
            "interval_start": interval_start.to_list(),
            "model": demand.queue.model,
            "offered": demand.offered,
            "offered_load_erl": model.load_erl(demand),
            "agents_required": needed,
            "agents_floor": floor,
            "scheduled_required": agents / (1.0 - shrinkage),
            "shrinkage": shrinkage,
            "service_level": performance.service_level,
            "occupancy": performance.occupancy,
            "abandon_rate": performance.abandon_rate,
            "asa_s": performance.asa_s,
            "binding": np.where(floor > needed, "floor", model.binding(demand)),
        }
    )


def demand_of(rows: pd.DataFrame, queue: Queue, interval_min: float, is_open: Flags) -> Demand:
    """Return the demand of one queue's FORECAST rows after its bot, with the targets that hold at each interval."""
    local = pd.DatetimeIndex(rows["interval_start"])
    targets = [queue.target_at(int(minute)) for minute in local.hour * 60 + local.minute]
    aht_s = rows["aht_s"].fillna(queue.aht_by_concurrency_s[0]).to_numpy(float)
    if queue.model == "chat":  # measured handle times do not tell at which concurrency they were measured
        aht_s = np.full(len(rows), queue.aht_by_concurrency_s[0])
    return Demand(
        queue=queue,
        interval_s=interval_min * 60.0,
        offered=rows["offered"].to_numpy(float) * human_share(queue),
        aht_s=aht_s * human_aht_factor(queue),
        open=is_open,
        service_level=np.array([target.service_level for target in targets]),
        within_s=np.array([target.within_s for target in targets]),
        max_occupancy=np.array([target.max_occupancy for target in targets]),
        max_abandon=np.array([target.max_abandon for target in targets]),
    )


def _demand(rows: pd.DataFrame, id: str, plan: Plan) -> Demand:
    opened = is_open(plan, id, pd.DatetimeIndex(rows["interval_start"]))
    return demand_of(rows, plan.queues[id], plan.interval_min, opened)


def predicted_service_level(forecast: pd.DataFrame, scheduled: pd.DataFrame, plan: Plan) -> pd.Series:
    """Return the service level that SCHEDULED people (queue, interval_start, scheduled) are predicted to reach.

    On contacts are scheduled × (1 − unplaced shrinkage). Indexed like `scheduled`; empty where nothing is offered.
    """
    both = scheduled.reset_index().merge(forecast, on=["queue", "interval_start"], how="left")
    levels = []
    for id, rows in both.groupby("queue", sort=False):
        demand = _demand(rows, str(id), plan)
        agents = rows["scheduled"].to_numpy(float) * (1.0 - plan.unplaced_shrinkage)
        level = MODELS[demand.queue.model].performance(demand, agents).service_level
        levels.append(pd.Series(np.where(demand.offered > 0, level, np.nan), index=rows["index"]))
    return pd.concat(levels).reindex(scheduled.index)


def _pooled(by_queue: pd.DataFrame, groups: Sequence[QueueGroup]) -> pd.DataFrame:
    """Return the sums over each subset of at least two queues."""
    wide = by_queue.pivot(index="interval_start", columns="queue", values=["agents_required", "scheduled_required"])
    parts = [
        pd.DataFrame(
            {
                "queues": "+".join(queue for queue in group.queues if queue in subset),
                "interval_start": wide.index,
                "agents_required": _sum(wide, "agents_required", subset),
                "scheduled_required": _sum(wide, "scheduled_required", subset),
            }
        )
        for group in groups
        for subset in group.subsets
        if len(subset) > 1
    ]
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _POOLED_KINDS.items()})
    return pd.concat(parts, ignore_index=True) if parts else empty.assign(interval_start=wide.index[:0])


_POOLED_KINDS = {"queues": "str", "interval_start": "object", "agents_required": "float", "scheduled_required": "float"}


def _sum(wide: pd.DataFrame, column: str, subset: frozenset[str]) -> Floats:
    return np.asarray(wide[[(column, queue) for queue in sorted(subset)]].sum(axis=1), dtype=np.float64)
