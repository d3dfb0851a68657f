"""What overtime costs beyond its wage, where every day and week has its normal hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class OvertimePay(AgentRule):
    """Minutes beyond the normal ones cost a premium, in percent of the agent's wage.

    cost = wage x (`overtime_percent` x (minutes beyond `day_min` of each day + other minutes beyond the contract) +
    (`rest_day_percent` - `overtime_percent`) x other minutes beyond `normal_min`). What is beyond the normal minutes of
    all the planned days, though no day is too long, falls on days of rest. Days of a higher pay class are left out:
    their class pays for them. The cost is convex in the minutes.
    """

    day_min: int
    normal_min: int
    overtime_percent: int
    rest_day_percent: int
    name: ClassVar[str] = "overtime_pay"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Price the long shifts of every day, and the minutes beyond the contract and beyond what is normal."""
        ordinary = [day for day, at in enumerate(problem.days) if at.pay_percent == 100]
        paid = problem.paid_min(ordinary)
        within = {cell: min(minutes, self.day_min) for cell, minutes in paid.items()}
        for number, agent in enumerate(problem.agents):
            overtime = agent.minute_cost * self.overtime_percent // 100
            rest_day = agent.minute_cost * self.rest_day_percent // 100
            for day in ordinary:
                longer = {cell: m - self.day_min for cell, m in paid.items() if cell[0] == day and m > self.day_min}
                if longer:
                    yield Count(number, longer, hi=0, day=day, cost=overtime)
            normal_min = max(agent.contract_min, self.normal_min)
            yield Count(number, within, hi=agent.contract_min, cost=overtime)
            yield Count(number, within, hi=normal_min, cost=rest_day - overtime)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the overtime of every agent in minutes, with its premium."""
        for number, tour in enumerate(roster.tours(len(problem.agents))):
            agent = problem.agents[number]
            paid_min = [problem.shifts[w.shift].paid_min for w in tour if problem.days[w.day].pay_percent == 100]
            longer_min = sum(max(0, minutes - self.day_min) for minutes in paid_min)
            within_min = sum(min(minutes, self.day_min) for minutes in paid_min)
            beyond_min = max(0, within_min - agent.contract_min)
            rest_day_min = max(0, within_min - max(agent.contract_min, self.normal_min))
            overtime = agent.minute_cost * self.overtime_percent // 100
            rest_day = agent.minute_cost * self.rest_day_percent // 100
            cost = (longer_min + beyond_min - rest_day_min) * overtime + rest_day_min * rest_day
            if cost:
                yield Breach(self.name, False, longer_min + beyond_min, cost, number)
