"""Compiled loops over the network of an agent's tours."""

# mypy: disable-error-code="no-untyped-def"
import numpy as np
from numba import njit

FAR = 1 << 60


@njit(cache=True, nogil=True)
def costs_to_end(network, costs):
    """Return the least cost from every node to the end; `costs` [day, choice]."""
    nodes = len(network.layer)
    cost = np.full(nodes, FAR)
    cost[nodes - 1] = 0
    for node in range(nodes - 2, -1, -1):
        day, least = network.layer[node], FAR
        for arc in range(network.first[node], network.first[node + 1]):
            least = min(least, costs[day, network.choice[arc]] + cost[network.target[arc]])
        cost[node] = least
    return cost


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
def costs_through(network, costs, to_end):
    """Return the cost of the cheapest path through each choice of each day."""
    nodes = len(network.layer)
    from_start = np.full(nodes, FAR)
    from_start[0] = 0
    through = np.full(costs.shape, FAR)
    for node in range(nodes - 1):
        day, so_far = network.layer[node], from_start[node]
        for arc in range(network.first[node], network.first[node + 1]):
            choice, target = network.choice[arc], network.target[arc]
            here = so_far + costs[day, choice]
            from_start[target] = min(from_start[target], here)
            through[day, choice] = min(through[day, choice], here + to_end[target])
    return through
