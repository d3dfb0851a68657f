"""When an agent can work at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability(AgentRule):
    """A shift starts only while the agent is available."""

    name: ClassVar[str] = "availability"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell]:
        """Forbid the shifts that start outside."""
        for number, agent in enumerate(problem.agents):
            for day, shift in problem.offers():
                if problem.span(day, shift).start not in agent.available:
                    yield Cell(number, day, shift)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every shift that starts outside."""
        for worked in roster.assignments:
            window = problem.agents[worked.agent].available
            start = problem.span(worked.day, worked.shift).start
            if start < window.start or start >= window.end:
                yield self.breach(1, worked.agent, worked.day)
