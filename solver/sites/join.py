"""The rosters of sites as one."""

from collections.abc import Sequence
from dataclasses import replace

from solver.handover import handovers
from solver.problem import RosterProblem
from solver.roster import Roster


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
