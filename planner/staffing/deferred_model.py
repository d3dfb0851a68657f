"""Deferred work of a group: all its queues levelled together over the open week, within their deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.staffing.deadline_flow import work_off
from planner.staffing.deferred import DeferredQueue
from planner.staffing.demand import Demand, Floats
from planner.staffing.model import Performance, Required
from solver import level_backlog as lb


@dataclass(frozen=True, slots=True)
class FreePeople:
    """People whom a roster leaves over, by interval: at most so many work on these queues together."""

    queues: frozenset[str]
    agents: Floats


@dataclass(frozen=True, slots=True)
class Deferred:
    """Work that waits within its deadline.

    `idle`: idle people of the group's live queues by interval, who may do interruptible work; `interruptible_h`: the
    hours of that work in all queues; `free`: people who are there anyway, none before there is a roster.
    """

    idle: Floats
    interruptible_h: float
    free: Sequence[FreePeople] = ()

    @classmethod
    def beside(cls, idle: Floats, demands: Sequence[Demand]) -> Deferred:
        """Return the model of these deferred queues beside idle people of live ones."""
        return cls(idle, sum(_work_h(demand) for demand in demands if demand.queue.interruptible))

    def required(self, demands: Sequence[Demand]) -> list[Required]:
        """Return the people that finish all work in time, 5 % more of it than expected; steady: work done at once.

        Where the whole band is staffed for that is all: work that waits evens out one interval's chance in others.

        Raises
        ------
        TooShortToAnswer
            If a target leaves less time than a contact takes.
        """
        agents = self._levelled([demand for demand in demands if demand.open.any()])
        nobody = np.zeros(len(self.idle))
        return [
            Required(needed, demand.load_erl / demand.max_occupancy, _binding(needed))
            for demand in demands
            for needed in [agents.get(demand.id, nobody)]
        ]

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return the share of each interval's contacts that is done in time; how long the others wait is not known."""
        nothing = np.zeros(len(agents))
        unknown = np.full(len(agents), np.nan)
        if not demand.open.any():
            return Performance(np.where(demand.offered > 0, 0.0, 1.0), nothing, nothing, unknown)
        per_person_h = demand.interval_s / 3600.0 * demand.max_occupancy
        capacity_h = (agents + self._idle_for(demand)) * per_person_h
        flow = work_off(_queue(demand), capacity_h, demand.interval_s, _works(demand))
        busy = np.divide(flow.done_h, capacity_h, out=np.zeros(len(agents)), where=capacity_h > 0)
        occupancy = np.minimum(busy, 1.0) * demand.max_occupancy
        return Performance(flow.on_time, occupancy, nothing, unknown)

    def _levelled(self, demands: Sequence[Demand]) -> dict[str, Floats]:
        """Return the people by queue."""
        if not demands:
            return {}
        queues = [_queue(demand) for demand in demands]
        interval_h = demands[0].interval_s / 3600.0
        per_agent = np.array([demand.open * demand.max_occupancy for demand in demands]) * interval_h
        levelled = lb.level_backlog(
            lb.Backlog(
                arriving=np.array([queue.work_h() for queue in queues]),
                may_wait=np.array(
                    [
                        queue.may_wait_h(demands[0].interval_s, _works(d))
                        for queue, d in zip(queues, demands, strict=True)
                    ]
                ),
                interruptible=np.array([queue.interruptible for queue in queues]),
                per_agent=per_agent,
                spare=self.idle * interval_h,
                free=[
                    lb.FreePeople(np.array([demand.id in some.queues for demand in demands]), some.agents)
                    for some in self.free
                ],
            )
        )
        people = np.divide(levelled.agents, per_agent, out=np.zeros_like(per_agent), where=per_agent > 0)
        return {demand.id: row for demand, row in zip(demands, people, strict=True)}

    def _idle_for(self, demand: Demand) -> Floats:
        """Return the idle people whom a queue gets: in proportion to the interruptible work, while it is open."""
        if not demand.queue.interruptible or self.interruptible_h == 0:
            return np.zeros(len(self.idle))
        return np.asarray(self.idle * demand.open * (_work_h(demand) / self.interruptible_h))


def _queue(demand: Demand) -> DeferredQueue:
    """Return the kernel's queue: one handle time, contacts counted in it so that the work of each interval stays."""
    contacts = demand.offered.sum()
    mean_s = float((demand.offered * demand.aht_s).sum() / contacts) if contacts else float(demand.aht_s[0])
    return DeferredQueue.checked(
        demand.id,
        demand.offered * demand.aht_s / mean_s,
        mean_s,
        demand.queue.target.within_s,
        demand.queue.interruptible,
    )


def _work_h(demand: Demand) -> float:
    return float((demand.offered * demand.aht_s).sum()) / 3600.0


def _works(demand: Demand) -> Floats:
    return demand.open.astype(np.float64)


def _binding(agents: Floats) -> list[str]:
    return ["workload" if people > 0 else "none" for people in agents]
