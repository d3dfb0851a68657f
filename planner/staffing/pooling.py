"""Several live queues as one pool: how many people they need together.

By Hall's theorem people can be shared out over the queues exactly if every set of queues has enough people who can
serve one of them. What a set needs is what its demand would need as one queue, less than the sum of its queues:
chance evens out. That is necessary, and nearly but not always enough where few people have several skills.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.staffing.arguments import Column
from planner.staffing.band import Paths
from planner.staffing.live_demand import LiveDemand, ShiftEnd, Target
from planner.staffing.tiers import Discipline, Tier
from planner.staffing.tiers import agents_required as agents_of_tiers
from planner.staffing.transient import agents_required


@dataclass(frozen=True, slots=True)
class PoolRules:
    """How a pool works: who is answered first, and what happens at a shift's end."""

    discipline: Discipline = Discipline.EDF
    shift_end: ShiftEnd = ShiftEnd.FINISH


@dataclass(frozen=True, slots=True)
class LiveQueue:
    """A queue with its demand and its target; all queues of a pool have the same intervals."""

    demand: LiveDemand
    target: Target

    def of_target(self, name: str) -> Column:
        """Return a number of the target for every interval."""
        return np.broadcast_to(np.asarray(getattr(self.target, name), dtype=np.float64), self.demand.offered.shape)


def pooled_agents(queues: Sequence[LiveQueue], rules: PoolRules = PoolRules(), unit: float = 1.0) -> Column:
    """Return the agents per interval, multiples of `unit`, that several queues need as one pool.

    With one answer-time threshold for all: the transient requirement of the pooled demand at the strictest target.
    Where thresholds differ, whom to answer first decides: each queue has to meet its own target by the discipline
    (steady state, nobody gives up), and the pool what all targets imply for it, with what earlier intervals left.
    """
    demand = pooled_demand(queues)
    several = _several_thresholds(queues)
    target = _common_target(queues, several)
    together = agents_required(demand, target, rules.shift_end, unit)
    occupancy = np.broadcast_to(target.max_occupancy, len(several))
    for i in np.flatnonzero(several):
        alone = agents_of_tiers(
            _tiers(queues, int(i)), rules.discipline, float(occupancy[i]), unit, _rates_per_h(queues, int(i))
        )
        together[i] = max(together[i], alone)
    return together


def pooled_demand(queues: Sequence[LiveQueue]) -> LiveDemand:
    """Return the demand of several queues as one: contacts added, handle times and rates of giving up averaged.

    Redials: the shares weighed by who gives up first. Paths are added too: what makes one queue busy makes all.
    """
    offered = sum((queue.demand.offered for queue in queues), np.zeros(len(queues[0].demand.offered)))
    work = sum((queue.demand.offered * queue.demand.aht_s for queue in queues), np.zeros(len(offered)))
    plain = np.mean([queue.demand.aht_s for queue in queues], axis=0)
    aht_s = np.divide(work, offered, out=plain, where=offered > 0)
    giving_up = [queue.demand.offered.sum() / queue.demand.patience_s for queue in queues]
    patience_s, again = np.inf, 0.0
    if any(giving_up):
        patience_s = offered.sum() / sum(giving_up)
        again = float(np.average([queue.demand.redial_share for queue in queues], weights=giving_up))
    pooled = LiveDemand.checked(queues[0].demand.interval_s, offered, aht_s, patience_s, again)
    return pooled.along(sum((queue.demand.paths for queue in queues), np.zeros((1, len(offered)))))


def _several_thresholds(queues: Sequence[LiveQueue]) -> NDArray[np.bool_]:
    """Tell for each interval whether the contacts that come in it have different answer-time thresholds."""
    comes = np.array([queue.demand.offered > 0 for queue in queues])
    within = np.array([queue.of_target("within_s") for queue in queues])
    longest, shortest = np.where(comes, within, 0.0).max(axis=0), np.where(comes, within, np.inf).min(axis=0)
    return np.asarray(longest > shortest)


def _common_target(queues: Sequence[LiveQueue], several: NDArray[np.bool_]) -> Target:
    """Return what the pool has to reach as a whole.

    With one threshold the strictest level and cap on abandonment, with several what all of them imply: the mean levels
    and caps, over contacts, at the longest threshold. Occupancy: each queue's load takes load / cap people.
    """
    offered = np.array([queue.demand.offered for queue in queues])
    load = np.array([queue.demand.load_erl for queue in queues])
    level, within, occupancy, abandon = (
        np.array([queue.of_target(name) for queue in queues])
        for name in ("service_level", "within_s", "max_occupancy", "max_abandon")
    )
    return Target(
        np.where(several, _mean(level, offered), np.max(np.where(offered > 0, level, 0.0), axis=0)),
        np.max(np.where(offered > 0, within, 0.0), axis=0),
        1.0 / _mean(1.0 / occupancy, load),
        np.where(several, _mean(abandon, offered), np.min(np.where(offered > 0, abandon, 1.0), axis=0)),
        queues[0].target.definition,
    )


def _mean(values: NDArray[np.float64], weights: NDArray[np.float64]) -> Column:
    """Return the weighted means over the queues (first axis); 1 where nothing has weight."""
    total = weights.sum(axis=0)
    mean: Column = np.divide((values * weights).sum(axis=0), total, out=np.ones(len(total)), where=total > 0)
    return mean


def _tiers(queues: Sequence[LiveQueue], i: int) -> list[Tier]:
    """Return the queues that have contacts in interval i as tiers, in their order."""
    return [
        Tier(
            float(queue.demand.offered[i]) * 3600.0 / queue.demand.interval_s,
            float(queue.demand.aht_s[i]),
            float(queue.of_target("within_s")[i]),
            float(queue.of_target("service_level")[i]),
        )
        for queue in queues
        if queue.demand.offered[i] > 0
    ]


def _rates_per_h(queues: Sequence[LiveQueue], i: int) -> Paths:
    """Return how many contacts per hour the same queues have on each path (paths × tiers)."""
    present = [queue for queue in queues if queue.demand.offered[i] > 0]
    rates = [queue.demand.paths[:, i] * 3600.0 / queue.demand.interval_s for queue in present]
    return np.stack(np.broadcast_arrays(*rates), axis=1)
