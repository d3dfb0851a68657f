"""Newcomers and their mentors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Agent, RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import AcrossRule
from solver.shapes import Across


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(AcrossRule):
    """A newcomer works only with a mentor of the team beside: one of them for `overlap` slots, or the whole shift.

    Newcomers and mentors are the agents with these tags.
    """

    newcomers: str
    mentors: str
    overlap: int
    name: ClassVar[str] = "mentor"

    def shapes(self, problem: RosterProblem) -> Iterator[Across]:
        """Let the newcomer's shift be no more than the mentors' shifts beside it."""
        for number, newcomer in enumerate(problem.agents):
            if self.newcomers not in newcomer.tags:
                continue
            mentors = [at for at, agent in enumerate(problem.agents) if at != number and self._guides(agent, newcomer)]
            for day, shift in problem.offers():
                span = problem.span(day, shift)
                if any(self._beside(span, carried.span) for carried in problem.carried if carried.agent in mentors):
                    continue
                near = [offer for offer in problem.offers() if self._beside(span, problem.span(*offer))]
                weights = {(mentor, *offer): -1 for mentor in mentors for offer in near}
                yield Across({(number, day, shift): 1, **weights}, hi=0, agent=number, day=day)

    def _beside(self, span: Span, other: Span) -> bool:
        """Tell whether a mentor's shift is long enough beside a newcomer's."""
        shared = min(span.end, other.end) - max(span.start, other.start)
        return shared >= min(self.overlap, span.end - span.start)

    def _guides(self, agent: Agent, newcomer: Agent) -> bool:
        return self.mentors in agent.tags and agent.team == newcomer.team

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every shift of a newcomer without."""
        spans = [(a.agent, problem.span(a.day, a.shift)) for a in roster.assignments]
        spans += [(carried.agent, carried.span) for carried in problem.carried]
        for worked in roster.assignments:
            newcomer = problem.agents[worked.agent]
            if self.newcomers not in newcomer.tags:
                continue
            own = set(problem.span(worked.day, worked.shift).slots())
            shared = [
                len(own.intersection(span.slots()))
                for agent, span in spans
                if agent != worked.agent and self._guides(problem.agents[agent], newcomer)
            ]
            if max(shared, default=-1) < min(self.overlap, len(own)):
                yield self.breach(1, worked.agent, worked.day)
