"""Pairs that work together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Pair, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AcrossRule
from solver.shapes import Across


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(AcrossRule):
    """Each of a pair starts when the other does, or both have the day off; each start without the other is a breach.

    Days on which one of them is on leave or not available are left open.
    """

    name: ClassVar[str] = "together"

    def shapes(self, problem: RosterProblem) -> Iterator[Across]:
        """Ask, for every start of a day, the same of both."""
        for first, second in problem.together:
            for day in _shared_days(problem, (first, second)):
                for start in sorted({problem.span(day, shift).start for shift in problem.offered[day]}):
                    shifts = [shift for shift in problem.offered[day] if problem.span(day, shift).start == start]
                    weights = {(agent, day, s): sign for agent, sign in ((first, 1), (second, -1)) for s in shifts}
                    yield Across(weights, 0, 0, first, day, problem.agents[second].id)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every day with starts of one without the other."""
        tours = roster.tours(len(problem.agents))
        for pair in problem.together:
            for day in _shared_days(problem, pair):
                own, other = (
                    {problem.span(day, a.shift).start for a in tours[agent] if a.day == day} for agent in pair
                )
                if own != other:
                    yield self.breach(len(own ^ other), pair[0], day, problem.agents[pair[1]].id)


def _shared_days(problem: RosterProblem, pair: Pair) -> list[int]:
    """Return the days on which both can work."""
    agents = [problem.agents[agent] for agent in pair]
    return [
        number
        for number, day in enumerate(problem.days)
        if all(agent.available.overlaps(day.span) for agent in agents)
        and not any(leave.overlaps(day.span) for agent in agents for leave in agent.leave)
    ]
