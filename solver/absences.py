"""People who fall out though they are rostered: the rest of a shift in which they leave is an activity."""

from collections.abc import Iterable
from dataclasses import dataclass

from solver.problem import Span
from solver.roster import Activity

ABSENCE = "absence"  # the kind of activity that is one


@dataclass(frozen=True, slots=True)
class Absence:
    """An agent is away in these slots, whatever is rostered."""

    agent: int
    span: Span


def gone_from(activities: Iterable[Activity]) -> dict[tuple[int, int], int]:
    """Return the slot in which an agent falls out of a shift, by agent and day; who comes back later is not counted."""
    gone: dict[tuple[int, int], int] = {}
    for activity in activities:
        if activity.kind == ABSENCE:
            cell = activity.agent, activity.day
            gone[cell] = min(gone.get(cell, activity.span.start), activity.span.start)
    return gone
