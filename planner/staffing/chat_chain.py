"""Compiled loops of the chat chain: k chats spread evenly over n agents who hold c each, the rest waiting.

With j = k div n and r = k mod n, n - r agents hold j chats and r hold j + 1; a chat beside i - 1 others ends at the
rate 1/AHT_i. Above n c the chain is that of Erlang A with n c servers and the handle time AHT_c, so its tail is reused.
"""

import numpy as np
from numba import njit

from planner.staffing.arguments import Column
from planner.staffing.erlang_a import IDLE, measures

_BIG = 1e250  # weights are scaled down by this before they overflow


@njit(cache=True)
def completion_rate(chats: int, agents: int, aht: Column) -> float:
    """Return the rate at which `chats` (at most agents times levels) spread evenly over the agents end."""
    level, ahead = divmod(chats, agents)
    rate = 0.0
    if level > 0:
        rate += (agents - ahead) * level / aht[level - 1]
    if ahead > 0:
        rate += ahead * (level + 1) / aht[level]
    return rate


@njit(cache=True)
def _inverse_blocking(rate: float, agents: int, aht: Column) -> float:
    """Return v: the weight of all states without a queue in units of the last, where every agent is full."""
    v = 1.0
    for chats in range(1, agents * len(aht) + 1):
        v = 1.0 + v * (completion_rate(chats, agents, aht) / rate)
    return v


@njit(cache=True)
def measures_of_rows(
    definition: int, rate: Column, agents: Column, theta: Column, within: Column, aht: Column
) -> Column:
    """Return `Measures` (first axis) for every row; whole agents; `theta`: AHT_c over patience; waits in AHT_c."""
    out = np.empty((len(IDLE), len(rate)))
    full = aht[-1]
    for i in range(len(rate)):
        m = IDLE
        if rate[i] > 0.0:
            v = _inverse_blocking(rate[i], int(agents[i]), aht)
            slots = agents[i] * len(aht)
            m = measures(v, rate[i] * full, slots, theta[i], within[i] / full, definition)
        for j in range(len(IDLE)):
            out[j, i] = m[j]
    return out


@njit(cache=True)
def others_of_rows(rate: Column, agents: Column, aht: Column) -> Column:
    """Return the probabilities that a chat accepted at once joins 0, 1, … others (first axis) for every row."""
    out = np.zeros((len(aht), len(rate)))
    for i in range(len(rate)):
        n, weight = int(agents[i]), 1.0
        for chats in range(n * len(aht)):
            if chats > 0:
                weight *= rate[i] / completion_rate(chats, n, aht)
            out[chats // n, i] += weight
            if weight > _BIG:
                out[:, i] /= _BIG
                weight /= _BIG
        out[:, i] /= max(1.0, out[:, i].sum())  # 0 without agents, else at least the weight 1 of one state
    return out
