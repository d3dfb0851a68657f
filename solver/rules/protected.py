"""Agents whom the law or the house protects."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Count


@dataclass(frozen=True, slots=True)
class Protection:
    """What agents with a tag do not work: shifts of these kinds or that touch these nights, and any overtime."""

    tag: str
    kinds: frozenset[str] = frozenset()
    no_overtime: bool = False
    nights: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected(AgentRule):
    """Agents work nothing they are protected from; each such shift and each minute of overtime is a breach.

    Overtime is what is paid beyond the contract, and a shift that is paid more than `day_min` (None: any).
    """

    protections: tuple[Protection, ...]
    day_min: int | None = None
    name: ClassVar[str] = "protected"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Count]:
        """Forbid the shifts, and count the paid minutes."""
        paid = problem.paid_min(range(len(problem.days)))
        for protection in self.protections:
            forbidden = [offer for offer in paid if self._forbids(protection, problem, *offer)]
            for number, agent in enumerate(problem.agents):
                if protection.tag not in agent.tags:
                    continue
                for day, shift in forbidden:
                    yield Cell(number, day, shift)
                if protection.no_overtime:
                    yield Count(number, paid, hi=agent.contract_min)

    def _forbids(self, protection: Protection, problem: RosterProblem, day: int, shift: int) -> bool:
        template, span = problem.shifts[shift], problem.span(day, shift)
        too_long = protection.no_overtime and self.day_min is not None and template.paid_min > self.day_min
        return too_long or template.kind in protection.kinds or any(night.overlaps(span) for night in protection.nights)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every such shift, and the minutes beyond the contract."""
        tours = roster.tours(len(problem.agents))
        for protection in self.protections:
            night_slots = {slot for night in protection.nights for slot in night.slots()}
            most_min = self.day_min if protection.no_overtime else None
            for agent, tour in enumerate(tours):
                if protection.tag not in problem.agents[agent].tags:
                    continue
                for worked in tour:
                    shift = problem.shifts[worked.shift]
                    at_night = not night_slots.isdisjoint(problem.span(worked.day, worked.shift).slots())
                    too_long = most_min is not None and shift.paid_min > most_min
                    if shift.kind in protection.kinds or at_night or too_long:
                        yield self.breach(1, agent, worked.day, protection.tag)
                over_min = sum(problem.shifts[a.shift].paid_min for a in tour) - problem.agents[agent].contract_min
                if protection.no_overtime and over_min > 0:
                    yield self.breach(over_min, agent, subject=protection.tag)
