"""Compiled loops of M(t)/M/s(t)+M: the law of the number of contacts, carried through an interval.

Kolmogorov's forward equation is solved by TR-BDF2 (Bank et al. 1985, 10.1109/T-ED.1985.22232; its two stages share one
tridiagonal matrix) on the window of states that matter. A step moves the mean by at most a quarter of the standard
deviation, which keeps the service level of an interval within 0.04 points.
"""

from math import ceil, exp, expm1, floor, lgamma, log, sqrt
from typing import NamedTuple

import numpy as np
from numba import njit

from planner.staffing.arguments import Column

_STEP = 0.25  # mean's move per step, in standard deviations
_TAIL = 1e-13  # probability cut off at either end of the window
_FOR_EVER_S = 1e9  # wait for nobody
_NOBODY = 1e-300  # arrivals per second that stand for none
_PATIENT = 1e-5  # thresholds below so many patiences: nobody gives up within them
_ALL_GONE = 50.0  # thresholds beyond so many patiences: everybody has left the queue
_GAMMA = 2.0 - sqrt(2.0)  # share of a step that its trapezoidal stage takes
_OUTER = sqrt(2.0) / 4.0  # quadrature weights of a step: at its start, after its first stage, at its end
_END = 1.0 - sqrt(2.0) / 2.0


class Law(NamedTuple):
    """Probabilities of `first`, `first` + 1, ... contacts waiting or in hand."""

    first: int
    p: Column


class Pool(NamedTuple):
    """Who comes and who serves, constant for an interval; rates per second, `agents` any real number.

    Of those who give up the share `redial` calls again at once: they leave their place, and join the end of the queue.
    """

    arrivals: float  # redials not counted
    agents: float
    service: float
    giving_up: float
    redial: float


class Fate(NamedTuple):
    """What becomes of those who arrive, redials among them, as shares, except where a unit stands."""

    delayed: float
    wait_s: float  # until answered or given up
    late: float  # would wait longer than the threshold if they never gave up
    answered: float  # within the threshold
    busy: float  # mean number of busy agents
    contacts: float  # that arrive per second


_SHARES = 4  # the first so many fields of `Fate` are averages over the contacts


@njit(cache=True)
def _departures(law: Law, pool: Pool) -> Column:
    """Return the rate of departures in each state of the window: served, and given up for good."""
    k = law.first + np.arange(len(law.p))
    lost = (1.0 - pool.redial) * pool.giving_up
    rates: Column = np.minimum(k, pool.agents) * pool.service + np.maximum(k - pool.agents, 0.0) * lost
    return rates


@njit(cache=True)
def _trimmed(law: Law) -> Law:
    """Return the law without its negligible ends, as probabilities again."""
    low, high = 0, len(law.p)
    tail = 0.0
    while low < high - 1 and tail + abs(law.p[low]) < _TAIL:
        tail += abs(law.p[low])
        low += 1
    tail = 0.0
    while high > low + 1 and tail + abs(law.p[high - 1]) < _TAIL:
        tail += abs(law.p[high - 1])
        high -= 1
    p = np.maximum(law.p[low:high], 0.0)
    return Law(law.first + low, p / p.sum())


@njit(cache=True)
def _widened(law: Law, below: int, above: int) -> Law:
    """Return the same law on a window with more states at both ends."""
    below = min(below, law.first)
    p = np.zeros(below + len(law.p) + above)
    p[below : below + len(law.p)] = law.p
    return Law(law.first - below, p)


@njit(cache=True)
def _solved(step: float, births: Column, deaths: Column, right: Column) -> Column:
    """Return x with (I - step Q) x = right for the generator of a birth-death chain on the window (Thomas)."""
    n = len(right)
    upper, x = np.empty(n), np.empty(n)
    pivot = 1.0 + step * (births[0] + deaths[0])
    upper[0] = -step * deaths[min(1, n - 1)] / pivot
    x[0] = right[0] / pivot
    for i in range(1, n):
        below = -step * births[i - 1]
        pivot = 1.0 + step * (births[i] + deaths[i]) - below * upper[i - 1]
        upper[i] = -step * deaths[min(i + 1, n - 1)] / pivot
        x[i] = (right[i] - below * x[i - 1]) / pivot
    for i in range(n - 2, -1, -1):
        x[i] -= upper[i] * x[i + 1]
    return x


@njit(cache=True)
def _flow(births: Column, deaths: Column, p: Column) -> Column:
    """Return Q p: the rate of change of the probabilities."""
    out = -(births + deaths) * p
    out[1:] += (births * p)[:-1]
    out[:-1] += (deaths * p)[1:]
    return out


@njit(cache=True)
def _stages(law: Law, pool: Pool, h: float) -> tuple[Law, Law]:
    """Return the laws after the first stage and after the whole of a step of h seconds, on one window."""
    births = np.full(len(law.p), pool.arrivals)
    deaths = _departures(law, pool)
    births[-1], deaths[0] = 0.0, 0.0  # nothing leaves the window
    half = 0.5 * _GAMMA * h
    middle = _solved(half, births, deaths, law.p + half * _flow(births, deaths, law.p))
    right = (middle - (1.0 - _GAMMA) ** 2 * law.p) / (_GAMMA * (2.0 - _GAMMA))
    return Law(law.first, middle), Law(law.first, _solved(half, births, deaths, right))


@njit(cache=True)
def _step_s(law: Law, pool: Pool, longest: float) -> float:
    """Return the seconds that the next step may take."""
    k = law.first + np.arange(len(law.p))
    mean = (k * law.p).sum()
    spread = max(1.0, sqrt(((k - mean) ** 2 * law.p).sum()))
    drift = abs(pool.arrivals - (_departures(law, pool) * law.p).sum())
    return float(min(longest, _STEP * spread / max(drift, 1e-12)))


@njit(cache=True)
def _more_departures_than(first: int, count: int, capacity: float, gone: float) -> Column:
    """Return P(N > j) for `count` numbers j from `first` on, N the departures within the threshold, all agents busy.

    N is negative binomial, P(N=0) = exp(-capacity) and P(N=j+1) / P(N=j) = (capacity/gone + j) growth / (j+1), with
    growth = 1 - exp(-gone) and `gone` the threshold in patiences; Poisson where nobody gives up. The sum begins where
    the probabilities are no longer negligible.
    """
    gone = max(gone, _PATIENT)
    capacity = max(capacity, 1e-12)
    shape, growth = capacity / gone, -expm1(-gone)
    mean = capacity * expm1(gone) / gone
    last = first + count
    start = int(max(0.0, min(floor(mean - 12.0 * sqrt(mean * exp(gone)) - 12.0), last)))
    p = exp(lgamma(shape + start) - lgamma(shape) - lgamma(start + 1.0) + start * log(growth) - capacity)
    more = np.ones(count)
    left = 1.0
    for j in range(start, last):
        left -= p
        p *= (shape + j) * growth / (j + 1.0)
        if j >= first:
            more[j - first] = max(left, 0.0)
    return more


@njit(cache=True)
def _fate(law: Law, pool: Pool, capacity: float, within_s: float) -> Fate:
    """Return what becomes of a contact that arrives now, its shares still times `contacts`.

    `capacity`: contacts that the agents can serve within the threshold, all busy. A contact with j ahead in the queue
    is answered in time if more than j leave before; with fractions of an agent, j is interpolated.
    """
    waiting = law.first + len(law.p) - 1 - pool.agents
    if waiting <= -1.0:
        k = law.first + np.arange(len(law.p))
        return Fate(0.0, 0.0, 0.0, pool.arrivals, (k * law.p).sum(), pool.arrivals)
    first = max(0, floor(law.first - pool.agents) - (1 if pool.redial > 0.0 else 0))
    count = ceil(waiting) + 1 - first
    gone = min(pool.giving_up * within_s, _ALL_GONE)
    patient = _more_departures_than(first, count, capacity, gone)
    answered = _more_departures_than(first, count, capacity + gone, gone)
    leaving = np.arange(first + 1.0, first + count + 1.0)  # the contact itself and those ahead of it
    if gone > 0.0:
        answered *= capacity / (capacity + leaving * gone)
    wait_s = leaving / np.maximum(leaving * pool.giving_up + pool.agents * pool.service, 1.0 / _FOR_EVER_S)
    return _summed(law, pool, first, wait_s, 1.0 - patient, answered)


@njit(cache=True)
def _summed(law: Law, pool: Pool, first: int, wait_s: Column, late: Column, answered: Column) -> Fate:
    """Return the fates of first calls and of redials, who find one contact fewer, summed over the law.

    The columns hold them by the number ahead, from `first` on.
    """
    out = np.zeros(_SHARES + 2)
    for i in range(len(law.p)):
        p, k = law.p[i], float(law.first + i)
        out[4] += p * min(k, pool.agents)
        redials = pool.redial * pool.giving_up * max(0.0, k - pool.agents)
        for contacts, ahead in ((pool.arrivals, k - pool.agents), (redials, k - pool.agents - 1.0)):
            weight = p * contacts
            out[5] += weight
            if ahead <= -1.0:
                out[3] += weight
            elif weight != 0.0:
                whole = floor(ahead)
                part, j = ahead - whole, whole - first
                below = (0.0, 0.0, 1.0) if whole < 0 else (wait_s[j], late[j], answered[j])
                above = (wait_s[j + 1], late[j + 1], answered[j + 1]) if part > 0.0 else below
                out[0] += weight * (1.0 if whole >= 0 else part)
                for m in range(3):
                    out[1 + m] += weight * ((1.0 - part) * below[m] + part * above[m])
    return Fate(out[0], out[1], out[2], out[3], out[4], out[5])


@njit(cache=True)
def capacity_within(profile: Column, since_s: float, within_s: float) -> float:
    """Return the contacts that busy agents can serve from `since_s` after the first interval's start on.

    `profile`: rows (length in seconds, served per second, contacts put back at its end); the last row goes on for ever.
    """
    left, at, total = within_s, since_s, 0.0
    for i in range(len(profile)):
        length, rate, put_back = profile[i]
        if i == len(profile) - 1 or at + left < length:
            return float(max(0.0, total + left * rate))
        total += (length - at) * rate - put_back
        left -= length - at
        at = 0.0
    return total


@njit(cache=True)
def through_interval(law: Law, pool: Pool, profile: Column, within_s: float) -> tuple[Law, Fate]:
    """Return the law at the end of the interval and the mean fate of those who arrive in it.

    `profile` as in `capacity_within`, beginning with this interval.
    """
    length = profile[0, 0]
    longest = min(length / 8.0, 1.0 / pool.service)
    at = 0.0
    total = np.zeros(_SHARES + 2)
    while at < length * (1.0 - 1e-12):
        h = min(_step_s(law, pool, longest), length - at)
        reach = int(6.0 * sqrt(h * (pool.arrivals + _departures(law, pool)[-1]))) + 8
        law = _widened(law, reach, reach)
        middle, end = _stages(law, pool, h)
        for state, time, weight in ((law, at, _OUTER), (middle, at + _GAMMA * h, _OUTER), (end, at + h, _END)):
            fate = _fate(state, pool, capacity_within(profile, time, within_s), within_s)
            for m in range(len(total)):
                total[m] += weight * h / length * fate[m]
        law = _trimmed(end)
        at += h
    total[:_SHARES] /= max(total[-1], _NOBODY)
    return law, Fate(total[0], total[1], total[2], total[3], total[4], total[5])


@njit(cache=True)
def without_leavers(law: Law, agents: int, stay: int) -> Law:
    """Return the law after `agents - stay` agents, chosen before, go home with the contact that each has in hand.

    With k busy, the leavers who are busy are hypergeometric; contacts waiting stay.
    """
    leavers = agents - stay
    out = np.zeros(len(law.p) + leavers)
    for i in range(len(law.p)):
        k = law.first + i
        busy = min(k, agents)
        fewest, most = max(0, busy - stay), min(leavers, busy)
        log_all = _log_choose(agents, busy)
        p = exp(_log_choose(leavers, fewest) + _log_choose(stay, busy - fewest) - log_all)
        for gone in range(fewest, most + 1):
            out[i + leavers - gone] += law.p[i] * p
            p *= (leavers - gone) * (busy - gone) / ((gone + 1.0) * (stay - busy + gone + 1.0))
    return _trimmed(_non_negative(Law(law.first - leavers, out)))


@njit(cache=True)
def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)


@njit(cache=True)
def _non_negative(law: Law) -> Law:
    """Return the law without states below no contact, which have no probability."""
    below = max(0, -law.first)
    return Law(law.first + below, law.p[below:])
