"""A bound by columns: whole tours priced against coverage until no better tour is left.

Dantzig-Wolfe decomposition (G. Dantzig, P. Wolfe, Operations Research 8, 1960): the master chooses a mix of known tours
for each agent, its dual prices ask every agent for a better one. Prices are smoothed (P. Wentges, International
Transactions in Operational Research 4, 1997). Whatever the prices, each agent's best tour and the cheapest coverage
prove a bound, which is computed here in integers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.exact.coverage_program import CoverageProgram
from solver.exact.coverage_rows import PricedCoverage, coverage_rows
from solver.exact.tour_kernels import arcs_within, best_tour, costs_to_end
from solver.exact.tour_rules import NEVER
from solver.exact.tours import Flags, Ints, covered, tours_of
from solver.problem import RosterProblem

FINE = 1_000  # parts of a cost that prices are rounded to
SMOOTHING = 0.7  # share of the best prices so far in those asked next
CLOSE = 1e-6  # part of the master's cost by which the bound may stay below it

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answer:
    """The bound that prices prove, in 1/`FINE` of a cost, and each agent's best tour."""

    bound: int
    choices: Sequence[Ints]


@dataclass(frozen=True, slots=True)
class ColumnBound:
    """A proven bound in 1/`FINE` of a cost, the prices that prove it, and each agent's heaviest tour in the mix."""

    value: int
    prices: Ints
    choices: Sequence[Ints]


class TourPricing:
    """Answers prices of coverage with the agents' best tours."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        self.rows = coverage_rows(problem)
        self.tours = tours_of(problem)
        self._priced = PricedCoverage(problem, self.rows, FINE)
        self._crews = {agent.queues for agent in problem.agents}

    def some_agent_has_no_tour(self) -> bool:
        """Tell whether the rules leave an agent no tour at all."""
        for own in self.tours:
            if not len(own.network.choice) or costs_to_end(own.network, own.costs)[0] >= NEVER:
                return True
        return False

    def answer(self, prices: Ints) -> Answer:
        """Return the agents' best tours and the bound."""
        bound, choices = self._priced.value(prices), []
        for own, costs in zip(self.tours, self._costs(prices), strict=True):
            to_end = costs_to_end(own.network, costs)
            bound += int(to_end[0])
            choices.append(best_tour(own.network, costs, to_end))
        return Answer(bound, choices)

    def arcs_within(self, prices: Ints, beyond: int) -> list[Flags]:
        """Tell which arcs of each agent lie on a tour at most `beyond` (in 1/`FINE`) dearer than her best."""
        found = []
        for own, costs in zip(self.tours, self._costs(prices), strict=True):
            to_end = costs_to_end(own.network, costs)
            found.append(arcs_within(own.network, costs, to_end, to_end[0] + beyond))
        return found

    def _costs(self, prices: Ints) -> list[Ints]:
        """Return the cost of every agent's choices [day, choice] at these prices."""
        worth = {crew: self._worth_of_choices(self._priced.worth(prices, crew)) for crew in self._crews}
        return [
            np.where(own.costs >= NEVER, NEVER, own.costs * FINE - worth[agent.queues])
            for own, agent in zip(self.tours, self.problem.agents, strict=True)
        ]

    def _worth_of_choices(self, worth: Ints) -> Ints:
        until = np.concatenate([[0], np.cumsum(worth)])
        of_choices = np.zeros((len(self.problem.days), 1 + len(self.problem.shifts)), np.int64)
        for day, shift in self.problem.offers():
            slots = covered(self.problem, day, 1 + shift)
            of_choices[day, 1 + shift] = until[slots.stop] - until[slots.start]
        return of_choices


def bound_by_columns(pricing: TourPricing, is_over: Callable[[int], bool]) -> ColumnBound:
    """Return the best bound that whole tours prove; `is_over` is told each one, rounded up, and may end it early."""
    master = _Master(pricing)
    best = np.zeros(len(pricing.rows), np.int64)
    answer = pricing.answer(best)
    bound = answer.bound
    new = master.add(answer)
    while new and not is_over(-(-bound // FINE)) and bound < master.solve() * FINE * (1 - CLOSE):
        for share in (SMOOTHING, 0.0):
            prices = np.rint(share * best + (1 - share) * master.prices).astype(np.int64)
            answer = pricing.answer(prices)
            if answer.bound > bound:
                bound, best = answer.bound, prices
            new = master.add(answer)
            if new:
                break
    return ColumnBound(bound, best, master.heaviest())


class _Master:
    """The linear program that mixes known tours."""

    def __init__(self, pricing: TourPricing) -> None:
        self._pricing = pricing
        self._problem = pricing.problem
        self._coverage = CoverageProgram(pricing.problem, pricing.rows, "GLOP")
        self._program = self._coverage.program
        self._one = [self._program.Constraint(1, 1) for _ in pricing.tours]
        self._columns: list[dict[bytes, Any]] = [{} for _ in pricing.tours]

    def add(self, answer: Answer) -> bool:
        """Add the tours not yet known; tell whether there were any."""
        added = False
        for agent, choices in enumerate(answer.choices):
            if choices.tobytes() not in self._columns[agent]:
                self._columns[agent][choices.tobytes()] = self._new_column(agent, choices)
                added = True
        return added

    def _new_column(self, agent: int, choices: Ints) -> Any:
        share = self._program.NumVar(0, self._program.infinity(), "")
        cost = self._pricing.tours[agent].costs[np.arange(len(choices)), choices].sum()
        self._program.Objective().SetCoefficient(share, float(cost))
        self._one[agent].SetCoefficient(share, 1)
        slots = [slot for day, choice in enumerate(choices.tolist()) for slot in covered(self._problem, day, choice)]
        self._coverage.add_people(share, self._problem.agents[agent].queues, slots)
        return share

    def solve(self) -> float:
        """Return the cost of the best mix."""
        self._program.Solve()
        return float(self._program.Objective().Value())

    @property
    def prices(self) -> Floats:
        """The prices of the rows, in 1/`FINE` of a cost per 1/100 person."""
        duals = [row.dual_value() for row in self._coverage.constraints]
        return np.array(duals) * FINE * self._coverage.price_scale

    def heaviest(self) -> list[Ints]:
        """Return each agent's tour with the largest share in the mix."""
        self._program.Solve()
        return [
            np.frombuffer(max(known, key=lambda tour: known[tour].solution_value()), np.int64)
            for known in self._columns
        ]
