"""What there is to know of a roster besides its figures."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Message, Told
from planner.grid import week_before
from planner.pipeline.repairing import repairs
from planner.pipeline.run import Run
from planner.pipeline.solving import Solved
from planner.published import edited_files
from planner.rostering import Week
from planner.sites import sites_of
from solver.problem import COST_PER_WAGE_HOUR


class NothingPublished(Message):
    """The week before has no signed roster."""

    template = "no roster of {week} is published: rest, runs of days and handovers begin afresh on Monday"


class EditedAfterwards(Message):
    """A signed roster that is no longer as it was signed."""

    template = "published/{week}: {files} changed after the week was published; they are read as they are now"


class NotLegal(Message):
    """A partial roster."""

    template = "this roster is partial, not legal: breaches of enforced rules: {broken}, listed under cost and rules"


class DeferredPlaced(Message):
    """Deferred work that stands elsewhere than staffing put it."""

    template = (
        "deferred work was moved to where a first roster left people over, in deferred.csv: that roster costs {before} "
        "wage-hours with the work where requirement.csv has it, {after} with it moved; solved again from there: {cost}"
    )


class SitesJoined(Message):
    """Rosters of several sites, solved apart and then improved as one."""

    template = (
        "{sites} sites were rostered apart, each with its part of what is required: {before} wage-hours together; "
        "improved as one: {cost}"
    )


class SitesAsOne(Message):
    """Several sites that could not be rostered apart."""

    template = (
        "the {sites} sites were rostered as one: some site alone, with its part of posts and floors, "
        "cannot keep what is enforced"
    )


def roster_notices(run: Run, solved: Solved, broken: int) -> Iterator[Told]:
    """Yield what to know of a run's roster that breaks enforced rules so many times."""
    yield from _weeks_before(run, solved.week)
    yield from _sites(solved)
    yield from _placed(solved)
    yield from _repairs(solved)
    if broken:
        yield NotLegal(broken=broken)


def _weeks_before(run: Run, week: Week) -> Iterator[Told]:
    """Yield what is to be known of the signed rosters before, and of the law."""
    before = week_before(run.week)
    if not week.published.weeks:
        yield NothingPublished(week=before)
    if edited := edited_files(run.centre.folder, before):
        yield EditedAfterwards(week=before, files=", ".join(edited))
    yield from run.centre.law_notices(run.intervals)


def _sites(solved: Solved) -> Iterator[Told]:
    """Yield how several sites were rostered."""
    sites = len(sites_of(solved.week.agents))
    if solved.sites_cost is not None:
        before, cost = (f"{at / COST_PER_WAGE_HOUR:,.1f}" for at in (solved.sites_cost, solved.result.cost))
        yield SitesJoined(sites=sites, before=before, cost=cost)
    elif sites > 1 and not solved.problem.previous:
        yield SitesAsOne(sites=sites)


def _placed(solved: Solved) -> Iterator[Told]:
    """Yield what placing deferred work anew has changed, if it has."""
    if solved.first_cost is None:
        return
    costs = {"before": solved.first_cost, "after": solved.result.start_cost, "cost": solved.result.cost}
    yield DeferredPlaced(**{name: f"{cost / COST_PER_WAGE_HOUR:,.1f}" for name, cost in costs.items()})


def _repairs(solved: Solved) -> Iterator[Told]:
    """Yield what a repair has changed, if there was one."""
    if solved.repaired is not None:
        yield repairs(solved.repaired)
