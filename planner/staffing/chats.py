"""Chats, several at once by one agent; provisional until handle time by concurrency is modelled exactly.

Each agent is taken as one server whose handle time is AHT_c / c at the concurrency c that finishes most chats an hour
(the largest c / AHT_c); the queue then behaves as Erlang C or A. This ignores that lightly loaded agents answer faster.
"""

from __future__ import annotations

from dataclasses import replace

from planner.plan import Queue
from planner.staffing.demand import Demand, Floats, Performance
from planner.staffing.live import Live


def effective_handle_time_s(queue: Queue) -> float:
    """Return agent seconds that a chat costs at the best concurrency: min over c of AHT_c / c."""
    return min(aht_s / chats for chats, aht_s in enumerate(queue.aht_by_concurrency_s, start=1))


class Chat:
    """Live chats at the concurrency that finishes most."""

    def __init__(self) -> None:
        self._live = Live()

    def load_erl(self, demand: Demand) -> Floats:
        """Return the work in people fully busy at the best concurrency."""
        return _as_live(demand).load_erl

    def agents_required(self, demand: Demand) -> Floats:
        """Return the least number of agents that meets every target, in 1/100."""
        return self._live.agents_required(_as_live(demand))

    def binding(self, demand: Demand) -> list[str]:
        """Return the target that alone asks for that many."""
        return self._live.binding(_as_live(demand))

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what a number of agents achieves."""
        return self._live.performance(_as_live(demand), agents)


def _as_live(demand: Demand) -> Demand:
    """Return the demand with the agent time a chat costs; `aht_s` scales the plan's list by its first value."""
    scale = effective_handle_time_s(demand.queue) / demand.queue.aht_by_concurrency_s[0]
    return replace(demand, aht_s=demand.aht_s * scale)
