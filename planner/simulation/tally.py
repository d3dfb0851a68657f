"""What a replication counts, by queue and the interval in which a contact arrived."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from planner.simulation.lists import Records, Times

OFFERED, COUNTED, IN_TIME, ANSWERED, GAVE_UP, WAITED_S, LEFT_OVER = range(7)
"""Columns of `Tally.counts`: COUNTED and IN_TIME by the queue's definition of service level; LEFT_OVER are waiting when
the interval ends."""

BUSY, ON = 0, 1
"""Columns of `Tally.people_s`, seconds of people: at work, weighed by how much of their capacity, and there."""

CLASSES, RATIO = 160, 1.09
"""Classes of waiting time: none, below a second, then each 9 % longer, to nine days."""

OF_OFFERED, OF_ANSWERED, VIRTUAL, SHORT_EXCLUDED, SHORT_MET = range(5)


class Tally(NamedTuple):
    """Counts (queues × intervals × columns), responses by class of time, seconds of each pool and of each agent."""

    counts: Times
    responses: npt.NDArray[np.int64]
    people_s: Times
    agents: Times

    @classmethod
    def empty(cls, queues: int, intervals: int, pools: int, agents: int) -> Tally:
        """Return a tally of nothing."""
        return cls(
            np.zeros((queues, intervals, LEFT_OVER + 1)),
            np.zeros((queues, intervals, CLASSES), np.int64),
            np.zeros((pools, intervals, ON + 1)),
            np.zeros((agents, 3)),
        )


@njit(cache=True)
def response_class(seconds: float) -> int:
    """Return the class of a waiting time."""
    if seconds < 1.0:
        return 0
    return int(min(np.log(seconds) / np.log(RATIO) + 1.0, CLASSES - 1))


@njit(cache=True)
def interval_of(tally: Tally, contact: Records, interval_s: float) -> int:
    """Return the interval in which a contact arrived."""
    return min(max(int(contact.arrived_s / interval_s), 0), tally.counts.shape[1] - 1)


@njit(cache=True)
def answered(tally: Tally, contact: Records, interval: int, now: float) -> None:
    """Count an answer."""
    counts = tally.counts[contact.queue, interval]
    wait_s = now - contact.arrived_s
    counts[COUNTED] += 1
    counts[IN_TIME] += now <= contact.due_s
    counts[ANSWERED] += 1
    counts[WAITED_S] += wait_s
    tally.responses[contact.queue, interval, response_class(wait_s)] += 1


@njit(cache=True)
def gave_up(tally: Tally, contact: Records, interval: int, now: float, definition: int) -> None:
    """Count somebody who gave up; `now`: when an agent would have answered."""
    counts = tally.counts[contact.queue, interval]
    soon = contact.gives_up_s <= contact.due_s
    counts[GAVE_UP] += 1
    if definition == OF_ANSWERED or (definition == SHORT_EXCLUDED and soon):
        return
    counts[COUNTED] += 1
    counts[IN_TIME] += (definition == VIRTUAL and now <= contact.due_s) or (definition == SHORT_MET and soon)


@njit(cache=True)
def unanswered(tally: Tally, contact: Records, interval: int, end_s: float, definition: int) -> None:
    """Count a contact that still waits when everybody has gone: it gives up, or is late if it was due by the end."""
    if contact.answered:
        return
    if contact.gives_up_s < np.inf:
        gave_up(tally, contact, interval, np.inf, definition)
    elif contact.due_s <= end_s:
        tally.counts[contact.queue, interval, COUNTED] += 1
