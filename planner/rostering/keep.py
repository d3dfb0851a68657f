"""The roster that is to change little, as assignments."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.base import clock_min
from planner.rostering.week import Week
from solver.roster import Assignment


def previous(week: Week) -> Iterator[Assignment]:
    """Yield the shifts to keep; of people who have left, and shifts that are no longer offered, there is none."""
    if week.keep is None:
        return
    agents, posts = week.agent_numbers, week.post_numbers
    templates = {(kind, clock_min(start)): at for at, (kind, start) in enumerate(week.templates)}
    for place, duty in sorted(week.keep.duties.items()):
        day, template = (place.day - week.grid.first).days, (duty.kind, clock_min(duty.start))
        if place.agent in agents and template in templates and 0 <= day < week.grid.days:
            yield Assignment(agents[place.agent], day, templates[template], posts.get(duty.post))
