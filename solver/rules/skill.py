"""Who may hold a post."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(AgentRule):
    """A post is held only by agents with its skill and level."""

    name: ClassVar[str] = "skill"
    given: ClassVar[bool] = True

    def shapes(self, problem: RosterProblem) -> Iterator[Cell]:
        """Forbid the post to everyone else."""
        for day, shift in problem.offers():
            for post in problem.posts_of(day, shift):
                for agent in range(len(problem.agents)):
                    if agent not in problem.posts[post].eligible:
                        yield Cell(agent, day, shift, post)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every holder without the skill."""
        for worked in roster.assignments:
            if worked.post is None:
                continue
            post = problem.posts[worked.post]
            if worked.agent not in post.eligible:
                yield self.breach(1, worked.agent, worked.day, post.id)
