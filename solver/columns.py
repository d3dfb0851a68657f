"""A bound by columns: whole tours priced against coverage until no better tour is left.

Dantzig-Wolfe decomposition (G. Dantzig, P. Wolfe, Operations Research 8, 1960): the master chooses a mix of known tours
for each agent, its dual prices ask every agent for a better one. Prices are smoothed (P. Wentges, International
Transactions in Operational Research 4, 1997). Whatever the prices, each agent's best tour and the cheapest coverage
prove a bound, which is computed here again in integers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from solver.coverage import widths
from solver.coverage_rows import CoverageRow, PricedCoverage, coverage_rows
from solver.problem import PERSON, RosterProblem, Steps
from solver.tour_kernels import best_tour, costs_through, costs_to_end
from solver.tour_rules import NEVER
from solver.tours import Ints, Tours, tours_of

FINE = 1_000  # parts of a cost that prices are rounded to
SMOOTHING = 0.7
CLOSE = 1e-6

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TourBound:
    """A proven bound in 1/`FINE` of a cost, and what a roster costs more at least if an agent makes a choice.

    `beyond` [agent][day, choice] in the same unit; choice 0 is a day off, 1 + s shift s.
    """

    value: int
    beyond: Sequence[Ints]


class TourPrices:
    """Answers prices with the agents' best tours and the bound that they prove."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        self.rows = coverage_rows(problem)
        self.tours = tours_of(problem)
        self._priced = PricedCoverage(problem, self.rows, FINE)
        self._crews = {agent.queues for agent in problem.agents}

    def costs(self, prices: Ints) -> list[Ints]:
        """Return the cost of every agent's choices [day, choice] at these prices."""
        worth = {crew: self._worth_of_choices(self._priced.worth(prices, crew)) for crew in self._crews}
        return [
            np.where(own.costs >= NEVER, NEVER, np.minimum(own.costs, NEVER // FINE) * FINE - worth[agent.queues])
            for own, agent in zip(self.tours, self.problem.agents, strict=True)
        ]

    def _worth_of_choices(self, worth: Ints) -> Ints:
        until = np.concatenate([[0], np.cumsum(worth)])
        of_choices = np.zeros((len(self.problem.days), 1 + len(self.problem.shifts)), np.int64)
        for day, shift in self.problem.offers():
            span = self.problem.span(day, shift)
            of_choices[day, 1 + shift] = until[min(span.end, len(worth))] - until[min(span.start, len(worth))]
        return of_choices

    def answer(self, prices: Ints) -> "Answer":
        """Return the agents' best tours and the bound."""
        costs = self.costs(prices)
        to_end = [costs_to_end(own.network, cost) for own, cost in zip(self.tours, costs, strict=True)]
        choices = [
            best_tour(own.network, cost, end) for own, cost, end in zip(self.tours, costs, to_end, strict=True)
        ]
        bound = self._priced.value(prices) + sum(int(end[0]) for end in to_end)
        return Answer(bound, [int(end[0]) for end in to_end], choices)

    def beyond(self, prices: Ints) -> list[Ints]:
        """Return how much more than her best tour each agent's best tour with a choice costs."""
        found = []
        for own, cost in zip(self.tours, self.costs(prices), strict=True):
            to_end = costs_to_end(own.network, cost)
            found.append(costs_through(own.network, cost, to_end) - to_end[0])
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """The bound that prices prove, in 1/`FINE`, and each agent's best tour with its cost."""

    bound: int
    costs: Sequence[int]
    choices: Sequence[Ints]


def bound_by_tours(problem: RosterProblem, is_over: Callable[[int], bool]) -> TourBound:
    """Return the best bound that whole tours prove; `is_over` is told each better one and may end the search early."""
    pricing = TourPrices(problem)
    master = _Master(problem, pricing)
    best = np.zeros(len(pricing.rows), np.int64)
    answer = pricing.answer(best)
    highest = answer.bound
    master.add(answer)
    while not is_over(highest // FINE):
        asked = master.solve()
        improved = False
        for share in (SMOOTHING, 0.0):
            prices = np.rint(share * best + (1 - share) * asked).astype(np.int64)
            answer = pricing.answer(prices)
            improved |= master.add(answer)
            if answer.bound > highest:
                highest, best = answer.bound, prices
            if improved:
                break
        if not improved or highest >= master.value * FINE * (1 - CLOSE):
            break
    return TourBound(highest, pricing.beyond(best))


class _Master:
    """The linear program that mixes known tours; amounts are in persons."""

    def __init__(self, problem: RosterProblem, pricing: TourPrices) -> None:
        self._problem = problem
        self._pricing = pricing
        self._model = mathopt.Model()
        self._rows = [self._model.add_linear_constraint(lb=self._floor(row)) for row in pricing.rows]
        self._one = [self._model.add_linear_constraint(lb=1, ub=1) for _ in problem.agents]
        self._known: set[tuple[int, bytes]] = set()
        self._add_coverage()
        self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
        self.value = 0.0

    @staticmethod
    def _floor(row: CoverageRow) -> float:
        return (-row.required if row.surplus else row.required) / PERSON

    def _add_coverage(self) -> None:
        """Add shortage and surplus as pieces of their convex costs."""
        people = PERSON * (len(self._problem.agents) + len(self._problem.carried))
        at: dict[tuple[int, int], list[int]] = {}
        for number, row in enumerate(self._pricing.rows):
            at.setdefault((row.group, row.slot), []).append(number)
        for (number, slot), rows in at.items():
            group = self._problem.groups[number]
            for queue in group.queues:
                needed = self._problem.queues[queue]
                own = {r: -1 if self._pricing.rows[r].surplus else 1 for r in rows if queue in self._pricing.rows[r].queues}
                self._add_pieces(needed.shortage[slot], needed.required[slot], own)
            most = people + sum(self._problem.queues[queue].required[slot] for queue in group.queues)
            self._add_pieces(group.surplus, most, {r: 1 for r in rows if self._pricing.rows[r].surplus})

    def _add_pieces(self, steps: Steps, most: int, signs: dict[int, int]) -> None:
        for step, width in widths(steps, most):
            if width:
                piece = self._model.add_variable(lb=0, ub=width / PERSON)
                self._model.objective.set_linear_coefficient(piece, step.cost * PERSON)
                for row, sign in signs.items():
                    self._rows[row].set_coefficient(piece, sign)

    def add(self, answer: Answer) -> bool:
        """Add the tours not yet known; tell whether there were any."""
        added = False
        for agent, choices in enumerate(answer.choices):
            if (agent, choices.tobytes()) not in self._known:
                self._known.add((agent, choices.tobytes()))
                self._add_tour(agent, choices)
                added = True
        return added

    def _add_tour(self, agent: int, choices: Ints) -> None:
        mixed = self._model.add_variable(lb=0)
        costs = self._pricing.tours[agent].costs
        self._model.objective.set_linear_coefficient(mixed, float(costs[np.arange(len(choices)), choices].sum()))
        self._one[agent].set_coefficient(mixed, 1)
        slots = {
            slot
            for day, choice in enumerate(choices.tolist())
            if choice
            for slot in self._problem.span(day, choice - 1).slots()
        }
        for number, row in enumerate(self._pricing.rows):
            if row.slot in slots and row.queues & self._problem.agents[agent].queues:
                self._rows[number].set_coefficient(mixed, -1 if row.surplus else 1)

    def solve(self) -> Floats:
        """Return the prices of the rows, in the unit that pricing takes."""
        result = self._solver.solve()
        self.value = result.objective_value()
        return np.array([result.dual_values(row) for row in self._rows]) * FINE / PERSON
