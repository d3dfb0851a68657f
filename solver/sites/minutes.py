"""The time that the people of each site have for each queue."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.problem import Agent, RosterProblem
from solver.sites.parts import Ints

Floats = NDArray[np.float64]

ROUNDS = 100  # of proportional fitting
LEAST = 1e-12  # no pull of a queue is weaker


def minutes_for_queues(problem: RosterProblem, sites: Sequence[frozenset[int]]) -> Ints:
    """Return the minutes that each site's people have for each queue on each day, [site, queue, day].

    The minutes of a contract lie evenly on the days that are neither leave nor outside the contract's dates. A crew's
    are divided among its queues as a fit to what these require in the whole week, the same at every site.
    """
    crews = sorted({agent.queues for agent in problem.agents}, key=sorted)
    by_crew = np.zeros((len(sites), len(crews), len(problem.days)))
    for number, site in enumerate(sites):
        for agent in (problem.agents[at] for at in sorted(site)):
            by_crew[number, crews.index(agent.queues)] += _by_day(agent, problem)
    required = np.array([sum(queue.required) for queue in problem.queues], float)
    serves = np.array([[queue in crew for queue in range(len(required))] for crew in crews], bool)
    parts = _fit(serves, by_crew.sum(axis=(0, 2)), required)
    minutes: Ints = np.rint(np.einsum("scd,cq->sqd", by_crew, parts)).astype(np.int64)
    return minutes


def _by_day(agent: Agent, problem: RosterProblem) -> Floats:
    free = [
        agent.available.overlaps(day.span) and not any(leave.overlaps(day.span) for leave in agent.leave)
        for day in problem.days
    ]
    return np.array(free) * (agent.contract_min / max(1, sum(free)))


def _fit(serves: NDArray[np.bool_], minutes: Floats, required: Floats) -> Floats:
    """Return the part of each crew's minutes for each of its queues, [crew, queue].

    Iterative proportional fitting (W. E. Deming, F. F. Stephan, Annals of Mathematical Statistics 11, 1940): the
    queues' minutes come as near as they can to the proportions required.
    """
    pull = np.ones(len(required))
    for _ in range(ROUNDS):
        given = minutes @ _parts(serves, pull)
        pull *= np.where(given > 0, required / np.maximum(given, LEAST), 1.0)
        pull = np.maximum(pull / max(pull.max(initial=0.0), LEAST), LEAST)
    return _parts(serves, pull)


def _parts(serves: NDArray[np.bool_], pull: Floats) -> Floats:
    pulled = serves * pull
    parts: Floats = pulled / np.maximum(pulled.sum(axis=1, keepdims=True), LEAST)
    return parts
