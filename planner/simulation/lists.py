"""Linked lists through records with `before` and `after`, and a tree that knows the soonest of many times."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

Records = Any  # numpy records, whose fields have names
Rows = npt.NDArray[np.int64]
Times = npt.NDArray[np.float64]

NONE = -1
FIRST, LAST = 0, 1


@njit(cache=True)
def append(items: Records, ends: Rows, number: int, item: int) -> None:
    """Put an item at the end of list `number`; `ends`: first and last item of every list."""
    last = ends[number, LAST]
    items[item].before = last
    items[item].after = NONE
    if last == NONE:
        ends[number, FIRST] = item
    else:
        items[last].after = item
    ends[number, LAST] = item


@njit(cache=True)
def prepend(items: Records, ends: Rows, number: int, item: int) -> None:
    """Put an item at the head of list `number`."""
    first = ends[number, FIRST]
    items[item].before = NONE
    items[item].after = first
    if first == NONE:
        ends[number, LAST] = item
    else:
        items[first].before = item
    ends[number, FIRST] = item


@njit(cache=True)
def remove(items: Records, ends: Rows, number: int, item: int) -> None:
    """Take an item out of list `number`."""
    before, after = items[item].before, items[item].after
    if before == NONE:
        ends[number, FIRST] = after
    else:
        items[before].after = after
    if after == NONE:
        ends[number, LAST] = before
    else:
        items[after].before = before


@njit(cache=True)
def new_tree(leaves: int) -> Times:
    """Return a tree of so many times, none of which ever comes."""
    size = 1
    while size < leaves:
        size *= 2
    return np.full(2 * size, np.inf)


@njit(cache=True)
def set_time(tree: Times, leaf: int, time_s: float) -> None:
    """Set the time of a leaf."""
    at = tree.size // 2 + leaf
    tree[at] = time_s
    while at > 1:
        at //= 2
        soonest = min(tree[2 * at], tree[2 * at + 1])
        if tree[at] == soonest:
            return
        tree[at] = soonest


@njit(cache=True)
def soonest_leaf(tree: Times) -> int:
    """Return the first leaf that has the soonest time, which is `tree[1]`."""
    at, half = 1, tree.size // 2
    while at < half:
        at *= 2
        if tree[at] != tree[at // 2]:
            at += 1
    return at - half
