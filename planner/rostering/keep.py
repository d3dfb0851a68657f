"""The roster that is to change little, as assignments, and the rules that hold it together."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.base import clock_min
from planner.rostering.week import Week
from solver import problem as sp
from solver import rules as sr
from solver.roster import Assignment


def previous(week: Week) -> Iterator[Assignment]:
    """Yield the shifts to keep; of people who have left, and shifts that are no longer offered, there is none."""
    if week.keep is None:
        return
    agents = {agent.id: at for at, agent in enumerate(week.agents)}
    posts = list(week.plan.posts)
    templates = {(kind, clock_min(start)): at for at, (kind, start) in enumerate(week.templates)}
    for place, duty in sorted(week.keep.duties.items()):
        day, template = (place.day - week.grid.first).days, (duty.kind, clock_min(duty.start))
        if place.agent in agents and template in templates and 0 <= day < week.grid.days:
            post = posts.index(duty.post) if duty.post in posts else None
            yield Assignment(agents[place.agent], day, templates[template], post)


def keeping_rules(week: Week) -> Iterator[sr.Rule]:
    """Yield the rule that makes changes cost, and the one that limits them where a limit is given."""
    if week.keep is None:
        return
    settings = week.plan.rules.changes
    weight = round(settings.weight * sp.COST_PER_WAGE_HOUR)
    if settings.severity != "off":
        yield sr.Changes(severity=sr.Severity(settings.severity), weight=weight)
    if week.keep.max_changes is not None:
        yield sr.MaxChanges(days=week.keep.max_changes)
