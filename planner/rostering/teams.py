"""The teams of a week: who works at the same queues under the same team name, and when that work goes on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.opening import is_open
from planner.rostering.week import Week
from planner.staffing.groups import QueueGroup
from solver import problem as sp


def teams_of(group: QueueGroup, week: Week) -> Iterator[sp.Team]:
    """Yield the teams that serve a group of queues, with the group's opening hours."""
    serving = [(at, a) for at, a in enumerate(week.agents) if a.queues(week.plan) & set(group.queues)]
    open_hours = tuple(_open_spans(group, week))
    for team in sorted({agent.team_at_site for _, agent in serving}):
        yield sp.Team(
            id=f"{group.id}/{team}" if team else group.id,
            agents=frozenset(at for at, agent in serving if agent.team_at_site == team),
            open_hours=open_hours,
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
