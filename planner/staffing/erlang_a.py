"""Compiled loops of Erlang A (M/M/n+M): scalars in, scalars out, no checks (`erlang` is the door).

With A the load, θ the handle time in patiences, a = n/θ and x = A/θ, the states above n have the weights

    r_k = x^k / ((a+1) ... (a+k)),   S(x) = Σ_{k>=0} r_k,   D = v(n) + S(x) - 1,   v(n) = 1/B(n, A)

and, with x_t = x exp(-θt) and φ = x (1 - exp(-θt)) - n t (t in handle times),

    P(W>0) = S(x)/D,              P(Ab) = (θ/A) Σ k r_k / D
    P(V>t) = exp(φ) S(x_t)/D,     P(served, W>t) = (n/A) exp(φ) (S(x_t) - 1)/D

(V: the wait of a customer who never gives up.) All terms are positive: nothing cancels, and n may be any real number.
Palm 1957; Mandelbaum and Zeltyn 2007, "Service engineering in action: the Palm/Erlang-A queue".
"""

from math import exp, expm1, floor, inf, lgamma, log, sqrt
from typing import NamedTuple

import numpy as np
from numba import njit

from planner.staffing.arguments import Column
from planner.staffing.erlang_c import inverse_blocking

_BIG = 1e250  # sums are scaled down by this before they overflow
_MAX_LEAD = 1e5  # so many terms before the largest one are summed; more are skipped, which costs digits only beyond


class Series(NamedTuple):
    """The sums over the states with a queue, all divided by exp(log_scale)."""

    log_scale: float
    one: float  # r_0
    tail: float  # Σ_{k>=1} r_k
    queue: float  # Σ k r_k


class Waiting(NamedTuple):
    """What happens to a contact in Erlang A."""

    delayed: float  # P(W > 0)
    abandoned: float  # P(Ab)
    late: float  # P(V > t)
    late_served: float  # P(served, W > t)


@njit(cache=True)
def _series(x: float, a: float) -> Series:
    """Sum the weights r_k = x^k / ((a+1) ... (a+k)) of the states with k waiting."""
    k = 0.0
    log_scale = 0.0
    lead = x - a - 12.0 * sqrt(x)
    if lead > _MAX_LEAD:
        k = floor(lead)
        log_scale = k * log(x) - lgamma(a + k + 1.0) + lgamma(a + 1.0)
    one = exp(-log_scale)
    r = 1.0
    tail = 0.0
    queue = 0.0
    while True:
        k += 1.0
        r *= x / (a + k)
        tail += r
        queue += k * r
        if r > _BIG:
            log_scale += log(_BIG)
            one /= _BIG
            r /= _BIG
            tail /= _BIG
            queue /= _BIG
        ratio = x / (a + k + 1.0)
        if ratio < 1.0 and k * r <= 1e-17 * (1.0 - ratio) * queue:
            return Series(log_scale, one, tail, queue)


@njit(cache=True)
def waiting(inverse: float, load_erl: float, agents: float, theta: float, within_aht: float) -> Waiting:
    """Return the probabilities of one queue; `theta` is handle time over patience, `within_aht` t in handle times.

    `inverse`: v(n), the weight of all states without a queue in units of the last of them.
    Without abandonment (theta 0) this is Erlang C, and beyond its load everybody waits for ever.
    """
    if theta == 0.0:
        if agents <= load_erl:
            return Waiting(1.0, 0.0, 1.0, 1.0)
        rho = load_erl / agents
        delayed = 1.0 / (inverse * (1.0 - rho) + rho)
        late = delayed * exp(-(agents - load_erl) * within_aht)
        return Waiting(delayed, 0.0, late, late)
    x = load_erl / theta
    a = agents / theta
    now = _series(x, a)
    d = inverse * exp(-now.log_scale) + now.tail
    patient = exp(-theta * within_aht)
    then = _series(x * patient, a)
    phi = -x * expm1(-theta * within_aht) - agents * within_aht
    factor = exp(phi + then.log_scale - now.log_scale) / d
    return Waiting(
        min(1.0, (now.one + now.tail) / d),
        min(1.0, theta / load_erl * now.queue / d),
        min(1.0, factor * (then.one + then.tail)),
        min(1.0, agents / load_erl * factor * then.tail),
    )


@njit(cache=True)
def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 1e-12 else 0.0  # below, the whole is what rounding left of none


@njit(cache=True)
def level(w: Waiting, patient: float, definition: int) -> float:
    """Return the service level of `Waiting` w; definition counts in the order of `goal.DEFINITIONS`.

    `patient`: share of customers whose patience exceeds the answer-time threshold.
    """
    answered_in_time = max(0.0, 1.0 - w.abandoned - w.late_served)
    short = max(0.0, w.abandoned - (patient * w.late - w.late_served))
    if definition == 0:
        return answered_in_time
    if definition == 1:
        return min(1.0, _ratio(answered_in_time, 1.0 - w.abandoned))
    if definition == 2:
        return 1.0 - w.late
    if definition == 3:
        return min(1.0, _ratio(answered_in_time, 1.0 - short))
    return min(1.0, answered_in_time + short)


class Measures(NamedTuple):
    """What one queue does in a steady state; the rows of `measures_of_rows`."""

    delayed: float
    abandoned: float
    wait_aht: float  # mean wait of all contacts, in handle times
    level: float
    occupancy: float


IDLE = Measures(0.0, 0.0, 0.0, 1.0, 0.0)  # no contacts: nobody waits, nobody gives up


@njit(cache=True)
def _mean_wait(w: Waiting, load_erl: float, agents: float, theta: float) -> float:
    """Return the mean wait in handle times: patience times P(Ab) by Little's law, or Erlang C's."""
    if theta > 0.0:
        return w.abandoned / theta
    return w.delayed / (agents - load_erl) if agents > load_erl else inf


@njit(cache=True)
def measures(
    inverse: float, load_erl: float, agents: float, theta: float, within_aht: float, definition: int
) -> Measures:
    """Return what one queue with a positive load does; arguments as in `waiting` and `level`."""
    w = waiting(inverse, load_erl, agents, theta, within_aht)
    busy = load_erl * (1.0 - w.abandoned)
    return Measures(
        w.delayed,
        w.abandoned,
        _mean_wait(w, load_erl, agents, theta),
        level(w, exp(-theta * within_aht), definition),
        busy / agents if busy < agents else 1.0,
    )


@njit(cache=True)
def measures_of_rows(definition: int, load_erl: Column, agents: Column, theta: Column, within_aht: Column) -> Column:
    """Return `Measures` (first axis) for every row of the columns."""
    out = np.empty((len(IDLE), len(load_erl)))
    for i in range(len(load_erl)):
        m = IDLE
        if load_erl[i] > 0.0:
            inverse = inverse_blocking(load_erl[i], agents[i])
            m = measures(inverse, load_erl[i], agents[i], theta[i], within_aht[i], definition)
        for j in range(len(IDLE)):
            out[j, i] = m[j]
    return out


@njit(cache=True)
def redials_of_rows(load_erl: Column, agents: Column, theta: Column, redial_share: Column) -> Column:
    """Return for every row the load A' = A / (1 - r P(Ab; A')) that includes redials, by halving the bracket."""
    out = load_erl.copy()
    for i in range(len(out)):
        low = load_erl[i]
        high = load_erl[i] / (1.0 - redial_share[i])
        while high - low > 1e-14 * high:
            middle = 0.5 * (low + high)
            inverse = inverse_blocking(middle, agents[i])
            abandoned = waiting(inverse, middle, agents[i], theta[i], 0.0).abandoned
            if middle * (1.0 - redial_share[i] * abandoned) < load_erl[i]:
                low = middle
            else:
                high = middle
        out[i] = high
    return out
