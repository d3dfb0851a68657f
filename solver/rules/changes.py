"""What differs from the roster before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(AgentRule):
    """Every agent works on each day the shift of the roster before, or is off as in it; posts may change hands."""

    name: ClassVar[str] = "changes"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Count the shift of before, or every shift of a day that was off."""
        kept = {(work.agent, work.day): work.shift for work in problem.previous}
        for agent in range(len(problem.agents)):
            for day, offered in enumerate(problem.offered):
                if (agent, day) in kept:
                    same = {(day, shift): 1 for shift in offered if shift == kept[agent, day]}
                    yield Count(agent, same, lo=1, day=day)
                else:
                    yield Count(agent, {(day, shift): 1 for shift in offered}, hi=0, day=day)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every day that is otherwise than before."""
        before = Roster(problem.previous).tours(len(problem.agents))
        now = roster.tours(len(problem.agents))
        for agent in range(len(problem.agents)):
            for day in range(len(problem.days)):
                kept = {work.shift for work in before[agent] if work.day == day}
                worked = {work.shift for work in now[agent] if work.day == day}
                changes = len(kept - worked) if kept else len(worked)
                if changes:
                    yield self.breach(changes, agent, day)
