"""Booked leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(AgentRule):
    """No shift touches booked leave."""

    name: ClassVar[str] = "leave"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell]:
        """Forbid the shifts that share a slot with leave."""
        spans = {offer: problem.span(*offer) for offer in problem.offers()}
        touching: dict[Span, frozenset[tuple[int, int]]] = {}
        for number, agent in enumerate(problem.agents):
            for leave in agent.leave:
                if leave not in touching:
                    touching[leave] = frozenset(offer for offer, span in spans.items() if leave.overlaps(span))
            for day, shift in sorted(frozenset().union(*(touching[leave] for leave in agent.leave))):
                yield Cell(number, day, shift)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every shift with a slot in leave."""
        for worked in roster.assignments:
            span = problem.span(worked.day, worked.shift)
            away = {slot for leave in problem.agents[worked.agent].leave for slot in leave.slots()}
            if away.intersection(span.slots()):
                yield self.breach(1, worked.agent, worked.day)
