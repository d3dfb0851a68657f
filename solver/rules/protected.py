"""Agents whom the law or the house protects."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Count


@dataclass(frozen=True, slots=True)
class Protection:
    """What agents with a tag do not work: shifts of these kinds, and any minute beyond their contract."""

    tag: str
    kinds: frozenset[str] = frozenset()
    no_overtime: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected(AgentRule):
    """Agents work nothing they are protected from; each shift of a kind and each minute of overtime is a breach."""

    protections: tuple[Protection, ...]
    name: ClassVar[str] = "protected"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Count]:
        """Forbid the kinds, and count the paid minutes."""
        paid = {(day, shift): problem.shifts[shift].paid_min for day, shift in problem.offers()}
        for protection in self.protections:
            for number, agent in enumerate(problem.agents):
                if protection.tag not in agent.tags:
                    continue
                for day, shift in paid:
                    if problem.shifts[shift].kind in protection.kinds:
                        yield Cell(number, day, shift)
                if protection.no_overtime:
                    yield Count(number, paid, hi=agent.contract_min)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every such shift, and the minutes beyond the contract."""
        tours = roster.tours(len(problem.agents))
        for protection in self.protections:
            for agent, tour in enumerate(tours):
                if protection.tag not in problem.agents[agent].tags:
                    continue
                for worked in tour:
                    if problem.shifts[worked.shift].kind in protection.kinds:
                        yield self.breach(1, agent, worked.day, protection.tag)
                over_min = sum(problem.shifts[a.shift].paid_min for a in tour) - problem.agents[agent].contract_min
                if protection.no_overtime and over_min > 0:
                    yield self.breach(over_min, agent, subject=protection.tag)
