"""Shift kinds that may not follow one another."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbiddenSuccessions(AgentRule):
    """On the day after a shift of a kind in `after`, none of the kinds named for it is worked."""

    after: Mapping[str, frozenset[str]]
    name: ClassVar[str] = "forbidden_successions"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Succession]:
        """Forbid the kinds after each kind, and on day 0 those after the day before."""
        for number, agent in enumerate(problem.agents):
            banned = self.after.get(agent.history.kind(-1), frozenset())
            yield from (Cell(number, 0, shift) for shift in _of_kinds(problem, 0, banned))
            for day in range(len(problem.days) - 1):
                for kind, next_kinds in self.after.items():
                    shifts, later = _of_kinds(problem, day, {kind}), _of_kinds(problem, day + 1, next_kinds)
                    if shifts and later:
                        yield Succession(number, day, shifts, day + 1, later)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every forbidden successor."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            kinds = {worked.day: problem.shifts[worked.shift].kind for worked in tour}
            kinds[-1] = "".join(problem.agents[agent].history.worked[-1:])
            for day, kind in kinds.items():
                if kind in self.after.get(kinds.get(day - 1, ""), ()):
                    yield self.breach(1, agent, day)


def _of_kinds(problem: RosterProblem, day: int, kinds: Collection[str]) -> frozenset[int]:
    return frozenset(shift for shift in problem.offered[day] if problem.shifts[shift].kind in kinds)
