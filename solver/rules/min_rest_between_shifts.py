"""Rest between shifts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class MinRestBetweenShifts(AgentRule):
    """At least `slots` lie between the end of a shift and the start of the next, the last of before included.

    After a shift of a kind in `after` it is that many slots instead.
    """

    slots: int
    after: Mapping[str, int] = field(default_factory=dict)
    name: ClassVar[str] = "min_rest_between_shifts"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Succession]:
        """Forbid the shifts too soon after the last of before, and every pair too close."""
        too_close = [pair for day in range(len(problem.days)) for pair in self._too_close(problem, day)]
        for number, agent in enumerate(problem.agents):
            if agent.history.last_end is not None:
                rested = agent.history.last_end + self._rest(agent.history.last_kind)
                for day, shift in problem.offers():
                    if problem.span(day, shift).start < rested:
                        yield Cell(number, day, shift)
            yield from (replace(pair, agent=number) for pair in too_close)

    def _too_close(self, problem: RosterProblem, day: int) -> Iterator[Succession]:
        """Yield what agent 0 may not work after the shifts of the day, those rested from at the same time together."""
        rested = {shift: self._rested(problem, day, shift) for shift in problem.offered[day]}
        for slot in sorted(set(rested.values())):
            shifts = frozenset(shift for shift in rested if rested[shift] == slot)
            for later in range(day + 1, len(problem.days)):
                soon = [s for s in problem.offered[later] if problem.span(later, s).start < slot]
                if soon:
                    yield Succession(0, day, shifts, later, frozenset(soon))

    def _rested(self, problem: RosterProblem, day: int, shift: int) -> int:
        """Return the first slot at which the next shift may start."""
        return problem.span(day, shift).end + self._rest(problem.shifts[shift].kind)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every pair too close, at the later of the two."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            history = problem.agents[agent].history
            for worked in tour:
                start = problem.span(worked.day, worked.shift).start
                if history.last_end is not None and start - history.last_end < self._rest(history.last_kind):
                    yield self.breach(1, agent, worked.day)
                for earlier in tour:
                    rest = self._rest(problem.shifts[earlier.shift].kind)
                    if earlier.day < worked.day and start - problem.span(earlier.day, earlier.shift).end < rest:
                        yield self.breach(1, agent, worked.day)

    def _rest(self, kind: str) -> int:
        return self.after.get(kind, self.slots)
