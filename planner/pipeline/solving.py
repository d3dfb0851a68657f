"""Solve a week: where work can wait twice, the second time with that work where the first roster has people."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from planner.errors import Message, NoRoster, NoRosterYet
from planner.pipeline.conflict import Teller, conflict_of, not_yet
from planner.pipeline.prices import SavedPrices, saved_prices
from planner.pipeline.run import Run, as_written
from planner.pipeline.sites import roster_by_sites
from planner.rostering import Week, deferred_on_surplus, roster_problem, with_deferred
from planner.sites import sites_of
from planner.tables import FORECAST
from solver import Effort, Progress, Repaired, RosterProblem, RosterResult, check, soften, solve_roster
from solver.errors import InfeasibleRoster, NoRosterInTime
from solver.problem import COST_PER_WAGE_HOUR
from solver.roster import Roster, Status
from solver.weeks.prices import Prices

FIRST_SHARE = 0.75  # of a given time for the first of two solves
SITES_SHARE = 0.3  # of the time of a solve for the sites apart, before all together
WHOLE_SHARE = 0.5  # at least, for all together, however long the sites took


class Working(Message):
    """Where the search is."""

    template = "{phase}: cost {cost} wage-hours, bound {bound}"


@dataclass(frozen=True)
class Solved:
    """A roster, the problem that it answers, and the conflict that could not be solved where it is partial.

    `week` holds the rows that the problem was made from, `placed` those of them that are not as staffing wrote them:
    DEFERRED. `eased` is the problem with rules that clash as warnings. `first_cost` is what the first roster cost with
    the rows of staffing, None where there was one solve only; `sites_cost` what those of several sites cost together,
    None where the search did not begin from such. `prices_from` has the digest of the file whose prices the bound began
    from, `repaired` says what a repair has changed.
    """

    week: Week
    problem: RosterProblem
    eased: RosterProblem
    result: RosterResult
    conflict: NoRoster | None
    placed: pd.DataFrame
    first_cost: int | None = None
    sites_cost: int | None = None
    prices_from: Mapping[str, str] = field(default_factory=dict)
    repaired: Repaired | None = None


def solve_week(run: Run, week: Week) -> Solved:
    """Return the week's roster; where work can wait that of a quick second solve, begun from the first.

    Deferred work is levelled again on the people whom the first roster leaves over. Where the first roster costs no
    less with these rows than with those of staffing, or the time is used up, there is no second solve; the bound of
    that one begins from the prices of the first. The first roster stays where the second solve finds none that is legal
    and cheaper, or Ctrl-C ends it.

    Raises
    ------
    NoRoster
        If no roster meets the enforced rules.
    NoRosterYet
        If none was found in time.
    KeyboardInterrupt
        If Ctrl-C came before there was a first roster.
    """
    time_s = run.effort.time_s
    if not week.has_deferred:
        return _solve(run, week, time_s)
    began = time.monotonic()
    first = _solve(run, week, None if time_s is None else FIRST_SHARE * time_s)
    if first.result.status is Status.STOPPED:
        return first
    try:
        again = _placed_anew(run, first)
        if again.placed.empty:
            return first
        left_s = None if time_s is None else time_s - (time.monotonic() - began)
        if left_s is not None and left_s <= 0:
            return first
        found = call_solver(run, again.eased, Effort.QUICK, left_s, first.result.roster, first.result.prices)
    except NoRosterYet:
        return first
    except KeyboardInterrupt:
        return replace(first, result=replace(first.result, status=Status.STOPPED, reproducible=False))
    if found.cost >= first.result.cost:
        return first
    whole = replace(found, effort=first.result.effort)  # the week was solved with the plan's, then a little more
    return replace(again, result=whole, first_cost=first.result.cost)


def _placed_anew(run: Run, first: Solved) -> Solved:
    """Return the first roster with deferred work where it has people to spare, if it costs less with that."""
    roster = first.result.roster
    placed = as_written(deferred_on_surplus(first.week, first.problem, roster, run.read(FORECAST, "forecast")))
    week = with_deferred(first.week, placed)
    problem = roster_problem(week)
    eased = replace(first.eased, queues=problem.queues, groups=problem.groups)
    if check(eased, roster).cost >= first.result.cost:
        return first
    return replace(first, week=week, problem=problem, eased=eased, placed=placed)


def _solve(run: Run, week: Week, time_s: float | None) -> Solved:
    """Solve with the rows of staffing; on request with clashing rules as warnings, until there is a roster.

    Saved prices are taken only where the roster need not be the same again: they are no input that another machine has.
    """
    problem = eased = roster_problem(week)
    effort = Effort(run.centre.plan.roster.effort)
    start = _start(run, week, problem, time_s)
    saved = SavedPrices() if run.effort.reproducible or start.of_sites else saved_prices(run, problem)
    told: NoRoster | None = None
    while True:
        try:
            prices = start.prices if start.of_sites else saved.prices
            result = call_solver(run, eased, effort, start.left_s, start.roster, prices)
            sites_cost = result.start_cost if start.of_sites else None
            placed = week.requirement[:0]
            return Solved(week, problem, eased, result, told, placed, sites_cost=sites_cost, prices_from=saved.file)
        except InfeasibleRoster as error:
            told = told or conflict_of(error, run.intervals, run.centre.agents, run.centre.plan)
            softened = soften(eased, error.conflicts)
            if not run.partial or softened == eased:
                raise told from error
            eased = softened


@dataclass(frozen=True, slots=True)
class _Start:
    """What a search begins from, in what time, whether that is the rosters of several sites, and with which prices."""

    roster: Roster | None
    left_s: float | None
    of_sites: bool = False
    prices: Prices | None = None


def _start(run: Run, week: Week, problem: RosterProblem, time_s: float | None) -> _Start:
    """Return the roster that is to change little, or those of several sites, or nothing to begin from."""
    sites = sites_of(week.agents)
    if problem.previous or len(sites) == 1:
        return _Start(Roster(problem.previous) if problem.previous else None, time_s)
    began = time.monotonic()
    joined = roster_by_sites(run, problem, sites, None if time_s is None else SITES_SHARE * time_s)
    left_s = None if time_s is None else max(WHOLE_SHARE * time_s, time_s - (time.monotonic() - began))
    return _Start(joined.roster, left_s, of_sites=True, prices=joined.prices) if joined else _Start(None, left_s)


def call_solver(
    run: Run,
    problem: RosterProblem,
    effort: Effort,
    time_s: float | None,
    start: Roster | None,
    prices: Prices | None,
) -> RosterResult:
    """Call the solver for a run; no roster in time becomes our error."""

    def on_progress(progress: Progress) -> None:
        if run.on_progress:
            run.on_progress("roster", Working(phase=progress.phase, cost=_h(progress.cost), bound=_h(progress.bound)))

    try:
        return solve_roster(
            problem,
            effort=effort,
            seed=run.seed,
            time_s=time_s,
            workers=run.effort.workers,
            start=start,
            prices=prices,
            on_progress=on_progress,
        )
    except NoRosterInTime as error:
        raise not_yet(error, Teller(run.intervals, run.centre.agents, run.centre.plan)) from error


def _h(cost: int | None) -> str:
    return "-" if cost is None else f"{cost / COST_PER_WAGE_HOUR:,.1f}"
