"""Posts and the overlaps that groups ask for, in slots."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.base import DAY_MIN, hours_min
from planner.rostering.demand import slot_cost
from planner.rostering.spans import hours_of
from planner.rostering.teams import teams_of
from planner.rostering.week import Week
from solver import problem as sp


def post_of(id: str, week: Week) -> sp.Post:
    """Return a post: its hours in the week, and who has its skill and level."""
    post, grid = week.plan.posts[id], week.grid
    return sp.Post(
        id=id,
        hours=tuple(_post_hours(id, week)),
        eligible=frozenset(at for at, agent in enumerate(week.agents) if agent.has(post.skill, post.min_level)),
        holders=post.holders,
        overlap=post.overlap_min // grid.step_min,
        on_contacts=post.on_contacts,
        surplus_cost=sp.PERSON * slot_cost(week.plan.costs.surplus, week.plan),
    )


def _post_hours(id: str, week: Week) -> Iterator[sp.PostHours]:
    """Yield the stretches of the week in which a post is held, those of neighbouring days joined."""
    post, steps = week.plan.posts[id], week.grid.steps
    start, end = hours_min(post.hours)
    for span in hours_of(post.hours, post.days, week.grid):
        goes_on = span.end > steps or (span.end == steps and end - start == DAY_MIN)
        yield sp.PostHours(sp.Span(span.start, min(span.end, steps)), closes=not goes_on)


def handover_shares(week: Week) -> Iterator[sp.HandoverShare]:
    """Yield the overlap asked between the shifts of each team of a group."""
    for group in week.groups:
        settings = week.plan.groups.get(group.id)
        if settings is None or not settings.handover_overlap_min:
            continue
        for team in teams_of(group, week):
            yield sp.HandoverShare(
                id=team.id,
                agents=team.agents,
                overlap=settings.handover_overlap_min // week.grid.step_min,
                share_percent=round(settings.handover_share * 100),
                open_hours=team.open_hours,
            )
