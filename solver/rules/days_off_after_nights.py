"""Days off after nights."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Count, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOffAfterNights(AgentRule):
    """After the last of one or more nights in a row come `days` days off; any shift too soon after it is a breach.

    Where another kind follows at once, only that shift is a breach.
    """

    days: int
    name: ClassVar[str] = "days_off_after_nights"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Count | Succession]:
        """Forbid other shifts on the day after a night, and any shift on the days after that unless nights go on.

        With n = night on d, w = work on d + 1, v = work on a later day e: n - w + v <= 1.
        """
        for agent in range(len(problem.agents)):
            yield from self._after_before(problem, agent)
            for day in range(len(problem.days) - 1):
                nights = _nights(problem, day)
                others = frozenset(problem.offered[day + 1]) - _nights(problem, day + 1)
                yield Succession(agent, day, nights, day + 1, others)
                for later in range(day + 2, min(day + self.days + 1, len(problem.days))):
                    weights = {(day, shift): 1 for shift in nights}
                    weights |= {(day + 1, shift): -1 for shift in problem.offered[day + 1]}
                    weights |= {(later, shift): 1 for shift in problem.offered[later]}
                    yield Count(agent, weights, hi=1, day=later)

    def _after_before(self, problem: RosterProblem, agent: int) -> Iterator[Cell | Count]:
        """Yield what follows from the nights before day 0."""
        history = problem.agents[agent].history
        for night in range(-self.days, 0):
            if history.kind(night) not in problem.night_kinds:
                continue
            if night == -1:
                yield from self._after_last_night(problem, agent)
            elif not history.kind(night + 1):
                for day in range(min(night + self.days + 1, len(problem.days))):
                    yield from (Cell(agent, day, shift) for shift in problem.offered[day])

    def _after_last_night(self, problem: RosterProblem, agent: int) -> Iterator[Cell | Count]:
        """Yield what follows from a night on the day before day 0."""
        first = problem.offered[0]
        yield from (Cell(agent, 0, shift) for shift in first if shift not in _nights(problem, 0))
        for day in range(1, min(self.days, len(problem.days))):
            weights = {(0, shift): -1 for shift in first} | {(day, shift): 1 for shift in problem.offered[day]}
            yield Count(agent, weights, hi=0, day=day)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every shift too soon."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            before = problem.agents[agent].history.worked
            kinds = dict(enumerate(before, start=-len(before)))
            kinds |= {worked.day: problem.shifts[worked.shift].kind for worked in tour}
            for night in [day for day, kind in sorted(kinds.items()) if kind in problem.night_kinds]:
                following = kinds.get(night + 1, "")
                if following:
                    too_soon = [] if following in problem.night_kinds else [night + 1]
                else:
                    too_soon = [day for day in range(night + 2, night + self.days + 1) if kinds.get(day)]
                yield from (self.breach(1, agent, day) for day in too_soon if day >= 0)


def _nights(problem: RosterProblem, day: int) -> frozenset[int]:
    return frozenset(shift for shift in problem.offered[day] if problem.shifts[shift].night)
