"""Hours in any days in a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxHoursInWindow(AgentRule):
    """In any `days` days in a row, those before the first day included, paid minutes stay within `minutes`."""

    minutes: int
    days: int
    name: ClassVar[str] = "max_hours_in_window"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit the minutes of every window that ends on a planned day."""
        for last in range(len(problem.days)):
            first = last - self.days + 1
            paid = problem.paid_min(range(max(0, first), last + 1))
            for number, agent in enumerate(problem.agents):
                before_min = sum(agent.history.worked_min[first:]) if first < 0 else 0
                yield Count(number, paid, hi=max(0, self.minutes - before_min), day=last)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the minutes beyond the limit of every window, at its last day."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            before = dict(enumerate(reversed(problem.agents[agent].history.worked_min), start=1))
            for last in range(len(problem.days)):
                window = range(last - self.days + 1, last + 1)
                worked_min = sum(problem.shifts[worked.shift].paid_min for worked in tour if worked.day in window)
                left_min = self.minutes - sum(before.get(-day, 0) for day in window if day < 0)
                if worked_min > max(0, left_min):
                    yield self.breach(worked_min - max(0, left_min), agent, last)
