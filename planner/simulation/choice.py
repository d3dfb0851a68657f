"""Who takes a contact, and which contact somebody takes, compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from planner.simulation.borrowed import borrow
from planner.simulation.hands import free_list
from planner.simulation.lists import FIRST, NONE, remove
from planner.simulation.records import CHAT, DEFERRED, LIVE
from planner.simulation.state import FIFO, INTERRUPTIBLE, LISTS, PRIORITY, Lent
from planner.simulation.tally import gave_up, interval_of


@njit(cache=True)
def head(run: Lent, q: int, now: float) -> int:
    """Return the first contact of a queue that has not given up."""
    state = borrow(run).state
    while True:
        c = state.lines[q, FIRST]
        if c == NONE or state.contacts[c].gives_up_s >= now:
            return c
        leave(run, c, now)


@njit(cache=True)
def leave(run: Lent, c: int, now: float) -> None:
    """Count a contact that has given up, and take it out of its queue."""
    world, state, tally = borrow(run).world, borrow(run).state, borrow(run).tally
    contact = state.contacts[c]
    remove(state.contacts, state.lines, contact.queue, c)
    contact.waits = 0
    if not contact.answered:
        definition = world.queues[contact.queue].definition
        gave_up(tally, contact, interval_of(tally, contact, world.interval_s), now, definition)


@njit(cache=True)
def free_agent(run: Lent, q: int) -> int:
    """Return who takes the next contact of a queue, NONE if nobody can."""
    world = borrow(run).world
    queue = world.queues[q]
    if queue.kind == LIVE:
        return _with_nothing_live(run, q)
    if queue.kind == DEFERRED:
        return _longest_free(run, q, 0) if _has_seat(run, DEFERRED) or queue.interruptible else NONE
    opens_another = _has_seat(run, CHAT)
    a = _with_nothing_live(run, q) if opens_another else NONE
    held = 1
    while a == NONE and held < queue.most:
        a = _longest_free(run, q, held)
        held += 1
    return a if a != NONE or opens_another else _with_nothing_live(run, q)


@njit(cache=True)
def _with_nothing_live(run: Lent, q: int) -> int:
    """Return who is free for longest, if nobody is who may put aside what it does."""
    a = _longest_free(run, q, 0)
    return a if a != NONE else _longest_free(run, q, INTERRUPTIBLE)


@njit(cache=True)
def _has_seat(run: Lent, kind: int) -> bool:
    """Tell whether fewer people do work of a kind than have seats for it."""
    world, state = borrow(run).world, borrow(run).state
    interval = min(state.clock[0], world.seats.shape[1] - 1)
    return bool(state.doing[kind] < world.seats[kind, interval])


@njit(cache=True)
def _longest_free(run: Lent, q: int, held: int) -> int:
    """Return who has held so many contacts for longest, of those who serve a queue and the fewest others."""
    world, state = borrow(run).world, borrow(run).state
    for p in range(len(world.serves)):
        if world.serves[p, q]:
            a = state.free[p * LISTS + held, FIRST]
            if a != NONE:
                return a
    return NONE


@njit(cache=True)
def best_waiting(run: Lent, a: int, now: float) -> int:
    """Return the contact that an agent takes next, NONE if there is none for it.

    Whoever has given up is counted when it would have been taken, not before: so long it would have waited.
    """
    state = borrow(run).state
    if state.agents[a].held > 0 and free_list(run, a) in (NONE, INTERRUPTIBLE):
        return NONE
    while True:
        c = _first_waiting(run, a)
        if c == NONE or state.contacts[c].gives_up_s >= now:
            return c
        leave(run, c, now)


@njit(cache=True)
def _first_waiting(run: Lent, a: int) -> int:
    """Return the contact that comes first for an agent, given up or not, NONE if there is none for it."""
    world, state = borrow(run).world, borrow(run).state
    agent = state.agents[a]
    best, best_rank, best_key = NONE, 3, np.inf
    for q in range(len(world.queues)):
        c = state.lines[q, FIRST]
        if not world.serves[agent.pool, q] or c == NONE:
            continue
        rank = _rank(run, a, q)
        if rank > best_rank:
            continue
        key = _key(run, q, c)
        if rank < best_rank or key < best_key:
            best, best_rank, best_key = c, rank, key
    return best


@njit(cache=True)
def _rank(run: Lent, a: int, q: int) -> int:
    """Return how soon an agent looks at a queue: 0 planned deferred work, 1 live, 2 what may be interrupted, else 4."""
    world, state = borrow(run).world, borrow(run).state
    queue, held = world.queues[q], state.agents[a].held
    if held > 0:
        return 1 if queue.kind == CHAT and held < queue.most else 4
    if queue.kind != DEFERRED:
        return 1
    if _has_seat(run, DEFERRED):
        return 0
    return 2 if queue.interruptible else 4


@njit(cache=True)
def _key(run: Lent, q: int, c: int) -> float:
    """Return what the discipline goes by; the smallest is first."""
    world, state = borrow(run).world, borrow(run).state
    if world.discipline == PRIORITY and world.queues[q].kind != DEFERRED:
        return float(q)
    contact = state.contacts[c]
    return contact.arrived_s if world.discipline == FIFO else contact.due_s
