"""Overtime a month."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, TypeVar

from solver.problem import Period, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count

Cells = dict[tuple[int, int], int]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxOvertimeAMonth(AgentRule):
    """Overtime of each month stays within `minutes`, that of before the first day included.

    Overtime is what is paid beyond `day_min` of each day, and what the rest of a week is beyond `week_min`; the latter
    belongs to the month of the week's last day. That is no sum over shifts, but the most over all choices of weeks of
    (minutes beyond each day's + those within the days of the chosen weeks − what is normal in these weeks), so that
    each choice has the limit.
    """

    minutes: int
    day_min: int
    week_min: int
    name: ClassVar[str] = "max_overtime_a_month"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit every choice of weeks of every month."""
        weeks = problem.in_periods(Period.WEEK)
        for days in problem.in_periods(Period.MONTH):
            longer = self._longer(problem, days)
            for chosen in _choices([week for week in weeks if week[-1] in days]):
                weights = Counter(longer)
                for week in chosen:
                    weights.update(self._normal(problem, week))
                for number in range(len(problem.agents)):
                    normal_min = sum(self._left_in_week(problem, number, week) for week in chosen)
                    left_min = self._left_in_month(problem, number, days)
                    yield Count(number, weights, hi=left_min + normal_min, day=days[-1])

    def _longer(self, problem: RosterProblem, days: list[int]) -> Cells:
        """Return by how much each shift is longer than a normal day."""
        return {cell: paid - self.day_min for cell, paid in problem.paid_min(days).items() if paid > self.day_min}

    def _normal(self, problem: RosterProblem, days: list[int]) -> Cells:
        """Return what of each shift is within a normal day."""
        return {cell: min(paid, self.day_min) for cell, paid in problem.paid_min(days).items()}

    def _left_in_week(self, problem: RosterProblem, agent: int, week: list[int]) -> int:
        before_min = problem.agents[agent].history.account("hours_week") if week[0] == 0 else 0
        return max(0, self.week_min - before_min)

    def _left_in_month(self, problem: RosterProblem, agent: int, days: list[int]) -> int:
        before_min = problem.agents[agent].history.account("overtime_month") if days[0] == 0 else 0
        return max(0, self.minutes - before_min)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the minutes beyond the limit of every choice, at the last planned day of the month."""
        week_ends = {problem.week_of(day): day for day in range(len(problem.days))}
        month_ends = {at.month: day for day, at in enumerate(problem.days)}
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            history = problem.agents[agent].history
            longer, normal = Counter[int](), Counter[int]()
            for worked in tour:
                paid_min = problem.shifts[worked.shift].paid_min
                longer[problem.days[worked.day].month] += max(0, paid_min - self.day_min)
                normal[problem.week_of(worked.day)] += min(paid_min, self.day_min)
            balances = defaultdict(list)
            for week, last in week_ends.items():
                before_min = history.account("hours_week") if week == problem.week_of(0) else 0
                balances[problem.days[last].month].append(normal[week] - max(0, self.week_min - before_min))
            for month, last in month_ends.items():
                before_min = history.account("overtime_month") if month == problem.days[0].month else 0
                for chosen in _choices(balances[month]):
                    beyond_min = longer[month] + sum(chosen) - max(0, self.minutes - before_min)
                    if beyond_min > 0:
                        yield self.breach(beyond_min, agent, last)


def _choices(items: list[Item]) -> Iterator[tuple[Item, ...]]:
    """Yield every selection of the items."""
    for size in range(len(items) + 1):
        yield from combinations(items, size)
