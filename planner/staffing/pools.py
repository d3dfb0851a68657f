"""What sets of queues that share people need together: POOLED."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.plan import Queue
from planner.staffing.demand import HUNDREDTH, Floats
from planner.staffing.dispatch import StaffedQueue
from planner.staffing.groups import QueueGroup
from planner.staffing.pooling import LiveQueue, PoolRules, pooled_agents


@dataclass(frozen=True, slots=True)
class PooledRow:
    """People on contacts that a set of queues needs by interval, floors kept: pooled, and added up queue by queue."""

    queues: tuple[str, ...]
    agents: Floats
    additive: Floats


def pooled_rows(group: QueueGroup, staffed: Sequence[StaffedQueue], rules: PoolRules) -> list[PooledRow]:
    """Return a row for every subset of at least two queues that the group needs.

    With r the people that each queue needs alone, live and chat queues need as one pool, in each interval,

        max(requirement of their pooled demand, max r, what a smaller pool in it needs), at most Σ r,

    and queues that gain nothing add theirs: deferred ones, levelled already, and chats promised a first response, which
    depends on how busy each agent is. Queues that no person links have nothing to share: a set needs the sum of its
    linked parts.
    """
    alone = {queue.demand.id: queue for queue in staffed}
    pools: dict[frozenset[str], Floats] = {}
    rows = []
    for subset in (some for some in group.subsets if len(some) > 1):
        parts = [_part(part, alone, pools, rules) for part in group.linked_parts(subset)]
        members = tuple(queue for queue in group.queues if queue in subset)
        additive = _sum([alone[queue].agents for queue in members])
        rows.append(PooledRow(members, np.minimum(_sum(parts), additive), additive))
    return rows


def _part(
    part: frozenset[str], alone: dict[str, StaffedQueue], pools: dict[frozenset[str], Floats], rules: PoolRules
) -> Floats:
    """Return what linked queues need: those that gain by it as a pool, each computed once, and the others."""
    live = frozenset(queue for queue in part if _gains(alone[queue].demand.queue))
    if live and live not in pools:
        smaller = [agents for pool, agents in pools.items() if pool < live]
        pools[live] = _pool([queue for id, queue in alone.items() if id in live], smaller, rules)
    others = [alone[queue].agents for queue in part - live]
    return _sum([*([pools[live]] if live else []), *others])


def _gains(queue: Queue) -> bool:
    """Tell whether a queue needs fewer people where they serve others too."""
    return queue.model != "deferred" and queue.target.answer == "accepted"


def _pool(members: Sequence[StaffedQueue], smaller: Sequence[Floats], rules: PoolRules) -> Floats:
    """Return what queues need as one pool."""
    each = [queue.agents for queue in members]
    if len(members) == 1:
        return each[0]
    queues = [LiveQueue(queue.demand.live, queue.demand.targets) for queue in members]
    together = pooled_agents(queues, rules, HUNDREDTH)
    least: Floats = np.max([together, *each, *smaller], axis=0)
    return np.minimum(least, _sum(each))


def _sum(parts: Sequence[Floats]) -> Floats:
    total: Floats = np.sum(parts, axis=0)
    return total


def pool_share(requirement: pd.DataFrame, pooled: pd.DataFrame, groups: Sequence[QueueGroup]) -> pd.Series:
    """Return R(G) / Σ r of each REQUIREMENT row's group: what a queue's own requirement counts for in its pool.

    Indexed like `requirement`; 1 where the queue shares nobody or the group needs nobody.
    """
    whole = {queue: "+".join(group.queues) for group in groups for queue in group.queues}
    together = pooled.set_index(["queues", "interval_start"])["scheduled_required"]
    keys = pd.MultiIndex.from_arrays([requirement["queue"].map(whole), requirement["interval_start"]])
    added = requirement.groupby([keys.get_level_values(0), "interval_start"])["scheduled_required"].transform("sum")
    ratio = pd.Series(together.reindex(keys).to_numpy(), index=requirement.index) / added.where(added > 0)
    return ratio.fillna(1.0)
