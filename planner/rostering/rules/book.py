"""The rules of a week, family by family. A new rule is a line in the file of its family."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rostering.rules.hours import hours, overtime_pay
from planner.rostering.rules.people import people
from planner.rostering.rules.rest import rest
from planner.rostering.rules.settled import most_changes, settled
from planner.rostering.rules.wishes import wishes
from planner.rostering.rules.work import work
from planner.rostering.week import Week
from solver import rules as sr


def rules_of(week: Week) -> Iterator[sr.Rule]:
    """Yield what makes a roster one, the plan's rules that are not off, and what the labour pack and the call add."""
    plan = week.plan
    yield from (sr.Skill(), sr.OneShiftADay(), sr.BreaksInWindows())
    for family in (settled(week), rest(plan), people(week), wishes(plan), work(plan), hours(week)):
        yield from (made.for_solver() for made in family if made.in_force)
    yield from overtime_pay(week)
    yield from most_changes(week)
