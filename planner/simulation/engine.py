"""The compiled event loop: contacts of queues that share people, and people who come, pause and go.

Whoever is free takes the waiting contact that comes first by the group's discipline; a contact that finds several free
takes one of those who hold the fewest contacts, among these with the fewest skills, among these whom it has been the
longest. Contacts that are not at once answered give up when their patience ends, which is looked at when they would be
taken: for first come, first served within a queue that is exact, and needs no event.

Chats are held several at once; the more there are, the slower each. Chats and deferred work have `seats`: so many
people of the group may do that kind. Beyond the seats a chat is opened only where nobody chatting has room and half its
time is gone, and deferred work begun only once half its time is gone, or if it may be interrupted: a live contact that
finds nobody free then takes its agent.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from planner.simulation.borrowed import borrow, lend
from planner.simulation.choice import best_waiting, free_agent, head, leave
from planner.simulation.hands import answer, count_pool, drop, put_back, resume, settle, take
from planner.simulation.lists import FIRST, NONE, Rows, append, new_tree, set_time, soonest_leaf
from planner.simulation.records import AGENT, BEGIN, DEFERRED, END, LIVE, MOST_CHATS, POOL
from planner.simulation.state import INTERRUPTIBLE, LISTS, Day, Lent, Run, State, World
from planner.simulation.tally import LEFT_OVER, OFFERED, Tally, interval_of, unanswered

LOOK_S = 60.0  # between looks at deferred work that has become urgent
STRIDE = 7919  # places to the contact whose numbers one has that calls again
MOST_CALLS = 100  # again, of one contact: of few contacts the numbers come round, and some would call for ever


@njit(cache=True, nogil=True)
def play(world: World, day: Day, tally: Tally) -> None:
    """Play a replication to its end and count it in `tally`."""
    state = _begin(world, day)
    run = Run(world, day, state, tally)
    _play(lend(run))
    _close(lend(run))
    run.state.clock[0] = 0  # the arrays that were lent live until here


@njit(cache=True)
def _play(run: Lent) -> None:
    """Let everything happen in the order of time."""
    world, day, state = borrow(run).world, borrow(run).day, borrow(run).state
    duties, coming = world.duties, day.first[:-1].copy()
    looks = max(1, int(world.interval_s / LOOK_S)) if np.any(world.queues.kind != LIVE) else 1
    duty, look, last = 0, 1, world.seats.shape[1] * looks
    while True:
        queue = _next_arrival(run, coming)
        arrives_s = day.contacts[coming[queue]].arrived_s if coming[queue] < day.first[queue + 1] else np.inf
        ends_s = state.ends_s[1]
        duty_s = duties[duty].at_s if duty < len(duties) else np.inf
        look_s = look * world.interval_s / looks if look <= last else np.inf
        now = min(min(arrives_s, ends_s), min(duty_s, look_s), state.calls_s[1])
        if now == np.inf:
            break
        if now == look_s:
            if look % looks == 0:
                _end_interval(run, now)
            _serve_waiting(run, now)
            look += 1
        elif now == ends_s:
            _finish(run, soonest_leaf(state.ends_s), now)
        elif now == duty_s:
            _change(run, duty, now)
            duty += 1
        elif now == arrives_s:
            coming[queue] += 1
            _arrive(run, coming[queue] - 1, now)
        else:
            _call_again(run, soonest_leaf(state.calls_s), now)


@njit(cache=True)
def _begin(world: World, day: Day) -> State:
    """Return nobody there and nobody waiting."""
    agents = np.zeros(len(world.pool_of), AGENT)
    for a in range(len(agents)):
        agents[a].pool, agents[a].speed, agents[a].list = world.pool_of[a], world.speed[a], NONE
    pools, queues = len(world.serves), len(world.queues)
    again = np.any(world.queues.redial_share > 0)
    return State(
        day.contacts,
        agents,
        np.zeros(pools, POOL),
        np.full((queues, 2), NONE),
        np.full((pools * LISTS, 2), NONE),
        np.full((len(agents), MOST_CHATS), NONE),
        np.zeros((len(agents), MOST_CHATS)),
        new_tree(len(agents)),
        new_tree(len(day.contacts) if again else 1),
        np.zeros(3, np.int64),
        np.zeros(1, np.int64),
    )


@njit(cache=True)
def _next_arrival(run: Lent, coming: Rows) -> int:
    """Return the queue of the contact that arrives next."""
    day = borrow(run).day
    best, soonest_s = 0, np.inf
    for q in range(len(coming)):
        if coming[q] < day.first[q + 1] and day.contacts[coming[q]].arrived_s < soonest_s:
            best, soonest_s = q, day.contacts[coming[q]].arrived_s
    return best


@njit(cache=True)
def _arrive(run: Lent, c: int, now: float) -> None:
    """Let a contact come: to an agent at once, or into its queue."""
    world, day, state, tally = borrow(run).world, borrow(run).day, borrow(run).state, borrow(run).tally
    contact = state.contacts[c]
    contact.gives_up_s = now + contact.patience_s
    tally.counts[contact.queue, interval_of(tally, contact, world.interval_s), OFFERED] += 1
    append(state.contacts, state.lines, contact.queue, c)
    contact.waits = 1
    may_call = contact.patience_s < np.inf and contact.calls < MOST_CALLS
    if may_call and day.again[_another(run, c)] < world.queues[contact.queue].redial_share:
        set_time(state.calls_s, c, contact.gives_up_s)
    deferred = state.doing[DEFERRED]
    _serve(run, contact.queue, now)
    if state.doing[DEFERRED] < deferred:
        _serve_waiting(run, now)


@njit(cache=True)
def _serve(run: Lent, q: int, now: float) -> None:
    """Give the contacts waiting in a queue to whoever is free for them."""
    state = borrow(run).state
    while state.lines[q, FIRST] != NONE:
        first = state.lines[q, FIRST]
        a = free_agent(run, q, first, now)
        if a == NONE:
            return
        c = head(run, q, now)
        if c != first:  # who was first had given up
            continue
        interrupted = state.agents[a].list % LISTS == INTERRUPTIBLE
        chats = state.agents[a].held > 0 and not interrupted
        if chats and best_waiting(run, a, now) != c:  # the agent waits until it may take an earlier one
            return
        settle(run, a, now)
        if interrupted:
            put_back(run, a, now)
        take(run, a, c, now)
        resume(run, a, now)


@njit(cache=True)
def _fill(run: Lent, a: int, now: float) -> None:
    """Let an agent on duty take what waits for somebody like it, as long as there is something."""
    state = borrow(run).state
    while state.agents[a].on:
        c = best_waiting(run, a, now)
        if c == NONE:
            return
        take(run, a, c, now)


@njit(cache=True)
def _serve_waiting(run: Lent, now: float) -> None:
    """Give work that waited for a seat to free people: a seat has come free, it is urgent, or there are more people."""
    world, state = borrow(run).world, borrow(run).state
    for q in range(len(world.queues)):
        if world.queues[q].kind != LIVE and state.lines[q, FIRST] != NONE:
            _serve(run, q, now)


@njit(cache=True)
def _finish(run: Lent, a: int, now: float) -> None:
    """End the contact of an agent that is done first, and let the agent take what waits."""
    world, state = borrow(run).world, borrow(run).state
    settle(run, a, now)
    done, least_s = 0, np.inf
    for place in range(state.agents[a].held):
        queue = state.contacts[state.hand[a, place]].queue
        to_go_s = state.left_s[a, place] * world.slower[queue, state.agents[a].held - 1]
        if to_go_s < least_s:
            done, least_s = place, to_go_s
    c = state.hand[a, done]
    kind = world.queues[state.contacts[c].queue].kind
    if kind == DEFERRED:
        answer(run, c, now)
    drop(run, a, done)
    _fill(run, a, now)
    resume(run, a, now)
    if kind != LIVE:
        _serve_waiting(run, now)


@njit(cache=True)
def _change(run: Lent, duty: int, now: float) -> None:
    """Let an agent come or go, unless absent that shift."""
    world, day, state = borrow(run).world, borrow(run).day, borrow(run).state
    event = world.duties[duty]
    if day.present[event.shift] < event.absent_share:
        return
    a = event.agent
    deferred = state.doing[DEFERRED]
    settle(run, a, now)
    state.agents[a].on = event.what == BEGIN
    if event.what == END and world.drops:
        put_back(run, a, now)
    _fill(run, a, now)
    resume(run, a, now)
    if event.what == END and world.drops:
        for q in range(len(world.queues)):
            _serve(run, q, now)
    if event.what == BEGIN or state.doing[DEFERRED] < deferred:
        _serve_waiting(run, now)


@njit(cache=True)
def _end_interval(run: Lent, now: float) -> None:
    """Count who is still waiting, and go on to the next interval with its seats."""
    world, state, tally = borrow(run).world, borrow(run).state, borrow(run).tally
    for p in range(len(state.pools)):
        count_pool(run, p, now)
    for q in range(len(world.queues)):
        c = state.lines[q, FIRST]
        while c != NONE:
            tally.counts[q, state.clock[0], LEFT_OVER] += state.contacts[c].gives_up_s >= now
            c = state.contacts[c].after
    state.clock[0] += 1


@njit(cache=True)
def _call_again(run: Lent, c: int, now: float) -> None:
    """Let somebody who has given up call again as a new contact, with the patience of another."""
    day, state = borrow(run).day, borrow(run).state
    set_time(state.calls_s, c, np.inf)
    contact = state.contacts[c]
    if contact.answered or contact.gives_up_s > now:
        return
    if contact.waits:
        leave(run, c, now)
    within_s = contact.due_s - contact.arrived_s
    contact.calls += 1
    contact.arrived_s, contact.due_s = now, now + within_s
    contact.patience_s = day.patience_s[_another(run, c)]
    _arrive(run, c, now)


@njit(cache=True)
def _another(run: Lent, c: int) -> int:
    """Return the contact whose numbers a contact has when it calls again: so no more need be drawn."""
    day = borrow(run).day
    contact = day.contacts[c]
    first, after = day.first[contact.queue], day.first[contact.queue + 1]
    return int(first + (c - first + contact.calls * STRIDE) % (after - first))


@njit(cache=True)
def _close(run: Lent) -> None:
    """Count those whom nobody has answered, and the time of every agent."""
    world, state, tally = borrow(run).world, borrow(run).state, borrow(run).tally
    interval_s = world.interval_s
    end_s = interval_s * tally.counts.shape[1]
    for q in range(len(state.lines)):
        c = state.lines[q, FIRST]
        while c != NONE:
            contact = state.contacts[c]
            unanswered(
                tally, contact, interval_of(tally, contact, interval_s), end_s, world.queues[contact.queue].definition
            )
            c = contact.after
    for a in range(len(state.agents)):
        tally.agents[a, 0] += state.agents[a].busy_s
        tally.agents[a, 1] += state.agents[a].on_s
        tally.agents[a, 2] += state.agents[a].contacts
