"""Deferred work (email, social, tickets), each interval's spread evenly over the open time of its response window."""

from __future__ import annotations

import numpy as np

from planner.staffing.demand import Demand, Floats, Performance


class Deferred:
    """Work that waits within a response window; provisional until it is levelled as a backlog over the week."""

    def load_erl(self, demand: Demand) -> Floats:
        """Return the work done per interval in people fully busy, once it is spread over its window."""
        return _spread(demand.load_erl, demand.open, np.maximum(1, demand.within_s // demand.interval_s).astype(int))

    def agents_required(self, demand: Demand) -> Floats:
        """Return the people that do the work at the highest occupancy allowed; any real number."""
        return self.load_erl(demand) / demand.max_occupancy

    def binding(self, demand: Demand) -> list[str]:
        """Return `workload` wherever there is work."""
        return ["workload" if load > 0 else "none" for load in self.load_erl(demand)]

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return the share of the interval's work that gets done in it."""
        load = self.load_erl(demand)
        idle = np.zeros_like(load)
        share = np.divide(agents, load, out=np.ones_like(load), where=load > 0)
        busy = np.divide(load, agents, out=np.zeros_like(load), where=agents > 0)
        return Performance(np.minimum(share, 1.0), np.minimum(busy, 1.0), idle, idle)


def _spread(load: Floats, is_open: np.ndarray, window: np.ndarray) -> Floats:
    """Spread each interval's load over the open intervals of its window, or the next open one, or itself."""
    spread = np.zeros_like(load)
    for at in np.flatnonzero(load):
        ahead = at + np.flatnonzero(is_open[at : at + window[at]])
        if not len(ahead):
            ahead = at + np.flatnonzero(is_open[at:])[:1]
        targets = ahead if len(ahead) else np.array([at])
        spread[targets] += load[at] / len(targets)
    return spread
