"""Weekends off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.kinds import SATURDAY
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekendsOff(AgentRule):
    """Of any `weekends` in a row that end in the plan at least `free` are free: no shift starts on either day.

    Weekends before day 0 count as they were worked; one that is not known counts as free. What they have spoilt already
    is no breach: at most the planned weekends worked are.
    """

    free: int
    weekends: int
    name: ClassVar[str] = "weekends_off"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit the planned weekends worked by what those before leave of each row."""
        for number, agent in enumerate(problem.agents):
            for last in _saturdays(problem):
                row = range(last - 7 * (self.weekends - 1), last + 1, 7)
                open_yet = [day for day in row if not agent.history.kind(day) and not agent.history.kind(day + 1)]
                most = max(0, len(open_yet) - self.free)
                blocks = tuple(block for day in open_yet if (block := _cells(problem, day)))
                if most < len(blocks):
                    yield Count(number, {}, hi=most, day=min(last + 1, len(problem.days) - 1), blocks=blocks)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every row with fewer free weekends, at the last day of its last."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            before = {day for day in range(-7 * self.weekends, 0) if problem.agents[agent].history.kind(day)}
            planned = {worked.day for worked in tour}
            for last in _saturdays(problem):
                row = [{last - 7 * back, last - 7 * back + 1} for back in range(self.weekends)]
                spoilt = sum(bool(weekend & before) for weekend in row)
                worked = sum(bool(weekend & planned) and not weekend & before for weekend in row)
                missing = min(worked, spoilt + worked + self.free - self.weekends)
                if missing > 0:
                    yield self.breach(missing, agent, min(last + 1, len(problem.days) - 1))


def _saturdays(problem: RosterProblem) -> list[int]:
    """Return the Saturdays of the weekends with a planned day; the first may be the day before day 0."""
    return [day for day in range(-1, len(problem.days)) if problem.weekday(day) == SATURDAY]


def _cells(problem: RosterProblem, saturday: int) -> frozenset[tuple[int, int]]:
    """Return the planned shifts of a weekend."""
    days = [day for day in (saturday, saturday + 1) if 0 <= day < len(problem.days)]
    return frozenset((day, shift) for day in days for shift in problem.offered[day])
