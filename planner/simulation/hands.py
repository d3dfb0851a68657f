"""An agent's hands, compiled: how far the contacts in them are, and on which list of free people the agent stands."""

from __future__ import annotations

import numpy as np
from numba import njit

from planner.simulation.borrowed import borrow
from planner.simulation.lists import NONE, append, prepend, remove, set_time
from planner.simulation.records import CHAT, DEFERRED, LIVE, MOST_CHATS
from planner.simulation.state import INTERRUPTIBLE, LISTS, Lent
from planner.simulation.tally import BUSY, ON, answered, interval_of


@njit(cache=True)
def settle(run: Lent, a: int, now: float) -> None:
    """Count an agent's time and work up to now, and take the agent off its list: something is about to change."""
    world, state = borrow(run).world, borrow(run).state
    agent = state.agents[a]
    past_s = now - agent.since_s
    for place in range(agent.held):
        queue = state.contacts[state.hand[a, place]].queue
        state.left_s[a, place] -= past_s * agent.speed / world.slower[queue, agent.held - 1]
    agent.busy_s += past_s * agent.load
    agent.on_s += past_s * (agent.on or agent.held > 0)
    agent.since_s = now
    count_pool(run, agent.pool, now)
    state.pools[agent.pool].load -= agent.load
    state.pools[agent.pool].people -= agent.on or agent.held > 0
    if agent.list != NONE:
        remove(state.agents, state.free, agent.list, a)
        agent.list = NONE


@njit(cache=True)
def count_pool(run: Lent, p: int, now: float) -> None:
    """Count a pool's time up to now in the interval that runs."""
    state, tally = borrow(run).state, borrow(run).tally
    pool, interval = state.pools[p], state.clock[0]
    if interval < tally.people_s.shape[1]:
        tally.people_s[p, interval, BUSY] += (now - pool.since_s) * pool.load
        tally.people_s[p, interval, ON] += (now - pool.since_s) * pool.people
    pool.since_s = now


@njit(cache=True)
def resume(run: Lent, a: int, now: float) -> None:
    """Put an agent on the list where it belongs now, and say when its next contact ends."""
    world, state = borrow(run).world, borrow(run).state
    agent = state.agents[a]
    agent.load, next_s = 0.0, np.inf
    for place in range(agent.held):
        queue = state.contacts[state.hand[a, place]].queue
        slower, most = world.slower[queue, agent.held - 1], world.queues[queue].most
        agent.load += world.slower[queue, most - 1] / (most * slower)
        next_s = min(next_s, now + max(state.left_s[a, place], 0.0) * slower / agent.speed)
    set_time(state.ends_s, a, next_s)
    state.pools[agent.pool].load += agent.load
    state.pools[agent.pool].people += agent.on or agent.held > 0
    free = free_list(run, a)
    if agent.on and free != NONE:
        agent.list = agent.pool * LISTS + free
        append(state.agents, state.free, agent.list, a)


@njit(cache=True)
def free_list(run: Lent, a: int) -> int:
    """Return which list of its pool an agent belongs on by what it holds, NONE if it can take nothing."""
    world, state = borrow(run).world, borrow(run).state
    held = state.agents[a].held
    if held == 0:
        return 0
    queue = world.queues[state.contacts[state.hand[a, 0]].queue]
    if queue.kind == CHAT:
        return held if held < MOST_CHATS else NONE
    return INTERRUPTIBLE if queue.interruptible else NONE


@njit(cache=True)
def take(run: Lent, a: int, c: int, now: float) -> None:
    """Give an agent a waiting contact."""
    world, state = borrow(run).world, borrow(run).state
    agent, contact = state.agents[a], state.contacts[c]
    queue = world.queues[contact.queue]
    remove(state.contacts, state.lines, contact.queue, c)
    contact.waits = 0
    if queue.kind != LIVE and agent.held == 0:
        state.doing[queue.kind] += 1
    if queue.kind != DEFERRED and not contact.answered:
        later_s = _answer_after_s(run, contact.queue, c, agent.held) if queue.responds else 0.0
        answer(run, c, now + later_s)
    state.hand[a, agent.held] = c
    state.left_s[a, agent.held] = contact.work_s
    agent.held += 1
    agent.contacts += 1


@njit(cache=True)
def _answer_after_s(run: Lent, q: int, c: int, held: int) -> float:
    """Return when an agent writes to a new chat beside so many others: after those that are at the agent before it."""
    world, day = borrow(run).world, borrow(run).day
    place = 0
    while place < held and day.ahead[c] > world.at_agent[q, held, place]:
        place += 1
    return day.answer_s[c, place]


@njit(cache=True)
def answer(run: Lent, c: int, now: float) -> None:
    """Count that a contact is answered."""
    world, state, tally = borrow(run).world, borrow(run).state, borrow(run).tally
    contact = state.contacts[c]
    answered(tally, contact, interval_of(tally, contact, world.interval_s), now)
    contact.answered = 1


@njit(cache=True)
def drop(run: Lent, a: int, place: int) -> None:
    """Take a contact out of an agent's hands."""
    world, state = borrow(run).world, borrow(run).state
    agent = state.agents[a]
    kind = world.queues[state.contacts[state.hand[a, place]].queue].kind
    agent.held -= 1
    state.hand[a, place] = state.hand[a, agent.held]
    state.left_s[a, place] = state.left_s[a, agent.held]
    if kind != LIVE and agent.held == 0:
        state.doing[kind] -= 1


@njit(cache=True)
def put_back(run: Lent, a: int, now: float) -> None:
    """Put what an agent holds back to the head of the queues, patient anew, with the work that is left."""
    state = borrow(run).state
    while state.agents[a].held > 0:
        place = state.agents[a].held - 1
        c = state.hand[a, place]
        contact = state.contacts[c]
        contact.work_s = state.left_s[a, place]
        contact.gives_up_s = now + contact.patience_s
        contact.waits = 1
        prepend(state.contacts, state.lines, contact.queue, c)
        drop(run, a, place)
