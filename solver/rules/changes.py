"""What differs from the roster before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Assignment, Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(AgentRule):
    """On each day every agent works the shift of the roster before, at its post or none, or is off as in it."""

    name: ClassVar[str] = "changes"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Count]:
        """Count what was worked before, or every shift of a day that was off."""
        before = {(work.agent, work.day): work for work in problem.previous}
        for agent in range(len(problem.agents)):
            for day, offered in enumerate(problem.offered):
                if work := before.get((agent, day)):
                    yield from self._kept(problem, work)
                else:
                    yield Count(agent, {(day, shift): 1 for shift in offered}, hi=0, day=day)

    def _kept(self, problem: RosterProblem, work: Assignment) -> Iterator[Cell | Count]:
        """Demand the shift with its post; or the shift, and no post in it."""
        is_offered = work.shift in problem.offered[work.day]
        posts = problem.posts_of(work.day, work.shift) if is_offered else ()
        can_be = is_offered and work.post in (None, *posts)
        yield Count(work.agent, {(work.day, work.shift): 1} if can_be else {}, work.post, lo=1, day=work.day)
        if work.post is None:
            for post in posts:
                yield Cell(work.agent, work.day, work.shift, post)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every day that is otherwise than before."""
        before = Roster(problem.previous).tours(len(problem.agents))
        now = roster.tours(len(problem.agents))
        for agent in range(len(problem.agents)):
            for day in range(len(problem.days)):
                kept = {work for work in before[agent] if work.day == day}
                worked = {work for work in now[agent] if work.day == day}
                changes = len(kept - worked) if kept else len(worked)
                if changes:
                    yield self.breach(changes, agent, day)
