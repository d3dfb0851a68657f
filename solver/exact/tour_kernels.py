"""Compiled loops over the network of an agent's tours; `costs` are by [day, choice]."""

# mypy: disable-error-code="no-untyped-def"
import numpy as np
from numba import njit

FAR = 1 << 60


@njit(cache=True, nogil=True)
def costs_to_end(network, costs):
    """Return the least cost from every node to the end."""
    nodes = len(network.layer)
    to_end = np.full(nodes, FAR)
    to_end[nodes - 1] = 0
    for node in range(nodes - 2, -1, -1):
        day, least = network.layer[node], FAR
        for arc in range(network.first[node], network.first[node + 1]):
            least = min(least, costs[day, network.choice[arc]] + to_end[network.target[arc]])
        to_end[node] = least
    return to_end


@njit(cache=True, nogil=True)
def best_tour(network, costs, to_end):
    """Return the choice of each day on a cheapest path."""
    choices = np.empty(len(costs), np.int64)
    node = 0
    for day in range(len(costs)):
        for arc in range(network.first[node], network.first[node + 1]):
            if costs[day, network.choice[arc]] + to_end[network.target[arc]] == to_end[node]:
                choices[day] = network.choice[arc]
                node = network.target[arc]
                break
    return choices


@njit(cache=True, nogil=True)
def arcs_within(network, costs, to_end, most):
    """Tell which arcs lie on a path that costs at most so much."""
    nodes = len(network.layer)
    from_start = np.full(nodes, FAR)
    from_start[0] = 0
    within = np.zeros(len(network.choice), np.bool_)
    for node in range(nodes - 1):
        day = network.layer[node]
        for arc in range(network.first[node], network.first[node + 1]):
            target = network.target[arc]
            here = from_start[node] + costs[day, network.choice[arc]]
            from_start[target] = min(from_start[target], here)
            within[arc] = here + to_end[target] <= most
    return within
