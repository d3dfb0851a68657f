"""The least hours of named people on shifts, as a roster problem: a slot is one shift on one day."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver import rules
from solver.exact import solve_exactly
from solver.problem import PERSON, Agent, Day, Group, Queue, RosterProblem, Shift, Span, Step, SubsetRow
from solver.roster import Breach, Roster, RosterResult
from solver.rules.rule import AgentRule
from solver.shapes import Count
from tests.benchmarks.curtois.rules import MinutesBetween, NotFollowedBy
from tests.benchmarks.shift_selection.cases import HoursCase

CREW = frozenset({0})
HARD = 1_000  # hours that 1/100 of a missing person costs


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysWorked(AgentRule):
    """Everyone works on at least so many of the days."""

    least: int
    name: ClassVar[str] = "days_worked"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        for agent in range(len(problem.agents)):
            yield Count(agent, dict.fromkeys(problem.offers(), 1), lo=self.least)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            if len(tour) < self.least:
                yield self.breach(self.least - len(tour), agent)


def least_hours(case: HoursCase, time_s: float) -> RosterResult:
    """Return the roster of least hours, proven or with its bound; a paid minute of the problem is an hour here."""
    return solve_exactly(problem_of(case), time_s=time_s)


def problem_of(case: HoursCase) -> RosterProblem:
    """Return the problem: a missing person costs more than any hours."""
    shifts, days = case.required.shape
    needed = tuple((PERSON * case.required.T).ravel().tolist())
    after = [frozenset(t for s, t in case.not_followed_by if s == shift) for shift in range(shifts)]
    return RosterProblem(
        slot_min=60,
        days=tuple(Day(Span(day * shifts, (day + 1) * shifts)) for day in range(days)),
        agents=tuple(Agent(str(number), CREW, 1, 0, Span(0, len(needed))) for number in range(case.people)),
        shifts=tuple(
            Shift(str(number), str(number), tuple(day * shifts + number for day in range(days)), 1, hours)
            for number, hours in enumerate(case.shift_hours)
        ),
        queues=(Queue("all", needed, ((Step(None, HARD),),) * len(needed)),),
        groups=(Group("all", (0,), (SubsetRow(CREW, needed),), (Step(None, 0),)),),
        rules=(
            rules.OneShiftADay(),
            MinutesBetween(least=(case.min_hours,) * case.people, most=(max(case.shift_hours) * days,) * case.people),
            NotFollowedBy(after=tuple(after)),
            DaysWorked(least=days - case.max_days_off),
        ),
    )
