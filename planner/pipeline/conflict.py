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

    template = "no roster meets all enforced rules; what cannot hold together:\n{conflicts}"


class NotExplained(NoRoster):
    """The enforced rules clash, and which of them was not found out."""

    template = "no roster meets all enforced rules; which of them clash was not found within the effort allowed"


class NobodyForPost(NoRoster):
    """A post that nobody can hold."""

    template = "post {post}: nobody with its skill and level can work a shift that covers its hours on {day}"


class NoChain(NoRoster):
    """A post at which no shifts overlap long enough."""

    template = (
        "post {post}: no shift lets a holder hand over {overlap_min} min at {time} on {day}; "
        "add a start at least {overlap_min} min before another shift ends"
    )


def conflict_of(error: InfeasibleRoster, grid: Grid, agents: tuple[Agent, ...], plan: Plan) -> NoRoster:
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
    if not error.conflicts:
        return NotExplained()
    teller = _Teller(grid, agents, plan)
    return Conflict(conflicts=Joined([teller.conflict(conflict) for conflict in error.conflicts], by="\n"))


@dataclass(frozen=True)
class _Teller:
    """Tells of conflicts with names and dates."""

    grid: Grid
    agents: tuple[Agent, ...]
    plan: Plan

    def conflict(self, conflict: SolverConflict) -> Words:
        """Return the clashing instances, and a line for each way out."""
        instances = Joined([self.instance(clash) for clash in conflict.clashes], by="; ")
        ways = [self.way_out(way) for way in conflict.ways_out[:MOST_WAYS]]
        return Joined([_("● {instances}", instances=instances), *ways], by="\n")

    def instance(self, clash: Clash) -> Words:
        """Return a rule with whom, where and when."""
        day = "" if clash.day is None else _date(self.grid, clash.day)
        where = ", ".join(part for part in (self._name(clash.agent), self._subject(clash), day) if part)
        rule = labels.label(labels.COSTS, clash.rule)
        return _("{rule} ({where})", rule=rule, where=where) if where else rule

    def way_out(self, way: WayOut) -> Words:
        """Return what to change, with its price."""
        values = {
            "agent": self._name(way.clash.agent),
            "subject": self._subject(way.clash),
            "skill": self.plan.posts[way.clash.subject].skill if way.clash.subject in self.plan.posts else "",
            "day": "" if way.clash.day is None else _date(self.grid, way.clash.day),
            "amount": way.amount,
            "hours": f"{way.amount / 60:g}",
            "slot_h": f"{way.amount * self.plan.slot_min / 60:g}",
            "instance": self.instance(way.clash),
        }
        change = _(HIRE if way.hired else WAYS.get(way.clash.rule, WARN), **values)
        return _("  → {change}: {cost} wage-hours", change=change, cost=Number(way.cost / COST_PER_WAGE_HOUR, 1))

    def _name(self, agent: str) -> str:
        return next((f"{known.id} {known.name}".strip() for known in self.agents if known.id == agent), agent)

    def _subject(self, clash: Clash) -> str:
        post = self.plan.posts.get(clash.subject)
        return post.name or clash.subject if post else clash.subject


def _date(grid: Grid, day: int) -> str:
    return (grid.first + timedelta(days=day)).isoformat()
