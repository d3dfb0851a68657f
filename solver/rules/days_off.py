"""Days off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class MinDaysOff(AgentRule):
    """In every `window` of the planned days in a row lie at least `days` days off."""

    days: int
    window: int = 7
    name: ClassVar[str] = "min_days_off"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit the days worked in every window."""
        for agent in range(len(problem.agents)):
            for first in range(len(problem.days) - self.window + 1):
                days = range(first, first + self.window)
                worked = {(day, shift): 1 for day in days for shift in problem.offered[day]}
                yield Count(agent, worked, hi=self.window - self.days, day=days[-1])

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every window with fewer, at its last day."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked = {assignment.day for assignment in tour}
            for last in range(self.window - 1, len(problem.days)):
                off = sum(day not in worked for day in range(last - self.window + 1, last + 1))
                if off < self.days:
                    yield self.breach(self.days - off, agent, last)
