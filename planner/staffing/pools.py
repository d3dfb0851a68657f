"""What sets of queues that share people need together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.staffing.demand import Floats
from planner.staffing.dispatch import StaffedQueue
from planner.staffing.groups import QueueGroup


@dataclass(frozen=True, slots=True)
class PooledRow:
    """People on contacts that a set of queues needs by interval, floors kept: pooled, and added up queue by queue."""

    queues: tuple[str, ...]
    agents: Floats
    additive: Floats


def pooled_rows(group: QueueGroup, staffed: Sequence[StaffedQueue]) -> Iterator[PooledRow]:
    """Yield a row for every subset of at least two queues that the group needs."""
    for subset in group.subsets:
        members = [queue for queue in staffed if queue.demand.id in subset]
        if len(members) > 1:
            additive = np.sum([queue.agents for queue in members], axis=0)
            yield PooledRow(tuple(queue.demand.id for queue in members), additive, additive)
