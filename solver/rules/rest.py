"""Rest between shifts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class MinRestBetweenShifts(AgentRule):
    """At least `slots` lie between the end of a shift and the start of the next, the last of before included."""

    slots: int
    name: ClassVar[str] = "min_rest_between_shifts"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Succession]:
        """Forbid the shifts too soon after the last of before, and every pair too close."""
        for number, agent in enumerate(problem.agents):
            if agent.history.last_end is not None:
                for day, shift in problem.offers():
                    if problem.span(day, shift).start < agent.history.last_end + self.slots:
                        yield Cell(number, day, shift)
            for day in range(len(problem.days)):
                yield from self._too_close(problem, number, day)

    def _too_close(self, problem: RosterProblem, agent: int, day: int) -> Iterator[Succession]:
        """Yield what may not follow the shifts of the day, those with the same end together."""
        for end in sorted({problem.span(day, shift).end for shift in problem.offered[day]}):
            shifts = frozenset(shift for shift in problem.offered[day] if problem.span(day, shift).end == end)
            for later in range(day + 1, len(problem.days)):
                soon = [s for s in problem.offered[later] if problem.span(later, s).start < end + self.slots]
                if soon:
                    yield Succession(agent, day, shifts, later, frozenset(soon))

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every pair too close, at the later of the two."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            spans = [problem.span(worked.day, worked.shift) for worked in tour]
            last_end = problem.agents[agent].history.last_end
            for index, worked in enumerate(tour):
                if last_end is not None and spans[index].start - last_end < self.slots:
                    yield self.breach(1, agent, worked.day)
                for earlier, before in zip(tour[:index], spans, strict=False):
                    if earlier.day < worked.day and spans[index].start - before.end < self.slots:
                        yield self.breach(1, agent, worked.day)
