"""Fewest people on duty, in slots."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rostering.spans import hours_of
from planner.rostering.week import Week
from solver import problem as sp


def duty_floors(week: Week) -> Iterator[sp.DutyFloor]:
    """Yield each floor of the plan: who counts for it, and its hours in the week."""
    for floor in week.plan.rules.min_on_duty.floors:
        spans = hours_of(floor.hours, floor.days, week.grid)
        yield sp.DutyFloor(
            id=floor.asks,
            agents=frozenset(at for at, agent in enumerate(week.agents) if agent.meets(floor)),
            hours=tuple(sp.Span(span.start, min(span.end, week.grid.steps)) for span in spans),
            people=floor.people,
        )
