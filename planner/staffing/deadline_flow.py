"""Deferred work as a flow, first come first served: which part of what comes in an interval is done in time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.staffing.arguments import Column
from planner.staffing.deferred import DeferredQueue


@dataclass(frozen=True, slots=True)
class Flow:
    """By interval: hours of work done, and the share of the contacts that came in it and are done by their deadline."""

    done_h: Column
    on_time: Column


def work_off(queue: DeferredQueue, capacity_h: Column, interval_s: float, works: Column) -> Flow:
    """Return what becomes of a queue's work when `capacity_h` hours of it can be done in each interval.

    With A(t) the work that has come by the end of interval t, B(t) what is outstanding and F(t) what has fallen due,

        B(t) = max(0, B(t-1) + A(t) - A(t-1) - capacity(t)),    done D(t) = A(t) - B(t),

    and the piece of work at a in the order of arrival is late if D(t) < a at the first t with F(t) >= a. The week is
    one of many alike: the one before leaves what may wait and nothing overdue. Deadlines as in `deferred`.
    """
    count = len(capacity_h)
    periods = 3 + int(queue.within_s / (interval_s * count))
    arriving = np.tile(queue.work_h(buffer=0.0), periods)
    came = np.cumsum(arriving)
    may_wait = queue.may_wait_h(interval_s, works, buffer=0.0)
    done = came - _outstanding(arriving, np.tile(capacity_h, periods), may_wait)
    due = came - np.tile(may_wait, periods)
    in_time = _in_time(came, done, due)
    second = slice(count, 2 * count)
    on_time = np.divide(in_time[second], arriving[second], out=np.ones(count), where=arriving[second] > 0)
    return Flow(np.diff(done[count - 1 : 2 * count]), np.clip(on_time, 0.0, 1.0))


def _outstanding(arriving: Column, capacity: Column, may_wait: Column) -> Column:
    """Return the work left at the end of each interval; of the first week no more than may wait."""
    most = np.full(len(arriving), np.inf)
    most[: len(may_wait)] = may_wait
    left = np.empty(len(arriving))
    outstanding = 0.0
    for t in range(len(arriving)):
        outstanding = min(max(0.0, outstanding + arriving[t] - capacity[t]), most[t])
        left[t] = outstanding
    return left


def _in_time(came: Column, done: Column, due: Column) -> Column:
    """Return the work that came in each interval and was done when it fell due; what is never due is in time."""
    falls = np.isfinite(due)
    until = np.maximum.accumulate(np.maximum(due[falls], 0.0))
    since = np.concatenate([[0.0], until[:-1]])
    first_late = np.clip(done[falls], since, until)  # work from here to `until` is late
    places = np.column_stack([since, first_late, until]).ravel()
    good = np.cumsum(np.column_stack([np.zeros(len(since)), first_late - since, np.zeros(len(since))]).ravel())
    in_time = np.interp(came, places, good) + np.maximum(came - until[-1], 0.0)
    return np.diff(in_time, prepend=0.0)
