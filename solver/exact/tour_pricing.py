"""Prices of coverage, the agents' best tours at them, and the bound that both prove.

Whatever the prices, each agent's best tour and the cheapest coverage prove a bound, which is computed in integers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from solver.coverage import Crew
from solver.exact.coverage_rows import CoverageRow, PricedCoverage, coverage_rows
from solver.exact.tour_kernels import arcs_within, best_tour, costs_to_end
from solver.exact.tour_rules import NEVER, TourRules
from solver.exact.tours import Flags, Ints, Tours, covered, tours_of
from solver.problem import PERSON, RosterProblem

FINE = 1_000  # parts of a cost that prices are rounded to


@dataclass(frozen=True, slots=True)
class Answer:
    """The bound that prices prove, in 1/`FINE` of a cost, and the best tours of the agents asked, by their number."""

    bound: int
    choices: Mapping[int, Ints]


class TourPricing:
    """Answers prices of coverage with the best tours of some agents, beside what the others work.

    These agents have numbers of their own: `tours[n]` are those of agent `agents[n]` of the problem.
    """

    def __init__(
        self, problem: RosterProblem, rows: list[CoverageRow], agents: Sequence[int], tours: Sequence[Tours]
    ) -> None:
        self.problem = problem
        self.rows = rows
        self.agents = agents
        self.tours = tours
        self.crews: list[Crew] = [problem.agents[agent].queues for agent in agents]
        self._priced = PricedCoverage(problem, rows, FINE)
        self._starts = np.zeros((len(problem.days), 1 + len(problem.shifts)), np.int64)
        self._stops = self._starts.copy()
        for day, shift in problem.offers():
            slots = covered(problem, day, 1 + shift)
            self._starts[day, 1 + shift], self._stops[day, 1 + shift] = slots.start, slots.stop

    @classmethod
    def of(cls, problem: RosterProblem, rules: Sequence[TourRules]) -> "TourPricing":
        """Return that of all agents, from what the rules say of each."""
        return cls(problem, coverage_rows(problem), range(len(problem.agents)), tours_of(rules))

    def beside(self, choices: Sequence[Ints], tours: Mapping[int, Tours]) -> "TourPricing":
        """Return that of some agents, by their number, with these tours while all the others work their choices."""
        present: dict[tuple[int, Crew], int] = {}
        for number in sorted(set(range(len(self.tours))) - set(tours)):
            for slot in self.slots_of(choices[number]):
                key = slot, self.crews[number]
                present[key] = present.get(key, 0) + PERSON
        by_slot: dict[int, list[tuple[Crew, int]]] = {}
        for (slot, crew), people in present.items():
            by_slot.setdefault(slot, []).append((crew, people))
        rows = [_lowered(row, by_slot.get(row.slot, ())) for row in self.rows]
        return TourPricing(self.problem, rows, [self.agents[number] for number in tours], list(tours.values()))

    def slots_of(self, choices: Ints) -> Iterable[int]:
        """Yield the slots that a tour covers."""
        for day, choice in enumerate(choices.tolist()):
            yield from covered(self.problem, day, choice)

    def own_cost(self, number: int, choices: Ints) -> int:
        """Return what a tour costs beside coverage."""
        return int(self.tours[number].costs[np.arange(len(choices)), choices].sum())

    def some_agent_has_no_tour(self) -> bool:
        """Tell whether the rules leave an agent no tour at all."""
        for own in self.tours:
            if not len(own.network.choice) or costs_to_end(own.network, own.costs)[0] >= NEVER:
                return True
        return False

    def answer(self, prices: Ints) -> Answer:
        """Return the agents' best tours and the bound."""
        bound, choices = self._priced.value(prices), {}
        for number, costs in self._costs(prices, range(len(self.tours))):
            network = self.tours[number].network
            to_end = costs_to_end(network, costs)
            bound += int(to_end[0])
            choices[number] = best_tour(network, costs, to_end)
        return Answer(bound, choices)

    def best_tours(self, prices: Ints, allowed: Mapping[int, Flags]) -> dict[int, Ints]:
        """Return the best tours of some agents along the choices allowed to each [day, choice]."""
        best = {}
        for number, costs in self._costs(prices, allowed):
            network, left = self.tours[number].network, np.where(allowed[number], costs, NEVER)
            best[number] = best_tour(network, left, costs_to_end(network, left))
        return best

    def arcs_within(self, prices: Ints, beyond: int) -> list[Flags]:
        """Tell which arcs of each agent lie on a tour at most `beyond` (in 1/`FINE`) dearer than her best."""
        found = []
        for number, costs in self._costs(prices, range(len(self.tours))):
            network = self.tours[number].network
            to_end = costs_to_end(network, costs)
            found.append(arcs_within(network, costs, to_end, to_end[0] + beyond))
        return found

    def _costs(self, prices: Ints, numbers: Iterable[int]) -> Iterable[tuple[int, Ints]]:
        """Yield the costs of choices [day, choice] of agents at these prices, with their numbers."""
        worth: dict[Crew, Ints] = {}
        for number in numbers:
            crew, costs = self.crews[number], self.tours[number].costs
            if crew not in worth:
                worth[crew] = self.total_of_choices(self._priced.worth(prices, crew))
            yield number, np.where(costs >= NEVER, NEVER, costs * FINE - worth[crew])

    def total_of_choices(self, per_slot: Ints) -> Ints:
        """Return the total of amounts per slot over the slots of each choice [day, choice]."""
        until = np.concatenate([[0], np.cumsum(per_slot)])
        total: Ints = until[self._stops] - until[self._starts]
        return total


def _lowered(row: CoverageRow, present: Iterable[tuple[Crew, int]]) -> CoverageRow:
    """Return the row with people who are there taken off what is required."""
    people = sum(count for crew, count in present if crew & row.queues)
    return replace(row, required=row.required - people) if people else row
