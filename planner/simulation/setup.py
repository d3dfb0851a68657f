"""What a group of queues is played with: its queues, people and sources from plan, forecast and roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.people import Agent
from planner.plan import Plan, Queue
from planner.simulation.contacts import Source
from planner.simulation.people import OnShift, duties
from planner.simulation.records import CHAT, DEFERRED, LIVE, MOST_CHATS, QUEUE
from planner.simulation.state import EDF, FIFO, PRIORITY, World
from planner.staffing.bots import human_aht_by_concurrency_s
from planner.staffing.chat import concurrency_cap
from planner.staffing.demand import Demand
from planner.staffing.goal import definition_code
from planner.staffing.groups import QueueGroup

Floats = npt.NDArray[np.float64]
KINDS = {"live": LIVE, "chat": CHAT, "deferred": DEFERRED}
DISCIPLINES = {"edf": EDF, "priority": PRIORITY, "fifo": FIFO}
NO_LIMIT = 1_000_000  # seats where all people of a group do one kind of work


@dataclass(frozen=True, slots=True)
class People:
    """Who serves a group: agents who can, their shifts, the share of them that is absent and the people planned.

    `absent_share` by interval; `planned` people by queue and interval, the absent among them.
    """

    agents: Sequence[Agent]
    shifts: Sequence[OnShift]
    absent_share: Floats
    planned: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Setup:
    """A group ready to be played: `world`, the sources of its queues, and the ids of its agents."""

    world: World
    sources: Sequence[Source]
    agents: Sequence[str]

    @property
    def queues(self) -> list[str]:
        """Ids of the queues."""
        return [source.queue for source in self.sources]

    @property
    def intervals_an_hour(self) -> int:
        """How many intervals an hour has."""
        return max(1, round(3600.0 / self.world.interval_s))


def group_setup(plan: Plan, group: QueueGroup, demands: Sequence[Demand], people: People) -> Setup:
    """Return a group as the event loop needs it; agents who serve none of its queues are left out."""
    own = [agent for agent in people.agents if agent.queues(plan) & set(group.queues)]
    numbers = {agent.id: number for number, agent in enumerate(own)}
    shifts = [shift for shift in people.shifts if shift.agent in numbers]
    pools = _pools(plan, group, own)
    interval_s = plan.interval_min * 60.0
    named = plan.groups.get(group.id)
    world = World(
        interval_s=interval_s,
        discipline=DISCIPLINES[named.discipline if named else "edf"],
        drops=named is not None and named.shift_end == "drop",
        queues=np.array([_queue(plan.queues[id]) for id in group.queues], QUEUE),
        slower=np.array([_slower(plan.queues[id]) for id in group.queues]),
        serves=np.array([[queue in pool for queue in group.queues] for pool in pools]).reshape(-1, len(group.queues)),
        pool_of=np.array([pools.index(_served(plan, group, agent)) for agent in own], np.int64),
        speed=np.array([plan.simulation.speeds.get(agent.grade, 1.0) for agent in own]),
        seats=_seats(plan, group, people),
        is_open=np.array([demand.open for demand in demands]),
        at_agent=np.array([_at_agent(plan.queues[id]) for id in group.queues]),
        duties=duties(shifts, numbers, people.absent_share, interval_s),
    )
    sources = [_source(demand, plan) for demand in demands]
    return Setup(world, sources, list(numbers))


def _served(plan: Plan, group: QueueGroup, agent: Agent) -> frozenset[str]:
    return agent.queues(plan) & frozenset(group.queues)


def _pools(plan: Plan, group: QueueGroup, agents: Sequence[Agent]) -> list[frozenset[str]]:
    """Return the sets of queues that single people serve, the smallest first."""
    return sorted({_served(plan, group, agent) for agent in agents}, key=lambda pool: (len(pool), sorted(pool)))


def _queue(queue: Queue) -> tuple[int, int, int, float, int, int]:
    most = concurrency_cap(queue.aht_by_concurrency_s) if queue.model == "chat" else 1
    responds = queue.target.answer == "first_response"
    definition = definition_code(queue.target.definition)
    return KINDS[queue.model], most, queue.interruptible, queue.redial_share, definition, responds


def _slower(queue: Queue) -> Floats:
    """Return how many times as long a contact takes beside others, by the contacts that its agent holds."""
    if queue.model != "chat":
        return np.ones(MOST_CHATS)
    aht_s = np.array(human_aht_by_concurrency_s(queue))
    longest = np.concatenate([aht_s, aht_s[-1] * np.arange(len(aht_s) + 1, MOST_CHATS + 1) / len(aht_s)])
    return longest / aht_s[0]


def _at_agent(queue: Queue) -> Floats:
    """Return the law of the number of chats before a new one at its agent, cumulated, by the chats held."""
    law = np.ones((MOST_CHATS, MOST_CHATS))
    if queue.conversation is not None:
        for held in range(queue.conversation.max_chats):
            shares = np.cumsum(queue.conversation.at_agent(held))
            law[held, : len(shares)] = shares
    return law


def _source(demand: Demand, plan: Plan) -> Source:
    queue = demand.queue
    alone_s = human_aht_by_concurrency_s(queue)[0]
    work_s = np.full(len(demand.offered), alone_s) if queue.model == "chat" else demand.aht_s
    return Source(
        queue=demand.id,
        interval_s=demand.interval_s,
        offered=demand.offered[np.newaxis],
        work_s=work_s,
        within_s=demand.within_s,
        patience_s=demand.patience_s if queue.model != "deferred" else np.inf,
        works=demand.open.astype(np.float64) if queue.model == "deferred" else None,
        cv=plan.simulation.handle_time_cv,
        conversation=queue.conversation if queue.target.answer == "first_response" else None,
    )


def _seats(plan: Plan, group: QueueGroup, people: People) -> npt.NDArray[np.int64]:
    """Return the whole people planned for chats and for deferred work by interval, where others of the group do more.

    Parts of a person are carried on to later intervals, so that their hours stay.
    """
    seats = np.full((len(KINDS), len(people.absent_share)), NO_LIMIT, np.int64)
    kinds = {plan.queues[id].model for id in group.queues}
    for kind in kinds - {"live"} if len(kinds) > 1 else ():
        planned = sum(people.planned[id] for id in group.queues if plan.queues[id].model == kind)
        hours = np.cumsum(planned * (1.0 - people.absent_share))
        seats[KINDS[kind]] = np.diff(np.floor(hours + 0.5), prepend=0.0)
    return seats
