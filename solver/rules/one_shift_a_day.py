"""One shift a day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class OneShiftADay(AgentRule):
    """An agent starts at most one shift a day."""

    name: ClassVar[str] = "one_shift_a_day"
    given: ClassVar[bool] = True

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Count the shifts of every day."""
        for agent in range(len(problem.agents)):
            for day, shifts in enumerate(problem.offered):
                yield Count(agent, {(day, shift): 1 for shift in shifts}, hi=1, day=day)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every day with more."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            for day, shifts in Counter(worked.day for worked in tour).items():
                if shifts > 1:
                    yield self.breach(shifts - 1, agent, day)
