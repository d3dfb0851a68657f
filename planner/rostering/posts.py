"""Posts and the overlaps that groups ask for, in slots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from planner.opening import is_open
from planner.plan.base import DAY_MIN, hours_min, weekdays
from planner.rostering.demand import slot_cost
from planner.rostering.week import Week
from planner.staffing.groups import QueueGroup
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
    post, grid = week.plan.posts[id], week.grid
    start, end = hours_min(post.hours)
    open_days = set(weekdays(post.days))
    spans: list[sp.Span] = []
    for day in range(-1, grid.days):
        if (grid.first + timedelta(days=day)).weekday() in open_days:
            span = sp.Span(max(0, grid.step_at(day, start)), grid.step_at(day, end))
            if spans and spans[-1].end >= span.start:
                spans[-1] = sp.Span(spans[-1].start, span.end)
            elif span.end > 0:
                spans.append(span)
    for span in spans:
        goes_on = span.end > grid.steps or (span.end == grid.steps and end - start == DAY_MIN)
        yield sp.PostHours(sp.Span(span.start, min(span.end, grid.steps)), closes=not goes_on)


def handover_shares(week: Week) -> Iterator[sp.HandoverShare]:
    """Yield the overlap asked between the shifts of each team of a group."""
    for group in week.groups:
        settings = week.plan.groups.get(group.id)
        if settings is None or not settings.handover_overlap_min:
            continue
        serving = [(at, a) for at, a in enumerate(week.agents) if a.queues(week.plan) & set(group.queues)]
        for team in sorted({agent.team for _, agent in serving}):
            yield sp.HandoverShare(
                id=f"{group.id}/{team}" if team else group.id,
                agents=frozenset(at for at, agent in serving if agent.team == team),
                overlap=settings.handover_overlap_min // week.grid.step_min,
                share_percent=round(settings.handover_share * 100),
                open_hours=tuple(_open_spans(group, week)),
            )


def _open_spans(group: QueueGroup, week: Week) -> Iterator[sp.Span]:
    """Yield the stretches in which any queue of the group is open."""
    times = week.grid.starts
    inside = np.zeros(len(times) + 2, dtype=bool)
    for queue in group.queues:
        inside[1:-1] |= is_open(week.plan, queue, times)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield sp.Span(int(start), int(end))
