"""People who work no overtime."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOvertime(AgentRule):
    """Each of `agents` is paid at most `day_min` minutes a day and `week_min` a week."""

    agents: frozenset[int]
    day_min: int
    week_min: int
    name: ClassVar[str] = "no_overtime"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit the minutes of their days and weeks."""
        for period, normal_min in ((Period.DAY, self.day_min), (Period.WEEK, self.week_min)):
            for days in problem.in_periods(period):
                paid = {(day, s): problem.shifts[s].paid_min for day in days for s in problem.offered[day]}
                for agent in sorted(self.agents):
                    before_min = problem.agents[agent].history.account(f"hours_{period}") if days[0] == 0 else 0
                    yield Count(agent, paid, hi=max(0, normal_min - before_min), day=days[-1])

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the minutes beyond the limit of a day, and of a week at its last planned day."""
        tours = roster.tours(len(problem.agents))
        last_day = {at.week: day for day, at in enumerate(problem.days)}
        for agent in sorted(self.agents):
            paid_min = [(worked.day, problem.shifts[worked.shift].paid_min) for worked in tours[agent]]
            for day in sorted({day for day, _ in paid_min}):
                yield from self._beyond(sum(m for d, m in paid_min if d == day), self.day_min, agent, day)
            for week, last in last_day.items():
                before_min = problem.agents[agent].history.account("hours_week") if week == problem.days[0].week else 0
                minutes = sum(m for d, m in paid_min if problem.days[d].week == week)
                yield from self._beyond(minutes, max(0, self.week_min - before_min), agent, last)

    def _beyond(self, minutes: int, normal_min: int, agent: int, day: int) -> Iterator[Breach]:
        if minutes > normal_min:
            yield self.breach(minutes - normal_min, agent, day)
