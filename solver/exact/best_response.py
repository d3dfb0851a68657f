"""Improve whole tours in turn: each agent takes the best one beside those of the others."""

from collections.abc import Sequence

import numpy as np

from solver.coverage import Crew, cover, on_contacts, step_cost
from solver.exact.columns import TourPricing
from solver.exact.tour_kernels import best_tour, costs_to_end
from solver.exact.tour_rules import NEVER
from solver.exact.tours import Ints, covered
from solver.problem import Group, RosterProblem
from solver.roster import Roster


def respond_in_turn(pricing: TourPricing, choices: Sequence[Ints]) -> list[Ints]:
    """Return choices from which no agent alone can change to a cheaper tour.

    An agent starts at most one shift a day, so that what she adds at one slot does not depend on another: her best
    tour is a shortest path.
    """
    tours = _Tours(pricing, choices)
    waiting = list(range(len(choices)))
    while waiting:
        agent = waiting.pop(0)
        if tours.respond(agent):
            waiting = [other for other in range(len(choices)) if other != agent]
    return tours.choices


class _Tours:
    """The tours of all agents and how many of each crew are there at each slot."""

    def __init__(self, pricing: TourPricing, choices: Sequence[Ints]) -> None:
        self._pricing = pricing
        self._problem = pricing.problem
        self.choices = list(choices)
        self._present = on_contacts(self._problem, Roster(()))
        for agent in range(len(choices)):
            self._count(agent, 1)

    def _count(self, agent: int, people: int) -> None:
        crew = self._problem.agents[agent].queues
        for day, choice in enumerate(self.choices[agent].tolist()):
            for slot in covered(self._problem, day, choice):
                self._present[slot][crew] += people

    def respond(self, agent: int) -> bool:
        """Give the agent her best tour; tell whether it is cheaper than before."""
        self._count(agent, -1)
        own = self._pricing.tours[agent]
        costs = np.where(own.costs >= NEVER, NEVER, own.costs + self._costs_of_choices(agent))
        to_end = costs_to_end(own.network, costs)
        now = costs[np.arange(len(costs)), self.choices[agent]].sum()
        better = bool(to_end[0] < now)
        if better:
            self.choices[agent] = best_tour(own.network, costs, to_end)
        self._count(agent, 1)
        return better

    def _costs_of_choices(self, agent: int) -> Ints:
        """Return by how much coverage would cost more with the agent there."""
        crew = self._problem.agents[agent].queues
        added = [self._added(slot, crew) for slot in range(self._problem.slots)]
        until = np.concatenate([[0], np.cumsum(added)])
        costs = np.zeros(self._pricing.tours[agent].costs.shape, np.int64)
        for day, shift in self._problem.offers():
            slots = covered(self._problem, day, 1 + shift)
            costs[day, 1 + shift] = until[slots.stop] - until[slots.start]
        return costs

    def _added(self, slot: int, crew: Crew) -> int:
        present = self._present[slot]
        more = {**present, crew: present[crew] + 1}
        groups = [group for group in self._problem.groups if crew & frozenset(group.queues)]
        return sum(
            coverage_cost(self._problem, group, slot, more) - coverage_cost(self._problem, group, slot, present)
            for group in groups
        )


def coverage_cost(problem: RosterProblem, group: Group, slot: int, present: dict[Crew, int]) -> int:
    """Return what shortage and surplus of a group cost at a slot."""
    covered_slot = cover(problem, group, slot, present)
    short = zip(group.queues, covered_slot.shortage, strict=True)
    shortage = sum(step_cost(problem.queues[queue].shortage[slot], amount) for queue, amount in short)
    return shortage + step_cost(group.surplus, covered_slot.surplus)
