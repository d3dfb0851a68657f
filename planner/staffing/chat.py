"""Chat: agents who hold several contacts at once, each of which takes longer the more there are.

`aht_s` lists the handle time of a chat while its agent holds 1, 2, ... chats. New chats go to the agent who holds the
fewest. An agent is given no more chats than the number at which the chats ended per hour, j / AHT_j, peaks; listing
more levels changes nothing. All functions take numbers or arrays that broadcast (`aht_s` is one list for all), and
return a float where all are numbers. Between whole agents the measures are interpolated linearly.

The chain that keeps the agents evenly loaded is within 0.6 points of service level of the real one, where an agent
freed keeps fewer chats than the others for a while. One pool of n c servers is up to 10 points off.
Source: birth-death chain with state-dependent rates; staffing by concurrency: Tezcan and Zhang 2014,
10.1287/opre.2014.1281; tail as in Erlang A.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.staffing import chat_chain, first_response
from planner.staffing.arguments import Batch, Column, Rows, at_least_zero, impatience, positive
from planner.staffing.erlang_a import Measures
from planner.staffing.goal import Goal, definition_code
from planner.staffing.search import least_whole

if TYPE_CHECKING:
    from planner.plan.conversation import Conversation

_EVER_S = 1e15  # answer-time threshold that stands for no threshold


def concurrency_cap(aht_s: Sequence[float]) -> int:
    """Return the number of chats at which an agent ends most per hour: the first peak of j / AHT_j.

    Raises: PlannerError for an empty list or a handle time not above 0.
    """
    positive("number of handle times", len(aht_s))
    return int(np.argmax(np.arange(1, len(aht_s) + 1) / positive("aht_s", aht_s))) + 1


def service_level(
    rate_per_h: ArrayLike,
    agents: ArrayLike,
    aht_s: Sequence[float],
    within_s: ArrayLike,
    patience_s: ArrayLike = inf,
    definition: str = "offered",
    conversation: Conversation | None = None,
) -> Any:
    """Return the share of chats that an agent accepts within `within_s` seconds; definitions as in `erlang`.

    `rate_per_h`: chats offered per hour. `conversation`: given, the share whose first response comes so soon; who gives
    up early is then no case of its own (`definition` is offered, answered or virtual).
    Raises: UnknownDefinition; PlannerError for NaN, negative or infinite arguments and handle times not above 0.
    """
    return _measure("level", rate_per_h, agents, aht_s, patience_s, within_s, definition, conversation)


def abandon_rate(rate_per_h: ArrayLike, agents: ArrayLike, aht_s: Sequence[float], patience_s: ArrayLike) -> Any:
    """Return the share of chats that give up before an agent accepts them. Raises: as `service_level`."""
    return _measure("abandoned", rate_per_h, agents, aht_s, patience_s)


def mean_wait_s(rate_per_h: ArrayLike, agents: ArrayLike, aht_s: Sequence[float], patience_s: ArrayLike = inf) -> Any:
    """Return the mean wait of all chats until accepted or given up. Raises: as `service_level`."""
    return _measure("wait_aht", rate_per_h, agents, aht_s, patience_s) * aht_s[concurrency_cap(aht_s) - 1]


def occupancy(rate_per_h: ArrayLike, agents: ArrayLike, aht_s: Sequence[float], patience_s: ArrayLike = inf) -> Any:
    """Return the chats ended as a share of what full agents could end: rate (1 - P(Ab)) AHT_c / (n c), at most 1.

    Raises: as `service_level`.
    """
    return _measure("occupancy", rate_per_h, agents, aht_s, patience_s)


def agents_required(
    rate_per_h: ArrayLike,
    aht_s: Sequence[float],
    service_level: ArrayLike,
    within_s: ArrayLike,
    patience_s: ArrayLike = inf,
    max_occupancy: ArrayLike = 1.0,
    max_abandon: ArrayLike = 1.0,
    *,
    definition: str = "offered",
    unit: float = 1.0,
    conversation: Conversation | None = None,
) -> Any:
    """Return the least multiple of `unit` agents that meets the service level and both caps; the twin of `erlang`'s.

    `conversation`: as in `service_level`; no agents bring a level of `conversation.answered_at_best` and more.
    Raises: UnknownDefinition; PlannerError as `service_level`, for shares outside 0 to 1, a level out of reach and a
    `unit` of 0.
    """
    levels = _levels(aht_s)
    goal = Goal.checked(service_level, max_occupancy, max_abandon)
    queue = _queue(rate_per_h, patience_s, within_s, levels)
    batch = Batch(*queue, goal.service_level, goal.max_occupancy, goal.max_abandon)
    rate, theta, within, *goals = batch.columns
    goal, answer = Goal(*goals), _Answer(definition_code(definition), levels, conversation)
    if conversation:
        at_best = first_response.answered_within(conversation, 0, within)
        positive("share answered at best - service_level", at_best - goal.service_level)
    step = float(positive("unit", unit))

    def meets(rows: Rows, units: Column) -> NDArray[np.bool_]:
        return goal.met(rows, answer.measures(rate[rows], units * step, theta[rows], within[rows]))

    return batch.shaped(step * least_whole(meets, rate * levels[-1] / len(levels) / step))


def _levels(aht_s: Sequence[float]) -> Column:
    return positive("aht_s", aht_s)[: concurrency_cap(aht_s)]


def _queue(rate_per_h: ArrayLike, patience_s: ArrayLike, within_s: ArrayLike, levels: Column) -> list[Column]:
    """Return rate per second, handle time at full load over patience, and threshold."""
    return [
        at_least_zero("rate_per_h", rate_per_h) / 3600.0,
        impatience(patience_s, levels[-1]),
        np.minimum(at_least_zero("within_s", within_s, finite=False), _EVER_S),
    ]


def _measure(
    name: str,
    rate_per_h: ArrayLike,
    agents: ArrayLike,
    aht_s: Sequence[float],
    patience_s: ArrayLike,
    within_s: ArrayLike = 0.0,
    definition: str = "offered",
    conversation: Conversation | None = None,
) -> Any:
    levels = _levels(aht_s)
    batch = Batch(*_queue(rate_per_h, patience_s, within_s, levels), at_least_zero("agents", agents))
    rate, theta, within, n = batch.columns
    measures = _Answer(definition_code(definition), levels, conversation).measures(rate, n, theta, within)
    return batch.shaped(getattr(measures, name))


class _Answer(NamedTuple):
    """What a service level counts, and what agents need for a chat."""

    definition: int
    levels: Column
    conversation: Conversation | None = None  # given: first responses count, not acceptance

    def measures(self, rate: Column, agents: Column, theta: Column, within: Column) -> Measures:
        """Return the measures (columns) of real-valued agents, between those of the whole numbers about them."""
        below = self._of_whole(rate, np.floor(agents), theta, within)
        above = self._of_whole(rate, np.ceil(agents), theta, within)
        part = agents - np.floor(agents)
        above[:, part == 0] = 0.0  # not 0 times an infinite wait
        return Measures(*((1.0 - part) * below + part * above))

    def _of_whole(self, rate: Column, agents: Column, theta: Column, within: Column) -> Column:
        chain = (self.definition, rate, agents, theta, within, self.levels)
        measures: Column = chat_chain.measures_of_rows(*chain)
        if self.conversation:
            measures[Measures._fields.index("level")] = first_response.levels_of_rows(*chain, self.conversation)
        return measures
