"""Shifts that move forward round the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardRotation(AgentRule):
    """On the day after a shift none starts earlier on the clock; after a day off any may.

    The shift of the day before day 0 is taken to have begun at the earliest start of its kind.
    """

    name: ClassVar[str] = "forward_rotation"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Succession]:
        """Forbid the earlier starts after every start of the day before."""
        for number, agent in enumerate(problem.agents):
            last = agent.history.kind(-1)
            first_min = min((shift.start_min for shift in problem.shifts if shift.kind == last), default=0)
            yield from (Cell(number, 0, shift) for shift in _earlier(problem, 0, first_min))
            for day in range(len(problem.days) - 1):
                for start_min in sorted({problem.shifts[shift].start_min for shift in problem.offered[day]}):
                    shifts = frozenset(s for s in problem.offered[day] if problem.shifts[s].start_min == start_min)
                    earlier = frozenset(_earlier(problem, day + 1, start_min))
                    if earlier:
                        yield Succession(number, day, shifts, day + 1, earlier)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every shift that starts earlier than that of the day before."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            start_min = {worked.day: problem.shifts[worked.shift].start_min for worked in tour}
            before = problem.agents[agent].history.worked[-1:]
            known = [shift.start_min for shift in problem.shifts if shift.kind in before]
            if known:
                start_min[-1] = min(known)
            for day in sorted(start_min):
                if day >= 0 and start_min[day] < start_min.get(day - 1, 0):
                    yield self.breach(1, agent, day)


def _earlier(problem: RosterProblem, day: int, start_min: int) -> list[int]:
    return [shift for shift in problem.offered[day] if problem.shifts[shift].start_min < start_min]
