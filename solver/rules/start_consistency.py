"""Starts that stay alike through the week."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from solver.problem import Period, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Choice, Succession

DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StartConsistency(AgentRule):
    """Any two shifts that an agent starts in a calendar week start within `band_min` on the clock, round midnight too.

    Each pair further apart is a breach. In a band below eight hours, that is as much as all starts in one window.
    """

    band_min: int
    name: ClassVar[str] = "start_consistency"

    def shapes(self, problem: RosterProblem) -> Iterator[Succession | Choice]:
        """Choose a window of starts for each week, or forbid the pairs of a week that are too far apart."""
        yield from self._windows(problem) if self.enforced and self.band_min < DAY_MIN / 3 else self._pairs(problem)

    def _windows(self, problem: RosterProblem) -> Iterator[Choice]:
        found = {
            frozenset(s for s, other in enumerate(problem.shifts) if self._within(first.start_min, other.start_min))
            for first in problem.shifts
        }
        widest = tuple(sorted((each for each in found if not any(each < other for other in found)), key=sorted))
        for days in problem.in_periods(Period.WEEK):
            for agent in range(len(problem.agents)):
                yield Choice(agent, tuple(days), widest)

    def _within(self, first_min: int, start_min: int) -> bool:
        return (start_min - first_min) % DAY_MIN <= self.band_min

    def _pairs(self, problem: RosterProblem) -> Iterator[Succession]:
        for day, later in combinations(range(len(problem.days)), 2):
            if problem.week_of(day) != problem.week_of(later):
                continue
            for start_min in sorted({problem.shifts[shift].start_min for shift in problem.offered[day]}):
                shifts = frozenset(s for s in problem.offered[day] if problem.shifts[s].start_min == start_min)
                far = [s for s in problem.offered[later] if self._far(start_min, problem.shifts[s].start_min)]
                if far:
                    for agent in range(len(problem.agents)):
                        yield Succession(agent, day, shifts, later, frozenset(far))

    def _far(self, start_min: int, other_min: int) -> bool:
        apart_min = abs(start_min - other_min)
        return min(apart_min, DAY_MIN - apart_min) > self.band_min

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every pair too far apart, at the later of the two."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            for worked, later in combinations(tour, 2):
                forward_min = (problem.shifts[later.shift].start_min - problem.shifts[worked.shift].start_min) % DAY_MIN
                within = forward_min <= self.band_min or forward_min >= DAY_MIN - self.band_min
                if not within and problem.week_of(worked.day) == problem.week_of(later.day):
                    yield self.breach(1, agent, later.day)
