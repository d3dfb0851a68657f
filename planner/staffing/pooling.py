"""People who can serve several queues: how many a set of queues needs together.

By Hall's theorem people can be shared out over the queues exactly if every set of queues has enough people who can
serve one of them. What a set needs is what its demand would need as one queue, less than the sum of its queues:
chance evens out. That is necessary, and nearly but not always enough where few people have several skills.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from planner.staffing.arguments import Column
from planner.staffing.live_demand import LiveDemand, Target
from planner.staffing.transient import agents_required, independent_agents

_ALL_SETS = 8  # up to so many queues every set is worth its row: 255


@dataclass(frozen=True, slots=True)
class LiveQueue:
    """A queue with its demand and its target; all queues of a pool have the same intervals."""

    name: str
    demand: LiveDemand
    target: Target


@dataclass(frozen=True, slots=True)
class PooledRow:
    """What a set of queues needs by interval: as one pool, and added up queue by queue."""

    queues: tuple[str, ...]
    agents_required: Column
    additive: Column


def pooled_rows(queues: Sequence[LiveQueue], unit: float = 1.0) -> list[PooledRow]:
    """Return a row for every set of up to eight queues; of more, for the single ones, neighbours and all together.

    No set needs more than the sum of its queues, or less than a set that is part of it.
    """
    alone = {queue.name: agents_required(queue.demand, queue.target, unit=unit) for queue in queues}
    rows: list[PooledRow] = []
    for members in _sets(queues):
        names = tuple(queue.name for queue in members)
        additive = sum((alone[name] for name in names), np.zeros(len(members[0].demand.offered)))
        needed = additive
        if len(members) > 1:
            parts = [row.agents_required for row in rows if set(row.queues) < set(names)]
            together = agents_required(pooled_demand(members), _strictest(members), unit=unit)
            needed = np.minimum(additive, np.maximum(together, np.max(parts, axis=0)))
        rows.append(PooledRow(names, needed, additive))
    return rows


def pooled_demand(queues: Sequence[LiveQueue]) -> LiveDemand:
    """Return the demand of several queues as one: contacts added, handle times and rates of giving up averaged."""
    offered = sum((queue.demand.offered for queue in queues), np.zeros(len(queues[0].demand.offered)))
    work = sum((queue.demand.offered * queue.demand.aht_s for queue in queues), np.zeros(len(offered)))
    plain = np.mean([queue.demand.aht_s for queue in queues], axis=0)
    aht_s = np.divide(work, offered, out=plain, where=offered > 0)
    giving_up = sum(queue.demand.offered.sum() / queue.demand.patience_s for queue in queues)
    patience_s = offered.sum() / giving_up if giving_up > 0 else np.inf
    return LiveDemand.checked(queues[0].demand.interval_s, offered, aht_s, patience_s)


def _strictest(queues: Sequence[LiveQueue]) -> Target:
    """Return the target that asks for the most people if all queues had it."""
    demand = pooled_demand(queues)
    return max((queue.target for queue in queues), key=lambda target: float(independent_agents(demand, target).sum()))


def _sets(queues: Sequence[LiveQueue]) -> Iterator[tuple[LiveQueue, ...]]:
    """Yield the sets that get a row, smaller ones first."""
    if len(queues) <= _ALL_SETS:
        for size in range(1, len(queues) + 1):
            yield from combinations(queues, size)
        return
    yield from ((queue,) for queue in queues)
    yield from pairwise(queues)
    yield tuple(queues)
