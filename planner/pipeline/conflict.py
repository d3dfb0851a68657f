"""Why no roster can be: the solver's clash of rules in a planner's words, with names and dates, and ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.errors import NoRoster, NoRosterYet
from planner.grid import Grid
from planner.people import Agent
from planner.pipeline import ways_out as words
from planner.plan import Plan
from planner.rostering.activities import activity_id
from reports import Joined, Number, Words, labels
from reports import text as _
from solver.errors import Clash, HandoverImpossible, InfeasibleRoster, NoRosterInTime, PostUnheld, WayOut
from solver.errors import Conflict as Clashes
from solver.problem import COST_PER_WAGE_HOUR

MOST_WAYS = 5
MOST_BROKEN = 10


class Conflict(NoRoster):
    """The enforced rules clash."""

    template = "no roster meets all enforced rules; what cannot hold together, and what would do:{conflicts}"


class NotExplained(NoRoster):
    """The enforced rules clash, and which of them was not found out."""

    template = "no roster meets all enforced rules; which of them clash was not found within the effort allowed"


class NobodyForPost(NoRoster):
    """A post that nobody can hold."""

    template = "post {post}: nobody has its skill and level, or no shift covers its hours on {day}{ways}"


class NoChain(NoRoster):
    """A post at which no shifts overlap long enough."""

    template = (
        "post {post}: no shift lets a holder hand over {overlap_min} min at {time} on {day}; "
        "add a start at least {overlap_min} min before another shift ends"
    )


class StillBroken(NoRosterYet):
    """The best roster found breaks enforced rules."""

    template = (
        "no roster was found within the effort allowed; the best one breaks {count} times what is enforced:{broken}\n"
        "allow more with --time or roster.effort, or let such a rule warn"
    )


def not_yet(error: NoRosterInTime, teller: Teller) -> NoRosterYet:
    """Return the solver's reason with what the best roster breaks, as far as it is known."""
    if not error.broken:
        return NoRosterYet()
    return StillBroken(count=len(error.broken), broken=teller.broken(error.broken))


def conflict_of(error: InfeasibleRoster, grid: Grid, agents: tuple[Agent, ...], plan: Plan) -> NoRoster:
    """Return the solver's reason with ids, names and dates in place of numbers."""
    teller = Teller(grid, agents, plan)
    day = error.values.get("day")
    if isinstance(error, PostUnheld) and isinstance(day, int):
        ways = Joined([teller.ways_out(conflict) for conflict in error.conflicts], by="")
        return NobodyForPost(post=error.values["post"], day=teller.date(day), ways=ways)
    if isinstance(error, HandoverImpossible) and isinstance(day, int):
        minute = int(str(error.values["minute"]))
        return NoChain(
            post=error.values["post"],
            overlap_min=error.values["overlap_min"],
            time=f"{minute // 60:02d}:{minute % 60:02d}",
            day=teller.date(day),
        )
    if not error.conflicts:
        return NotExplained()
    return Conflict(conflicts=Joined([teller.conflict(conflict) for conflict in error.conflicts], by=""))


@dataclass(frozen=True)
class Teller:
    """Tells of instances of rules with names and dates."""

    grid: Grid
    agents: tuple[Agent, ...]
    plan: Plan

    def conflict(self, conflict: Clashes) -> Words:
        """Return a line with what clashes, and one for each way out."""
        clashes = Joined([self.instance(clash) for clash in conflict.clashes], by="; ")
        return Joined(["\n● ", clashes, self.ways_out(conflict)], by="")

    def ways_out(self, conflict: Clashes) -> Words:
        """Return a line for each of the cheapest ways out."""
        return Joined([self._way_out(way) for way in conflict.ways_out[:MOST_WAYS]], by="")

    def broken(self, clashes: Sequence[Clash]) -> Words:
        """Return a line for each of the first rules that are broken."""
        lines = [Joined(["\n● ", self.instance(clash)], by="") for clash in clashes[:MOST_BROKEN]]
        return Joined([*lines, *(["\n…"] if len(clashes) > MOST_BROKEN else [])], by="")

    def instance(self, clash: Clash) -> Words:
        """Return a rule with whom, where and when."""
        day = "" if clash.day is None else self.date(clash.day)
        where = ", ".join(part for part in (self._name(clash.agent), self._subject(clash), day) if part)
        rule = labels.label(labels.COSTS, clash.rule)
        return _("{rule} ({where})", rule=rule, where=where) if where else rule

    def date(self, day: int) -> str:
        """Return a day of the horizon."""
        return (self.grid.first + timedelta(days=day)).isoformat()

    def _way_out(self, way: WayOut) -> Words:
        clash = way.clash
        post = self.plan.posts.get(clash.subject)
        change = words.change(way)(
            agent=self._name(clash.agent),
            subject=self._subject(clash),
            skill=post.skill if post else "",
            day="" if clash.day is None else self.date(clash.day),
            amount=way.amount,
            hours=Number(way.amount / 60, 1),
            slot_h=Number(way.amount * self.plan.slot_min / 60, 1),
            rule=self.instance(clash),
        )
        cost = Number(way.cost / COST_PER_WAGE_HOUR, 1)
        return Joined(["\n  → ", _(change.template, **change.values), _(" ({cost} wage-hours)", cost=cost)], by="")

    def _name(self, agent: str) -> str:
        return next((f"{known.id} {known.name}".strip() for known in self.agents if known.id == agent), agent)

    def _subject(self, clash: Clash) -> str:
        id = activity_id(clash.subject) if clash.rule == "activities" else clash.subject
        named = self.plan.posts.get(id) or self.plan.activities.get(id)
        return (named.name if named else "") or self._name(id)
