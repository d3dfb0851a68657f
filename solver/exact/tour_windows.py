"""Search where an agent has more tours than a network can hold: days of a window are planned anew, the others kept.

The bound is that of networks with limits left out. Tours in a window are in networks that tell every limit.
"""

import random
from collections.abc import Sequence
from itertools import count

import numpy as np
from ortools.sat.python import cp_model

from solver.agent_shapes import AgentShapes
from solver.errors import InfeasibleRoster, NoRosterInTime
from solver.exact.columns import ColumnBound, bound_by_columns, no_prices
from solver.exact.grain import cost_grain
from solver.exact.incumbent import Incumbent, roster_of
from solver.exact.search import Found, Limits
from solver.exact.tour_master import TourMaster
from solver.exact.tour_neighbourhoods import TourNeighbourhoods
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tour_rules import TourRules
from solver.exact.tours import Ints, tours_in_window
from solver.explaining.explain import explain
from solver.model import Model
from solver.problem import RosterProblem
from solver.progress import OnProgress, Progress

ENGINE = "windows of tours"
PROVED_BY = "columns (exact integers)"
BOUND_PART = 0.25  # of the time that is given to the bound
DAYS, AGENTS = 14, 12  # planned anew together


class WindowSearch:
    """Begins with a legal tour of each agent alone and plans windows of some agents anew."""

    def __init__(
        self, pricing: TourPricing, rules: Sequence[TourRules], limits: Limits, on_progress: OnProgress
    ) -> None:
        self._pricing = pricing
        self._problem = pricing.problem
        self._limits = limits
        self._on_progress = on_progress
        self._rules = rules
        self._random = random.Random(limits.seed)

    def search(self) -> Found:
        """Return the best roster and its bound.

        Raises
        ------
        InfeasibleRoster
            No roster meets the enforced rules.
        NoRosterInTime
            An agent's rules were too hard within the work allowed.
        """
        self._on_progress(Progress("start"))
        best = Incumbent(self._problem, legal_tours(self._problem, self._limits))
        start_cost = best.cost
        self._on_progress(Progress("start", start_cost))
        columns = self._bound()
        bound = max(0, -(-columns.value // FINE))
        neighbourhoods = TourNeighbourhoods(self._pricing, columns.prices, cost_grain(self._pricing))
        stopped = False
        try:
            self._improve(neighbourhoods, best, bound)
        except KeyboardInterrupt:
            stopped = True
        return Found(roster_of(best.choices), start_cost, bound, PROVED_BY, ENGINE, stopped)

    def _bound(self) -> ColumnBound:
        limits = self._limits.part(BOUND_PART)
        master = TourMaster(self._pricing)
        return bound_by_columns(self._pricing, master, no_prices(self._pricing), lambda _: limits.is_over())

    def _improve(self, neighbourhoods: TourNeighbourhoods, best: Incumbent, bound: int) -> None:
        for done in count():
            self._on_progress(Progress("improve", best.cost, bound))
            if best.cost <= bound or self._limits.have_no_more(done):
                return
            better = self._replan_window(neighbourhoods, best)
            if better is not None:
                best.offer(better)

    def _replan_window(self, neighbourhoods: TourNeighbourhoods, best: Incumbent) -> list[Ints] | None:
        agents, days = len(self._rules), len(self._problem.days)
        start = self._random.randrange(-DAYS // 2, max(1, days - DAYS // 2))
        window = range(max(0, start), min(days, start + DAYS))
        freed = sorted(self._random.sample(range(agents), min(agents, AGENTS)))
        tours = {agent: tours_in_window(self._rules[agent], best.choices[agent], window) for agent in freed}
        held = {agent: own for agent, own in tours.items() if own is not None}
        return neighbourhoods.replan(best.choices, best.cost, held, self._limits.is_over)


def legal_tours(problem: RosterProblem, limits: Limits) -> Sequence[Ints]:
    """Return a tour of each agent that the rules about her alone allow, by CP-SAT.

    Raises
    ------
    InfeasibleRoster
        An agent has none.
    NoRosterInTime
        The work allowed did not settle it.
    """
    shapes = AgentShapes(problem)
    return [_legal_tour(problem, agent, shapes, limits) for agent in range(len(problem.agents))]


def _legal_tour(problem: RosterProblem, agent: int, shapes: AgentShapes, limits: Limits) -> Ints:
    model = Model(problem, agents=(agent,), shapes=shapes)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_deterministic_time = limits.work
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        raise InfeasibleRoster(explain(problem, limits.work))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise NoRosterInTime(work=limits.work)
    tour = np.zeros(len(problem.days), np.int64)
    for worked in model.assignments(solver):
        tour[worked.day] = 1 + worked.shift
    return tour
