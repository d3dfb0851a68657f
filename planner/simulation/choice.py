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

BY_KEY, WHEN_IDLE, NOT_FOR_IT = range(3)
"""How soon an agent takes a contact: by the group's discipline, or only when nothing else waits, or not at all."""


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
def free_agent(run: Lent, q: int, c: int, now: float) -> int:
    """Return who takes the first contact of a queue, NONE if nobody can."""
    world = borrow(run).world
    queue = world.queues[q]
    if queue.kind == LIVE:
        a = _longest_free(run, q, 0)
        return a if a != NONE else _longest_free(run, q, INTERRUPTIBLE)
    has_seat = _has_seat(run, queue.kind)
    for held in range(0 if has_seat else 1, queue.most):
        a = _longest_free(run, q, held)
        if a != NONE:
            return a
    may = not has_seat and (queue.interruptible or _is_urgent(run, c, now))
    return _longest_free(run, q, 0) if may else NONE


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

    A chat that comes first but needs fewer others beside it keeps the agent from taking later ones until then.
    """
    world, state = borrow(run).world, borrow(run).state
    agent = state.agents[a]
    if agent.held > 0 and free_list(run, a) in (NONE, INTERRUPTIBLE):
        return NONE
    best, best_rank, best_key = NONE, NOT_FOR_IT, -np.inf
    for q in range(len(world.queues)):
        c = head(run, q, now) if world.serves[agent.pool, q] else NONE
        if c == NONE:
            continue
        rank, key = _rank(run, a, q, c, now), _key(run, q, c)
        if rank < best_rank or (rank == best_rank and key < best_key):
            best, best_rank, best_key = c, rank, key
    if best != NONE and agent.held >= world.queues[state.contacts[best].queue].most:
        return NONE
    return best


@njit(cache=True)
def _rank(run: Lent, a: int, q: int, c: int, now: float) -> int:
    """Return how soon an agent takes the first contact of a queue."""
    world, state = borrow(run).world, borrow(run).state
    queue, held = world.queues[q], state.agents[a].held
    if held > 0:
        return BY_KEY if queue.kind == CHAT else NOT_FOR_IT
    if queue.kind == LIVE or _has_seat(run, queue.kind) or _is_urgent(run, c, now):
        return BY_KEY
    return WHEN_IDLE if queue.interruptible else NOT_FOR_IT


@njit(cache=True)
def _is_urgent(run: Lent, c: int, now: float) -> bool:
    """Tell whether half the time that a contact has is gone, and its queue is open."""
    world, state = borrow(run).world, borrow(run).state
    contact = state.contacts[c]
    is_open = world.is_open[contact.queue, min(state.clock[0], world.is_open.shape[1] - 1)]
    return bool(is_open and 2.0 * now >= contact.arrived_s + contact.due_s)


@njit(cache=True)
def _key(run: Lent, q: int, c: int) -> float:
    """Return what the discipline goes by; the smallest is first."""
    world, state = borrow(run).world, borrow(run).state
    if world.discipline == PRIORITY and world.queues[q].kind != DEFERRED:
        return float(q)
    contact = state.contacts[c]
    return contact.arrived_s if world.discipline == FIFO else contact.due_s
