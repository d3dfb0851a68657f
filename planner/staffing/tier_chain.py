"""Compiled loops of the tiers: how long the queue ahead of one contact lasts.

Its states are the numbers of contacts, itself included, that will be answered before or with it; nobody gives up.
"""

from math import ceil, log, sqrt
from typing import NamedTuple

import numpy as np
from numba import njit

from planner.staffing.arguments import Column

_CUT = 1e-10  # probability of longer queues, left out
_STEP = 0.5  # of the fourth-order Runge-Kutta method, in mean times between events


class Queue(NamedTuple):
    """A pool in its steady state; rates per second."""

    busy: float  # Erlang's C: all agents are busy
    ratio: float  # load per agent, below 1
    served: float  # contacts per second that all agents serve


@njit(cache=True)
def _states(queue: Queue, within_s: float) -> int:
    """Return how many states matter: not those too rare, nor those that surely take longer than the target."""
    served = queue.served * within_s
    return ceil(min(log(_CUT) / log(queue.ratio), served + 10.0 * sqrt(served) + 20.0)) + 3


@njit(cache=True)
def _flow(p: Column, arrivals: float, served: float, joins: float) -> Column:
    """Return the change per second of the probabilities; from 0 contacts a share `joins` of the arrivals waits."""
    out = np.zeros(len(p))
    for k in range(len(p)):
        up = arrivals * (joins if k == 0 else 1.0) * p[k] if k < len(p) - 1 else 0.0
        down = served * p[k] if k > 0 else 0.0
        out[k] -= up + down
        if up > 0.0:
            out[k + 1] += up
        if k > 0:
            out[k - 1] += down
    return out


@njit(cache=True)
def _share_that_joins(p: Column, busy: float) -> float:
    """Return P(all agents busy | none of these contacts waits), of agents who are busy for a share `busy` of time."""
    return float(min(1.0, max(0.0, (busy - (1.0 - p[0])) / max(p[0], 1e-300))))


@njit(cache=True)
def _after(p: Column, seconds: float, arrivals: float, served: float, busy: float) -> Column:
    """Return the law some seconds later; `busy` 0 makes the empty queue absorbing."""
    steps = ceil(seconds * (arrivals + served) / _STEP)
    for _ in range(steps):
        h = seconds / steps
        joins = _share_that_joins(p, busy) if busy > 0.0 else 0.0
        k1 = _flow(p, arrivals, served, joins)
        k2 = _flow(p + 0.5 * h * k1, arrivals, served, joins)
        k3 = _flow(p + 0.5 * h * k2, arrivals, served, joins)
        p = p + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + _flow(p + h * k3, arrivals, served, joins))
    return p


@njit(cache=True)
def late_by_priority(queue: Queue, own_and_above: float, above: float, within_s: float) -> float:
    """Return P(W > within_s) in non-preemptive priority (Davis 1966, 10.1287/opre.14.1.133).

    `own_and_above`, `above`: arrivals per second of the tiers up to the contact's own, and of those above it.
    """
    ratio = own_and_above / queue.served
    p = np.zeros(_states(queue, within_s))
    p[1:] = (1.0 - ratio) * ratio ** np.arange(len(p) - 1.0)
    p[-1] += 1.0 - p.sum()
    return float(queue.busy * (1.0 - _after(p, within_s, above, queue.served, 0.0)[0]))


@njit(cache=True)
def late_by_deadline(queue: Queue, arrivals: Column, within_s: Column, tier: int) -> float:
    """Return P(W > its own target) of a tier when the earliest deadline (arrival plus target) is answered first.

    Only contacts due before this one matter. At its deadline less the longest target that was the whole queue; from
    then on a tier adds to it only until its own target before that deadline. Where none of them waits, a newcomer
    still finds all agents busy with later ones, for such a share of time that P(all busy) stays Erlang's C.
    """
    own = within_s[tier]
    p = np.zeros(_states(queue, within_s.max()))
    p[0] = 1.0 - queue.busy * queue.ratio
    p[1:] = queue.busy * (1.0 - queue.ratio) * queue.ratio ** np.arange(1.0, len(p))
    p[-1] += 1.0 - p.sum()
    turns = np.unique(within_s)[::-1]  # times to the deadline at which a tier ceases to matter
    for i in range(len(turns) - 1):
        if turns[i] > own:
            due = arrivals[within_s < turns[i]].sum()
            p = _after(p, turns[i] - turns[i + 1], due, queue.served, queue.busy)
    joined = np.zeros(len(p))
    joined[2:] = p[1:-1]
    joined[1] = max(0.0, queue.busy - (1.0 - p[0]))
    joined[-1] += p[-1]
    joined[0] = 1.0 - joined.sum()
    for i in range(len(turns)):
        if turns[i] <= own:
            until = turns[i + 1] if i + 1 < len(turns) else 0.0
            joined = _after(joined, turns[i] - until, arrivals[within_s < turns[i]].sum(), queue.served, 0.0)
    return float(1.0 - joined[0])
