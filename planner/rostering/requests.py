"""What is asked of single agents: locks and wishes day by day, and pairs."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.base import clock_min
from planner.plan.rules.people import Pairs
from planner.requests import Request
from planner.rostering.week import Week
from solver import problem as sp


def locks(week: Week) -> Iterator[sp.Lock]:
    """Yield the locks: a shift at its start and the post held in it, or a day off where no shift is named."""
    for agent, day, request in _by_day(week, "lock"):
        locked = (request.shift, request.start.hour * 60 + request.start.minute)
        shifts = [at for at, (kind, start) in enumerate(week.templates) if (kind, clock_min(start)) == locked]
        yield sp.Lock(agent, day, frozenset(shifts), week.post_numbers[request.post] if request.post else None)


def wishes(week: Week) -> Iterator[sp.Wish]:
    """Yield the wishes for days off and shifts, at their weight times the agent's priority."""
    rule = week.plan.rules.wishes
    for agent, day, request in [*_by_day(week, "off"), *_by_day(week, "shift")]:
        shifts = [at for at, (kind, _) in enumerate(week.templates) if kind == request.shift]
        weight = rule.weight if request.weight is None else request.weight
        names = week.agents[agent].grade, *week.agents[agent].tags
        factor = max((rule.priority[name] for name in names if name in rule.priority), default=1.0)
        yield sp.Wish(agent, day, frozenset(shifts), round(weight * factor * sp.COST_PER_WAGE_HOUR))


def pairs_of(settings: Pairs, week: Week) -> Iterator[sp.Pair]:
    """Yield the pairs of a rule by the numbers of their agents."""
    for first, second in settings.pairs:
        yield week.agent_numbers[first], week.agent_numbers[second]


def _by_day(week: Week, kind: str) -> Iterator[tuple[int, int, Request]]:
    """Yield agent and day of every request of a kind, once for each day of the horizon that it touches."""
    for request in week.requests:
        if request.kind == kind:
            for date in request.days():
                day = (date - week.grid.first).days
                if 0 <= day < week.grid.days:
                    yield week.agent_numbers[request.agent], day, request
