"""Hours within a period of the calendar."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxHours(AgentRule):
    """The paid minutes of each period stay within `minutes`, what was worked in it before the first day included.

    The minutes of a shift belong to the day on which it starts. Who has worked too much already works no more.
    """

    minutes: int
    period: ClassVar[Period]

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit every agent's minutes in every period."""
        for days in problem.in_periods(self.period):
            paid = problem.paid_min(days)
            for number, agent in enumerate(problem.agents):
                before_min = agent.history.account(f"hours_{self.period}") if days[0] == 0 else 0
                yield Count(number, paid, hi=max(0, self.minutes - before_min), day=days[-1])

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the minutes beyond the limit, at the last planned day of the period."""
        period_of = [problem.period_of(day, self.period) for day in range(len(problem.days))]
        last_day = {period: day for day, period in enumerate(period_of)}
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked_min: Counter[int] = Counter()
            for worked in tour:
                worked_min[period_of[worked.day]] += problem.shifts[worked.shift].paid_min
            for period, minutes in worked_min.items():
                before_min = problem.agents[agent].history.account(f"hours_{self.period}")
                left_min = self.minutes - (before_min if period == period_of[0] else 0)
                if minutes > max(0, left_min):
                    yield self.breach(minutes - max(0, left_min), agent, last_day[period])
