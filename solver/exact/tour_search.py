"""Exact search by whole tours: prices prove a bound and lead to rosters; SCIP chooses where a proof is left to do."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from math import inf

from solver.exact.best_response import respond_in_turn
from solver.exact.columns import ColumnBound, bound_by_columns, no_prices
from solver.exact.dive import dive
from solver.exact.grain import cost_grain
from solver.exact.incumbent import Incumbent, roster_of
from solver.exact.search import Found, Limits
from solver.exact.stoppable import run_stoppable
from solver.exact.tour_master import TourMaster
from solver.exact.tour_neighbourhoods import TourNeighbourhoods
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tour_program import Chosen, TourProgram
from solver.exact.tours import Ints
from solver.problem import RosterProblem
from solver.progress import OnProgress, Progress
from solver.rules.rule import AgentRule

ENGINE = "tours"
PROVED_BY = "columns (exact integers) and branch and cut (SCIP)"
BOUND_PART = 0.5  # of the time that is given to the first bound
NODES_PER_WORK = 100  # nodes of SCIP in a deterministic second
FEWEST, MORE = 8, 2  # agents planned anew together at first, and how many more when that is in vain
TOLERANCE = 1e-3  # of a cost, for bounds in floating point
TRIES = 2  # times that each agent has a turn, on average, before


def are_tours_enough(problem: RosterProblem) -> bool:
    """Tell whether tours and coverage say all: no breaks, no posts, no rule about several agents."""
    breaks = problem.breaks_taken and any(shift.breaks for shift in problem.shifts)
    return not breaks and not problem.posts and all(isinstance(rule, AgentRule) for rule in problem.rules)


class TourSearch:
    """Proves a bound by columns, dives for a roster, improves it in neighbourhoods, and proves what is left to prove.

    The proof widens a target from the bound upwards until nothing cheaper than the best roster can be left: a roster
    that costs at most the target uses only arcs whose cheapest tour is not dearer beyond the agent's best than the
    target is above the bound (reduced cost fixing). The best choice among those arcs is the best of all, or all cost
    more than the target.
    """

    def __init__(self, pricing: TourPricing, limits: Limits, on_progress: OnProgress) -> None:
        self._pricing = pricing
        self._limits = limits
        self._on_progress = on_progress
        self._grain = cost_grain(pricing)
        self._bound = 0
        self._stopped = False

    def search(self) -> Found:
        """Return the best roster and its bound."""
        master = TourMaster(self._pricing)
        columns = bound_by_columns(self._pricing, master, no_prices(self._pricing), self._watch_bound())
        self._bound = self._rounded(columns.value / FINE)
        first = dive(self._pricing, master, inf, self._limits.is_over)
        assert first is not None, "whatever it costs"
        self._best = Incumbent(self._pricing.problem, respond_in_turn(self._pricing, first))
        start_cost = self._best.cost
        try:
            self._improve(columns)
        except KeyboardInterrupt:
            self._stopped = True
        self._prove(columns)
        return Found(roster_of(self._best.choices), start_cost, self._bound, PROVED_BY, ENGINE, self._stopped)

    def _watch_bound(self) -> Callable[[int], bool]:
        """Return what notes each bound and tells when its time is up."""
        limits = self._limits.part(BOUND_PART)

        def watch(bound: int) -> bool:
            self._bound = max(0, bound)
            self._on_progress(Progress("prove", None, self._bound))
            return limits.is_over()

        return watch

    def _tell(self, phase: str) -> None:
        self._on_progress(Progress(phase, self._best.cost, self._bound))

    def _is_over(self) -> bool:
        return self._stopped or self._bound >= self._best.cost or self._limits.is_over()

    def _improve(self, columns: ColumnBound) -> None:
        """Plan some agents anew, and more of them at a time when all have been tried about twice in vain."""
        tours, chance = self._pricing.tours, random.Random(self._limits.seed)
        neighbourhoods = TourNeighbourhoods(self._pricing, columns.prices, self._grain)
        rounds = count()
        for size in range(FEWEST, len(tours) + 1, MORE):
            in_vain = 0
            while in_vain * size < TRIES * len(tours):
                if self._is_over() or self._limits.have_no_more(next(rounds)):
                    return
                self._tell("improve")
                freed = {number: tours[number] for number in sorted(chance.sample(range(len(tours)), size))}
                better = neighbourhoods.replan(self._best.choices, self._best.cost, freed, self._limits.is_over)
                in_vain = 0 if better is not None and self._offer(better) else in_vain + 1

    def _prove(self, columns: ColumnBound) -> None:
        width = 0
        while not self._is_over():
            target = min(self._bound + width, self._best.cost - self._grain)
            width = 2 * width + self._grain
            kept = self._pricing.arcs_within(columns.prices, target * FINE - columns.value)
            chosen = self._choose(TourProgram(self._pricing, kept))
            if chosen.choices is not None:
                self._offer(chosen.choices)
            proven = self._best.cost if chosen.bound is None else self._rounded(chosen.bound)
            self._bound = max(self._bound, min(proven, target + self._grain, self._best.cost))
            if chosen.bound is not None:
                break

    def _choose(self, program: TourProgram) -> Chosen:
        nodes = round(self._limits.work * NODES_PER_WORK)
        tell = partial(self._tell, "prove")
        ended = run_stoppable(lambda: program.solve(nodes, self._limits.left_s()), program.stop, tell)
        self._stopped = ended.stopped
        return ended.value

    def _offer(self, choices: Sequence[Ints]) -> bool:
        """Improve choices in turn and keep them if they are the cheapest so far; tell whether they are."""
        return self._best.offer(respond_in_turn(self._pricing, choices))

    def _rounded(self, bound: float) -> int:
        """Return the least cost that a roster can have at or above a bound."""
        return max(0, -int(-(bound - TOLERANCE) // self._grain) * self._grain)
