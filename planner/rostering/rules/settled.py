"""Rules of what is settled before the search: presence, leave, locks, rotations, a roster to keep."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rostering.rules.made import Made
from planner.rostering.week import Week
from solver import rules as sr


def settled(week: Week) -> Iterator[Made]:
    """Yield them; changes cost only beside a roster to keep."""
    rules = week.plan.rules
    yield Made(rules.availability, sr.Availability)
    yield Made(rules.leave, sr.Leave)
    yield Made(rules.locks, sr.Locks)
    yield Made(rules.rotations, sr.Rotations)
    if week.keep is not None:
        yield Made(rules.changes, sr.Changes)


def most_changes(week: Week) -> Iterator[sr.Rule]:
    """Yield the limit on changes where the call gives one."""
    if week.keep is not None and week.keep.max_changes is not None:
        yield sr.MaxChanges(days=week.keep.max_changes)
