"""Compiled loop: contacts that wait are worked on in the order of their deadlines, by people who come and go."""

import heapq
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from planner.staffing.arguments import Column

Heap = list[tuple[float, int]]


class Contacts(NamedTuple):
    """Contacts in the order of arrival, a column each; times in seconds."""

    arrived: NDArray[np.float64]
    due: NDArray[np.float64]
    work: NDArray[np.float64]
    queue: NDArray[np.int64]
    interruptible: NDArray[np.bool_]


@njit(cache=True)
def _work(
    one: Heap, other: Heap, agents: float, start: float, stop: float, left: Column, due: Column, met: NDArray[np.bool_]
) -> None:
    """Let some agents work from start to stop on the earliest deadlines of two heaps, all on one contact at a time."""
    now = start
    while agents > 0.0 and now < stop:
        heap = one if one[0] <= other[0] else other
        contact = heap[0][1]
        if contact < 0:
            return
        finish = now + left[contact] / agents
        if finish > stop:
            left[contact] -= (stop - now) * agents
            return
        now = finish
        met[contact] = finish <= due[contact]
        heapq.heappop(heap)


@njit(cache=True)
def met_deadline(contacts: Contacts, interval_s: float, agents: Column, spare: Column) -> NDArray[np.bool_]:
    """Tell for each contact whether it was done by its deadline; agents and spare agents by interval, real numbers."""
    met = np.zeros(len(contacts.due), np.bool_)
    left = contacts.work.copy()
    firm, soft = [(np.inf, -1)], [(np.inf, -1)]  # a heap ends in nobody
    now, coming, interval = 0.0, 0, 0
    while interval < len(agents):
        until = interval_s * (interval + 1)
        arrives = coming < len(left) and contacts.arrived[coming] < until
        if arrives:
            until = contacts.arrived[coming]
        _work(soft, soft, spare[interval], now, until, left, contacts.due, met)
        _work(firm, soft, agents[interval], now, until, left, contacts.due, met)
        if arrives:
            heapq.heappush(soft if contacts.interruptible[coming] else firm, (contacts.due[coming], coming))
            coming += 1
        else:
            interval += 1
        now = until
    return met
