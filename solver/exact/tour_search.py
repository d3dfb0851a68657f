"""Exact search by whole tours: prices prove a bound and lead to rosters; SCIP chooses where a proof is left to do."""

from collections.abc import Sequence
from functools import partial
from math import gcd, inf

from solver.check import check
from solver.exact.best_response import respond_in_turn
from solver.exact.columns import ColumnBound, bound_by_columns, no_prices
from solver.exact.coverage_rows import counting_unit
from solver.exact.dive import dive
from solver.exact.search import Found, Limits
from solver.exact.stoppable import run_stoppable
from solver.exact.tour_master import TourMaster
from solver.exact.tour_neighbourhoods import TourNeighbourhoods
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tour_program import Chosen, TourProgram
from solver.exact.tour_rules import NEVER
from solver.exact.tours import Ints
from solver.problem import RosterProblem
from solver.progress import OnProgress, Progress
from solver.roster import Assignment, Roster
from solver.rules.rule import AgentRule

ENGINE = "tours"
PROVED_BY = "columns (exact integers) and branch and cut (SCIP)"
NODES_PER_WORK = 100  # nodes of SCIP in a deterministic second
FEWEST, MORE = 8, 2  # agents planned anew together at first, and how many more when that is in vain
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
        self._problem = pricing.problem
        self._limits = limits
        self._on_progress = on_progress
        self._grain = cost_grain(pricing)
        self._bound = 0
        self._cost: int | None = None
        self._best: Sequence[Ints] = ()
        self._stopped = False

    def search(self) -> Found:
        """Return the best roster and its bound."""
        master = TourMaster(self._pricing)
        columns = bound_by_columns(self._pricing, master, no_prices(self._pricing), self._watch)
        self._bound = self._rounded(columns.value / FINE)
        first = dive(self._pricing, master, inf, self._limits.is_over)
        assert first is not None, "whatever it costs"
        self._offer(first)
        start_cost = self._least()
        try:
            self._improve(columns)
        except KeyboardInterrupt:
            self._stopped = True
        self._prove(columns)
        return Found(self._roster(self._best), start_cost, self._bound, PROVED_BY, ENGINE, self._stopped)

    def _watch(self, bound: int) -> bool:
        self._bound = max(0, bound)
        self._tell("prove")
        return self._limits.is_over()

    def _tell(self, phase: str) -> None:
        self._on_progress(Progress(phase, self._cost, self._bound))

    def _is_over(self) -> bool:
        return self._stopped or self._bound >= self._least() or self._limits.is_over()

    def _improve(self, columns: ColumnBound) -> None:
        """Plan some agents anew, and more of them at a time when all have been tried about twice in vain."""
        agents = len(self._pricing.tours)
        neighbourhoods = TourNeighbourhoods(self._pricing, columns.prices, self._grain, self._limits.seed)
        for size in range(FEWEST, agents + 1, MORE):
            in_vain = 0
            while in_vain * size < TRIES * agents and not self._is_over():
                self._tell("improve")
                freed = neighbourhoods.pick(size)
                better = neighbourhoods.replan(self._best, self._least(), freed, self._limits.is_over)
                in_vain += 1
                if better is not None and self._offer(better):
                    in_vain = 0

    def _prove(self, columns: ColumnBound) -> None:
        width = 0
        while not self._is_over():
            target = min(self._bound + width, self._least() - self._grain)
            width = 2 * width + self._grain
            kept = self._pricing.arcs_within(columns.prices, target * FINE - columns.value)
            chosen = self._choose(TourProgram(self._pricing, kept))
            if chosen.choices is not None:
                self._offer(chosen.choices)
            proven = self._least() if chosen.bound is None else self._rounded(chosen.bound)
            self._bound = max(self._bound, min(proven, target + self._grain, self._least()))
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
        better = respond_in_turn(self._pricing, choices)
        cost = check(self._problem, self._roster(better)).cost
        cheapest = self._cost is None or cost < self._cost
        if cheapest:
            self._best, self._cost = better, cost
        return cheapest

    def _least(self) -> int:
        assert self._cost is not None
        return self._cost

    def _rounded(self, bound: float) -> int:
        """Return the least cost that a roster can have at or above a bound."""
        return max(0, -int(-(bound - TOLERANCE) // self._grain) * self._grain)

    def _roster(self, choices: Sequence[Ints]) -> Roster:
        return Roster(
            tuple(
                Assignment(agent, day, choice - 1)
                for agent, own in enumerate(choices)
                for day, choice in enumerate(own.tolist())
                if choice
            )
        )


TOLERANCE = 1e-3  # of a cost, for bounds in floating point


def cost_grain(pricing: TourPricing) -> int:
    """Return what all costs of rosters are multiples of."""
    problem = pricing.problem
    unit = counting_unit(problem)
    steps = {step.cost for queue in problem.queues for table in set(queue.shortage) for step in table}
    steps |= {step.cost for group in problem.groups for step in group.surplus}
    choices = {int(cost) for own in pricing.tours for cost in own.costs.ravel() if cost < NEVER}
    return gcd(*(cost * unit for cost in steps), *choices) or 1
