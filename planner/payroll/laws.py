"""How paid hours fall into pay classes: under no labour pack, under standard hours, and counted by period."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from planner.accounts import CALENDAR
from planner.grid import week_of
from planner.payroll.classes import Classes
from planner.rostering.agents import agent_of
from planner.rostering.units import whole_minutes

if TYPE_CHECKING:
    from planner.people import Agent
    from planner.rostering import Week


class Law(Protocol):
    """How the hours of an agent's ordinary days, in the order they are worked, fall into pay classes."""

    def add(self, classes: Classes, day: date, paid_min: float, /) -> None:
        """Add a shift to its day."""


@dataclass(frozen=True, slots=True)
class NoLaw:
    """Without a labour pack all hours are normal."""

    def add(self, classes: Classes, _day: date, paid_min: float, /) -> None:
        """Add a shift to its day."""
        classes.normal += paid_min


@dataclass(slots=True)
class StandardHours:
    """Every day and week has its normal hours: the sums are those that `solver.rules.OvertimePay` prices.

    What is beyond a normal day is overtime; what of the rest is beyond the contract is overtime, and where it is beyond
    a normal week too, it is work on days of rest.
    """

    day_min: float
    contract_min: float
    normal_min: float
    worked_min: float = 0.0

    def add(self, classes: Classes, _day: date, paid_min: float, /) -> None:
        """Add a shift to its day."""
        within_min = min(paid_min, self.day_min)
        normal_min = self._before(self.contract_min, within_min)
        weekly_min = self._before(max(self.contract_min, self.normal_min), within_min)
        classes.normal += normal_min
        classes.overtime += paid_min - within_min + weekly_min - normal_min
        classes.rest_day += within_min - weekly_min
        self.worked_min += within_min

    def _before(self, limit_min: float, minutes: float) -> float:
        """Return how many of the next minutes are worked before so many are full."""
        return max(0.0, min(minutes, limit_min - self.worked_min))


@dataclass(slots=True)
class PeriodHours:
    """The hours of a period are counted together: the sums are those that `solver.rules.PeriodOvertimePay` prices.

    What is beyond the normal hours of the period is overtime. `left_min` are those of each that are not yet worked.
    """

    period: str
    left_min: defaultdict[str, float]

    def add(self, classes: Classes, day: date, paid_min: float, /) -> None:
        """Add a shift to its day."""
        period = period_of(self.period, day)
        normal_min = min(paid_min, self.left_min[period])
        classes.normal += normal_min
        classes.overtime += paid_min - normal_min
        self.left_min[period] -= normal_min


def period_of(period: str, day: date) -> str:
    """Return the week, month, quarter or year that a day is in."""
    return week_of(day) if period == "week" else CALENDAR[period](day)


def law_of(agent: Agent, week: Week) -> Law:
    """Return how the hours of an agent are counted in a week."""
    labour = week.plan.labour
    if labour is None:
        return NoLaw()
    worker, normal_h = agent_of(agent, week), labour.law.normal_h
    if labour.period is None:
        normal_min = whole_minutes(normal_h["week"] * week.grid.days / 7)
        return StandardHours(whole_minutes(normal_h["day"]), worker.contract_min, normal_min)
    normal_min = whole_minutes(normal_h[labour.period])
    left_min: defaultdict[str, float] = defaultdict(lambda: normal_min)
    before_min = worker.history.account(f"hours_{labour.period}")
    left_min[period_of(labour.period, week.grid.first)] = max(0, normal_min - before_min)
    return PeriodHours(labour.period, left_min)
