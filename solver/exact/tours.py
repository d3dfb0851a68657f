"""All tours of an agent that her enforced rules allow, as a network: an arc is a day of hers, a path a tour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.exact.tour_limits import TourLimit, Values
from solver.exact.tour_rules import NEVER, TourRules
from solver.problem import RosterProblem

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST_ARCS = 3_000_000  # of an agent
MOST_ARCS_OF_ALL = 40_000_000
HOPELESS = 5_000  # times the arcs that may be: so many values of the limits together are not even tried


class Network(NamedTuple):
    """Arcs by the node they leave; node 0 is the start, the last node the end.

    The arcs of node n are `first[n]` to before `first[n + 1]`; `layer` [node] is the day that its arcs decide.
    """

    first: Ints
    layer: Ints
    choice: Ints  # [arc] 0 for a day off, 1 + s for shift s
    target: Ints


@dataclass(frozen=True, slots=True)
class Tours:
    """The network of one agent and what each choice of a day costs her [day, choice], `NEVER` where it is forbidden.

    Complete: no shape of a rule and no limit was left out.
    """

    network: Network
    costs: Ints
    complete: bool


def tours_of(agents: Sequence[TourRules]) -> list[Tours]:
    """Return every agent's tours.

    What a network cannot tell, or what would make it too large, is left out: more tours then remain and none costs
    more, so that a bound on them stays true.
    """
    most_arcs = min(MOST_ARCS, MOST_ARCS_OF_ALL // len(agents))
    network = cache(lambda limits, shape: _Layers(limits, np.ones(shape, bool)).network(most_arcs))
    tours = []
    for agent in agents:
        built = _built(agent.limits(), agent.costs.shape, most_arcs, network)
        tours.append(Tours(built.network, np.minimum(agent.costs, NEVER), agent.complete and built.complete))
    return tours


def tours_in_window(agent: TourRules, choices: Ints, window: range) -> Tours | None:
    """Return the tours that work these choices on all days outside the window, None where there are too many."""
    allowed = agent.costs < NEVER
    outside = [day for day in range(len(choices)) if day not in window]
    allowed[outside] = False
    allowed[outside, choices[outside]] = True
    network = _Layers(agent.limits(), allowed).network(MOST_ARCS)
    return None if network is None else Tours(network, np.where(allowed, agent.costs, NEVER), agent.complete)


@dataclass(frozen=True, slots=True)
class _Built:
    """A network, and whether it tells all limits."""

    network: Network
    complete: bool


def covered(problem: RosterProblem, day: int, choice: int) -> range:
    """Return the slots, within the planned days, of the shift that a choice of a day stands for."""
    if choice == 0:
        return range(0)
    span = problem.span(day, choice - 1)
    return range(min(span.start, problem.slots), min(span.end, problem.slots))


def _built(
    limits: tuple[TourLimit, ...],
    shape: tuple[int, int],
    most_arcs: int,
    network: Callable[[tuple[TourLimit, ...], tuple[int, int]], Network | None],
) -> _Built:
    """Return the network of the limits, the last ones left out where there would be too many arcs."""
    told = list(limits)
    while prod(limit.values for limit in told) * prod(shape) > HOPELESS * most_arcs:
        told.pop()
    while (found := network(tuple(told), shape)) is None:
        told.pop()
    return _Built(found, len(told) == len(limits))


@dataclass(frozen=True, slots=True)
class _Step:
    """The arcs of one day: nodes numbered within their day."""

    source: Ints
    choice: Ints
    target: Ints


class _Layers:
    """Builds a network day by day from the start, then drops what does not reach the end."""

    def __init__(self, limits: Sequence[TourLimit], allowed: Flags) -> None:
        self._limits = limits
        self._allowed = allowed
        self._states: list[Values] = [np.array([[limit.start] for limit in limits], np.int64).reshape(len(limits), 1)]
        self._steps: list[_Step] = []
        self._arcs = 0

    def _add_day(self, day: int) -> None:
        states = self._states[-1]
        sources, choices, reached = [], [], []
        for choice in np.flatnonzero(self._allowed[day]).tolist():
            after = [limit.after(row, day, choice) for limit, row in zip(self._limits, states, strict=True)]
            target = np.array(after, np.int64).reshape(len(self._limits), states.shape[1])
            kept = np.flatnonzero((target >= 0).all(axis=0))
            sources.append(kept)
            choices.append(np.full(len(kept), choice))
            reached.append(target[:, kept])
        targets = np.concatenate(reached, axis=1)
        _, first, number = np.unique(_keys(targets), return_index=True, return_inverse=True)
        self._states.append(targets[:, first])
        self._steps.append(_Step(np.concatenate(sources), np.concatenate(choices), number.ravel()))
        self._arcs += targets.shape[1]

    def network(self, most_arcs: int) -> Network | None:
        """Return the network, None where it has too many arcs."""
        for day in range(len(self._allowed)):
            self._add_day(day)
            if self._arcs > most_arcs:
                return None
        alive = np.ones(self._states[-1].shape[1], bool)
        steps = []
        numbers = [np.zeros(len(alive), np.int64)]  # all ends are one
        for step, states in zip(reversed(self._steps), reversed(self._states[:-1]), strict=True):
            kept = alive[step.target]
            target = numbers[-1][step.target[kept]]
            steps.append(_Step(step.source[kept], step.choice[kept], target))
            alive = np.zeros(states.shape[1], bool)
            alive[step.source[kept]] = True
            numbers.append(np.cumsum(alive) - 1)
        steps.reverse()
        return _joined(steps, numbers[::-1])


def _keys(states: Values) -> Ints:
    """Return a number for each state, the same only for the same state."""
    keys = np.zeros(states.shape[1], np.int64)
    for row in states:
        keys = keys * (int(row.max(initial=0)) + 1) + row
    return keys


def _joined(steps: Sequence[_Step], numbers: Sequence[Ints]) -> Network:
    """Number the nodes of all days in one row and sort the arcs by the node they leave."""
    counts = [int(number.max(initial=-1)) + 1 for number in numbers]
    offsets = np.concatenate([[0], np.cumsum(counts)])
    sources = np.concatenate([numbers[day][step.source] + offsets[day] for day, step in enumerate(steps)])
    targets = np.concatenate([step.target + offsets[day + 1] for day, step in enumerate(steps)])
    order = np.argsort(sources, kind="stable")
    first = np.searchsorted(sources[order], np.arange(offsets[-1] + 1))
    choices = np.concatenate([step.choice for step in steps])
    return Network(first, np.repeat(np.arange(len(counts)), counts), choices[order], targets[order])
