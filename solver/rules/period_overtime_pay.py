"""What overtime costs beyond its wage, where the hours of a longer period are counted together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodOvertimePay(AgentRule):
    """Minutes beyond `normal_min` of a period cost a premium of `overtime_percent` of the agent's wage.

    What was worked in it before the first day counts; days of a higher pay class are left out.
    """

    period: Period
    normal_min: int
    overtime_percent: int
    name: ClassVar[str] = "period_overtime_pay"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Price the minutes beyond what is normal in every period."""
        for days in problem.in_periods(self.period):
            ordinary = [day for day in days if problem.days[day].pay_percent == 100]
            paid = problem.paid_min(ordinary)
            for number, agent in enumerate(problem.agents):
                before_min = agent.history.account(f"hours_{self.period}") if days[0] == 0 else 0
                cost = agent.minute_cost * self.overtime_percent // 100
                yield Count(number, paid, hi=max(0, self.normal_min - before_min), day=days[-1], cost=cost)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the overtime of every agent and period in minutes, with its premium."""
        period_of = [problem.period_of(day, self.period) for day in range(len(problem.days))]
        for number, tour in enumerate(roster.tours(len(problem.agents))):
            agent = problem.agents[number]
            for period, last in {period: day for day, period in enumerate(period_of)}.items():
                before_min = agent.history.account(f"hours_{self.period}") if period == period_of[0] else 0
                worked_min = sum(
                    problem.shifts[worked.shift].paid_min
                    for worked in tour
                    if period_of[worked.day] == period and problem.days[worked.day].pay_percent == 100
                )
                beyond_min = worked_min - max(0, self.normal_min - before_min)
                if beyond_min > 0:
                    cost = beyond_min * (agent.minute_cost * self.overtime_percent // 100)
                    yield Breach(self.name, False, beyond_min, cost, number, last)
