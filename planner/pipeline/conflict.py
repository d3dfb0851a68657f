"""Why no roster can be: the solver's clash of rules in a planner's words, with names and dates."""

from __future__ import annotations

from datetime import timedelta

from planner.errors import NoRoster
from planner.grid import Grid
from planner.people import Agent
from reports import Joined, Words, labels
from reports import text as _
from solver.errors import Clash, HandoverImpossible, InfeasibleRoster, PostUnheld


class Conflict(NoRoster):
    """The enforced rules clash."""

    template = "no roster meets all enforced rules; these cannot hold together, set one to warn or off: {clashes}"


class NobodyForPost(NoRoster):
    """A post that nobody can hold."""

    template = "post {post}: nobody with its skill and level can work a shift that covers its hours on {day}"


class NoChain(NoRoster):
    """A post at which no shifts overlap long enough."""

    template = (
        "post {post}: no shift lets a holder hand over {overlap_min} min at {time} on {day}; "
        "add a start at least {overlap_min} min before another shift ends"
    )


def conflict_of(error: InfeasibleRoster, grid: Grid, agents: tuple[Agent, ...]) -> NoRoster:
    """Return the solver's reason with ids, names and dates in place of numbers."""
    day = error.values.get("day")
    if isinstance(error, PostUnheld) and isinstance(day, int):
        return NobodyForPost(post=error.values["post"], day=_date(grid, day))
    if isinstance(error, HandoverImpossible) and isinstance(day, int):
        minute = int(str(error.values["minute"]))
        return NoChain(
            post=error.values["post"],
            overlap_min=error.values["overlap_min"],
            time=f"{minute // 60:02d}:{minute % 60:02d}",
            day=_date(grid, day),
        )
    names = {agent.id: f"{agent.id} {agent.name}" for agent in agents}
    return Conflict(clashes=Joined([_instance(clash, grid, names) for clash in error.clashes], by="; "))


def _instance(clash: Clash, grid: Grid, names: dict[str, str]) -> Words:
    day = "" if clash.day is None else _date(grid, clash.day)
    where = ", ".join(part for part in (names.get(clash.agent, clash.agent), clash.subject, day) if part)
    rule = labels.label(labels.COSTS, clash.rule)
    return _("{rule} ({where})", rule=rule, where=where) if where else rule


def _date(grid: Grid, day: int) -> str:
    return (grid.first + timedelta(days=day)).isoformat()
