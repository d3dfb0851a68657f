"""Improve whole tours in turn: each agent takes the best one beside those of the others."""

from collections.abc import Iterable, Sequence

import numpy as np

from solver.coverage import Crew, on_contacts, slot_cost
from solver.exact.tour_kernels import best_tour, costs_to_end
from solver.exact.tour_pricing import TourPricing
from solver.exact.tour_rules import NEVER
from solver.exact.tours import Ints
from solver.roster import Roster


def respond_in_turn(pricing: TourPricing, choices: Sequence[Ints]) -> list[Ints]:
    """Return choices of all agents from which none of them alone can change to a cheaper tour.

    An agent starts at most one shift a day, so that what she adds at one slot does not depend on another: her best
    tour is a shortest path.
    """
    tours = _Tours(pricing, choices)
    waiting = list(range(len(choices)))
    while waiting:
        number = waiting.pop(0)
        if tours.respond(number):
            waiting = [other for other in range(len(choices)) if other != number]
    return tours.choices


class _Tours:
    """The tours of all agents, how many of each crew are there at each slot, and what one more would cost."""

    def __init__(self, pricing: TourPricing, choices: Sequence[Ints]) -> None:
        self._pricing = pricing
        self._problem = pricing.problem
        self.choices = list(choices)
        self._present = on_contacts(self._problem, Roster(()))
        self._added: dict[Crew, Ints] = {crew: np.zeros(self._problem.slots, np.int64) for crew in set(pricing.crews)}
        for number in range(len(choices)):
            self._count(number, 1)
        self._note_added(range(self._problem.slots))

    def _count(self, number: int, people: int) -> set[int]:
        slots = set(self._pricing.slots_of(self.choices[number]))
        for slot in slots:
            self._present[slot][self._pricing.crews[number]] += people
        return slots

    def respond(self, number: int) -> bool:
        """Give the agent her best tour; tell whether it is cheaper than before."""
        self._note_added(self._count(number, -1))
        own, crew = self._pricing.tours[number], self._pricing.crews[number]
        added = self._pricing.total_of_choices(self._added[crew])
        costs = np.where(own.costs >= NEVER, NEVER, own.costs + added)
        to_end = costs_to_end(own.network, costs)
        now = costs[np.arange(len(costs)), self.choices[number]].sum()
        better = bool(to_end[0] < now)
        if better:
            self.choices[number] = best_tour(own.network, costs, to_end)
        self._note_added(self._count(number, 1))
        return better

    def _note_added(self, slots: Iterable[int]) -> None:
        """Note by how much coverage would cost more with one more of each crew."""
        for slot in slots:
            present = self._present[slot]
            before = coverage_cost(self._pricing, slot, present)
            for crew, added in self._added.items():
                more = {**present, crew: present[crew] + 1}
                added[slot] = coverage_cost(self._pricing, slot, more) - before


def coverage_cost(pricing: TourPricing, slot: int, present: dict[Crew, int]) -> int:
    """Return what shortage and surplus cost at a slot."""
    costs = (slot_cost(pricing.problem, group, slot, present) for group in pricing.problem.groups)
    return sum(cost.shortage + cost.surplus for cost in costs)
