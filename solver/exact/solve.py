"""Solve a roster problem to a proven optimum, or as near as the limits allow."""

import time
from collections.abc import Sequence

from solver.check import check
from solver.errors import InfeasibleRoster
from solver.exact.constraints import ConstraintSearch
from solver.exact.search import Found, Limits
from solver.exact.tour_pricing import TourPricing
from solver.exact.tour_rules import tour_rules_of
from solver.exact.tour_search import TourSearch, are_tours_enough
from solver.exact.tour_windows import WindowSearch
from solver.explaining.explain import explain
from solver.gaps import gap_controllable, gap_labour
from solver.problem import RosterProblem
from solver.progress import OnProgress
from solver.roster import Assignment, RosterResult, Status
from solver.validate import validate

WORK = 300.0  # deterministic seconds
EFFORT = "exact"
MOST_CELLS = 20_000  # agents x shifts offered on all days: 60 agents x 28 days x 12 shifts


def solve_exactly(
    problem: RosterProblem,
    *,
    work: float = WORK,
    seed: int = 0,
    time_s: float | None = None,
    workers: int | None = None,
    wanted: Sequence[Assignment] = (),
    on_progress: OnProgress | None = None,
) -> RosterResult:
    """Return a roster proven cheapest, or the best found with the bound proven so far.

    Where tours and coverage say all, by whole tours, or by windows of their days where an agent has too many; else by
    the whole constraint model from a legal roster near the wanted one. Ctrl-C ends the search and keeps the best. A
    given `time_s` or `workers` makes the result not reproducible.

    Raises
    ------
    InfeasibleRoster
        No roster meets the enforced rules.
    NoRosterInTime
        None was found within the work.
    """
    validate(problem)
    limits = Limits(None if time_s is None else time.monotonic() + time_s, work, workers or 1, seed)
    found = _search(problem, limits, wanted, on_progress or (lambda _: None))
    verdict = check(problem, found.roster)
    cost, bound = verdict.cost, min(found.bound, verdict.cost)
    return RosterResult(
        roster=found.roster,
        verdict=verdict,
        start_cost=found.start_cost,
        bound=bound,
        bound_by=found.bound_by,
        gap_labour=gap_labour(cost, bound),
        gap_controllable=gap_controllable(problem, cost, bound),
        status=Status.OPTIMAL if cost == bound else Status.STOPPED if found.stopped else Status.FEASIBLE,
        engine=found.engine,
        effort=EFFORT,
        seed=seed,
        reproducible=time_s is None and workers is None and not found.stopped,
    )


def suits(problem: RosterProblem) -> bool:
    """Tell whether the exact search finishes well: tours say all, and there are few enough of them for networks."""
    if len(problem.agents) * sum(map(len, problem.offered)) > MOST_CELLS or not are_tours_enough(problem):
        return False
    return all(rules.complete for rules in tour_rules_of(problem))


def _search(problem: RosterProblem, limits: Limits, wanted: Sequence[Assignment], on_progress: OnProgress) -> Found:
    rules = tour_rules_of(problem) if are_tours_enough(problem) else []
    if not rules or not all(own.complete for own in rules):
        return ConstraintSearch(problem, limits, on_progress).search(wanted)
    pricing = TourPricing.of(problem, rules)
    if pricing.some_agent_has_no_tour():
        raise InfeasibleRoster(explain(problem, limits.work))
    if all(own.complete for own in pricing.tours):
        return TourSearch(pricing, limits, on_progress).search()
    return WindowSearch(pricing, rules, limits, on_progress).search()
