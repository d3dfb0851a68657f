"""The rosters of sites as one, and what their prices say of the whole."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from solver.handover import handovers
from solver.problem import RosterProblem
from solver.roster import Roster
from solver.weeks.prices import Prices


def join(problem: RosterProblem, sites: Sequence[frozenset[int]], rosters: Sequence[Roster]) -> Roster:
    """Return the roster of the whole problem that holds those of its sites, as `split` has made them."""
    assignments, activities = [], []
    for site, roster in zip(sites, rosters, strict=True):
        number = sorted(site)
        assignments += [replace(worked, agent=number[worked.agent]) for worked in roster.assignments]
        activities += [replace(done, agent=number[done.agent]) for done in roster.activities]
    return Roster(
        tuple(sorted(assignments, key=lambda a: (a.agent, a.day, a.shift))),
        tuple(sorted(activities, key=lambda a: (a.agent, a.span.start))),
        handovers(problem, assignments),
    )


def mean_prices(sites: Sequence[Prices]) -> Prices | None:
    """Return the mean of the sites' prices, near those of the whole; None where posts differ in their stretches.

    People are worth about the same at every site. A post is held at one of them, where its price is highest.
    """
    if len({prices.held.shape for prices in sites}) > 1:
        return None
    rows = np.rint(np.mean([prices.rows for prices in sites], axis=0)).astype(np.int64)
    return Prices(rows, np.max([prices.held for prices in sites], axis=0))
