"""Rotations, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.plan.base import clock_min
from planner.requests import Request
from planner.rostering.week import Week


def rotation_of(agent: str, week: Week) -> Iterator[str | None]:
    """Yield the kind of each planned day, "" for a day off, None where the rotation does not bind; nothing without one.

    Locked days, and those whose shift leave or a contract's end makes impossible, do not bind.
    """
    rotations = week.plan.rules.rotations
    if not any(agent in pattern.agents for pattern in rotations.patterns.values()):
        return
    own = [request for request in week.requests if request.agent == agent]
    for day in range(week.grid.days):
        today = week.grid.first + timedelta(days=day)
        kind = rotations.kind_on(agent, today)
        locked = any(request.kind == "lock" and request.start.date() == today for request in own)
        yield None if locked or (kind and not _possible(agent, kind, day, own, week)) else kind


def _possible(agent: str, kind: str, day: int, own: list[Request], week: Week) -> bool:
    """Tell whether any start of a shift kind on the day lies in the agent's time with us and touches no leave."""
    person = next(other for other in week.agents if other.id == agent)
    today = week.grid.first + timedelta(days=day)
    there = (person.available_from or date.min) <= today <= (person.available_to or date.max)
    shift = week.plan.shifts[kind]
    length = timedelta(minutes=shift.length_min)
    leave = [request for request in own if request.kind == "leave"]
    starts = [week.grid.at(day, clock_min(text)) for text in shift.starts]
    free = [at for at in starts if not any(at < away.end and away.start < at + length for away in leave)]
    return there and bool(free)
