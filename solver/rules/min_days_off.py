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
    """In every `window` days in a row that end in the plan lie at least `days` days off.

    Days before the first count as they were worked; one that is not known counts as off. What they have spoilt already
    is no breach: at most the planned days worked are.
    """

    days: int
    window: int = 7
    name: ClassVar[str] = "min_days_off"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit the days worked in every window by what the days before leave of it."""
        for number, agent in enumerate(problem.agents):
            for last in range(len(problem.days)):
                first = last - self.window + 1
                before = sum(agent.history.kind(day) != "" for day in range(first, 0))
                planned = range(max(0, first), last + 1)
                most = max(0, self.window - self.days - before)
                if most < len(planned):
                    worked = {(day, shift): 1 for day in planned for shift in problem.offered[day]}
                    yield Count(number, worked, hi=most, day=last)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every window with fewer, at its last day."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            planned = {assignment.day for assignment in tour}
            history = problem.agents[agent].history.worked
            before = {day - len(history) for day, kind in enumerate(history) if kind}
            for last in range(len(problem.days)):
                window = set(range(last - self.window + 1, last + 1))
                off = self.window - len(window & (planned | before))
                missing = min(self.days - off, len(window & planned))
                if missing > 0:
                    yield self.breach(missing, agent, last)
