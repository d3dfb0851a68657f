"""Shifts of a kind."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxShiftsOfKind(AgentRule):
    """In the planned days an agent works at most so many shifts of each kind in `most`."""

    most: Mapping[str, int]
    name: ClassVar[str] = "max_shifts_of_kind"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Count the shifts of each kind."""
        for kind, most in self.most.items():
            worked = {(day, shift): 1 for day, shift in problem.offers() if problem.shifts[shift].kind == kind}
            for agent in range(len(problem.agents)):
                yield Count(agent, worked, hi=most)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the shifts too many of each kind."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            kinds = Counter(problem.shifts[worked.shift].kind for worked in tour)
            for kind, most in self.most.items():
                if kinds[kind] > most:
                    yield self.breach(kinds[kind] - most, agent, subject=kind)
