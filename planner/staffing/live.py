"""Live contacts, one at a time: Erlang C, or Erlang A where customers give up (Erlang 1917; Palm 1957)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import planner.staffing.erlang as erlang
from planner.staffing.demand import Demand, Flags, Floats, Performance

HUNDREDTHS = 100


class Live:
    """Phone calls: one agent, one contact."""

    def load_erl(self, demand: Demand) -> Floats:
        """Return the offered load in erlangs."""
        return demand.load_erl

    def agents_required(self, demand: Demand) -> Floats:
        """Return the least number of agents that meets every target, in 1/100: only the roster makes people whole."""
        return self._required(demand, demand.max_occupancy, demand.max_abandon)

    def binding(self, demand: Demand) -> list[str]:
        """Return the target that alone asks for that many; of several, the service level, then the occupancy."""
        free = np.ones_like(demand.offered)
        agents = self.agents_required(demand)
        by_level = self._required(demand, free, free)
        by_occupancy = self._required(demand, demand.max_occupancy, free)
        names = np.select(
            [demand.load_erl == 0, by_level >= agents, by_occupancy >= agents],
            ["none", "service_level", "max_occupancy"],
            "max_abandon",
        )
        return [str(name) for name in names]

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what a real-valued number of agents achieves."""
        patience_s = _patience_s(demand)
        load = demand.load_erl
        definition = demand.queue.target.definition
        return Performance(
            erlang.service_level(load, agents, demand.aht_s, demand.within_s, patience_s, definition),
            erlang.occupancy(load, agents, demand.aht_s, patience_s),
            erlang.abandon_rate(load, agents, demand.aht_s, patience_s),
            erlang.mean_wait_s(load, agents, demand.aht_s, patience_s),
        )

    def _required(self, demand: Demand, max_occupancy: Floats, max_abandon: Floats) -> Floats:
        """Search the hundredths below the least whole number: more agents never do worse."""
        limited = replace(demand, max_occupancy=max_occupancy, max_abandon=max_abandon)
        enough = HUNDREDTHS * _least_whole(limited).astype(np.int64)
        too_few = np.maximum(enough - HUNDREDTHS, 0)
        while np.any(enough - too_few > 1):
            middle = (enough + too_few) // 2
            met = self._meets(limited, middle / HUNDREDTHS)
            enough, too_few = np.where(met, middle, enough), np.where(met, too_few, middle)
        return enough / HUNDREDTHS

    def _meets(self, demand: Demand, agents: Floats) -> Flags:
        reached = self.performance(demand, agents)
        return (
            (reached.service_level >= demand.service_level)
            & (reached.occupancy <= demand.max_occupancy)
            & (reached.abandon_rate <= demand.max_abandon)
        )


def _least_whole(demand: Demand) -> Floats:
    """Return the least whole number of agents that meets every target."""
    required = erlang.agents_required(
        demand.load_erl,
        demand.aht_s,
        demand.service_level,
        demand.within_s,
        _patience_s(demand),
        demand.max_occupancy,
        demand.max_abandon,
        definition=demand.queue.target.definition,
    )
    return np.asarray(required, dtype=np.float64)


def _patience_s(demand: Demand) -> float:
    return demand.queue.patience_s or float("inf")
