"""Several sites: each one's roster apart, side by side, and all together as the start for the whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from planner import sweep
from planner.errors import Message
from planner.pipeline.run import Run
from solver import Effort, RosterProblem, RosterResult, solve_roster
from solver.errors import InfeasibleRoster, NoRosterInTime
from solver.roster import Roster
from solver.sites import join, mean_prices, split
from solver.weeks.prices import Prices


class SiteDone(Message):
    """Another site has its roster."""

    template = "site {site}: {done} of {sites} sites have a roster"


@dataclass(frozen=True, slots=True)
class Joined:
    """The rosters of several sites as one, and prices near those of the whole."""

    roster: Roster
    prices: Prices | None


def roster_by_sites(
    run: Run, problem: RosterProblem, sites: Mapping[str, frozenset[int]], time_s: float | None
) -> Joined | None:
    """Return the rosters of the sites as one of the whole; None where the rules leave some site without any.

    A site has its part of what is required and of what the rules ask of all; people who could not meet these apart
    may meet them together. It is to begin from: the effort is quick, and where a time is given, it is that of all
    sites. The number of processes changes no roster.
    """
    processes = min(len(sites), run.effort.workers or os.cpu_count() or 1)
    each_s = None if time_s is None else time_s * processes / len(sites)
    parts = dict(zip(sites, split(problem, list(sites.values())), strict=True))
    solve = partial(solve_roster, effort=Effort.QUICK, seed=run.seed, time_s=each_s)
    results: dict[str, RosterResult] = {}
    with closing(sweep.run(solve, parts, processes)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome.error, (InfeasibleRoster, NoRosterInTime)):
                return None
            results[outcome.key] = outcome.result()
            if run.on_progress:
                run.on_progress("roster", SiteDone(site=outcome.key, done=len(results), sites=len(sites)))
    roster = join(problem, list(sites.values()), [results[site].roster for site in sites])
    return Joined(roster, mean_prices([prices for site in sites if (prices := results[site].prices)]))
