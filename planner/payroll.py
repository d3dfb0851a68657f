"""Paid hours of a week's roster by pay class, as the plan's labour pack parts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from planner.accounts import CALENDAR
from planner.grid import week_of
from planner.plan.base import hours_min
from planner.rostering.agents import agent_of
from planner.rostering.units import whole_minutes
from planner.schema import rows_of
from planner.tables import PAYROLL

if TYPE_CHECKING:
    from planner.people import Agent
    from planner.rostering import Week

UNPAID = "meal"  # the kind of break that is not paid


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time in seconds since 1970, so that a changed clock makes it no longer."""

    start_s: float
    end_s: float

    @classmethod
    def between(cls, start: datetime, end: datetime) -> Stretch:
        """Return the time between two moments."""
        return cls(start.timestamp(), end.timestamp())

    def shared_min(self, others: Sequence[Stretch]) -> float:
        """Return the minutes that it shares with others, which are apart from one another."""
        return sum(max(0.0, min(self.end_s, o.end_s) - max(self.start_s, o.start_s)) for o in others) / 60


@dataclass(slots=True)
class Classes:
    """Paid minutes of an agent's day, each in one pay class; those at night are told beside."""

    normal: float = 0.0
    overtime: float = 0.0
    rest_day: float = 0.0
    holiday: float = 0.0
    night: float = 0.0

    def hours(self) -> list[float]:
        """Return the hours paid, normal, overtime, on a rest day, on a holiday and at night."""
        classes = [self.normal, self.overtime, self.rest_day, self.holiday]
        return [minutes / 60 for minutes in (sum(classes), *classes, self.night)]


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


def payroll(week: Week, roster: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """Return PAYROLL: the paid hours of every agent and day of ROSTER, each in one pay class, and those at night.

    A shift counts on the day it begins; hours fill the classes in the order they are worked. Those of a statutory
    holiday are of a class of their own where the plan has a labour pack. Night hours, which are told beside their
    class, are the paid ones within `rules.max_night_hours_a_week.night`.
    """
    nights, unpaid = list(_nights(week)), _unpaid(activities)
    rows = []
    for agent in week.agents:
        law = _law(agent, week)
        days: dict[date, Classes] = defaultdict(Classes)
        for shift in rows_of(roster[roster["agent"] == agent.id].sort_values("shift_start")):
            _add(days[shift["shift_start"].date()], shift, law, week)
            days[shift["shift_start"].date()].night += _night_min(shift, nights, unpaid)
        rows += [(agent.id, day, agent.name or agent.id, *classes.hours()) for day, classes in days.items()]
    frame = pd.DataFrame(rows, columns=pd.Index(PAYROLL.names))
    numbers = [column.name for column in PAYROLL.columns if column.kind == "number"]
    return PAYROLL.check(frame.astype(dict.fromkeys(numbers, "float64")))


def _law(agent: Agent, week: Week) -> Law:
    """Return how the hours of an agent are counted."""
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


def _add(classes: Classes, shift: Mapping[str, Any], law: Law, week: Week) -> None:
    """Add a shift to its day."""
    day, paid_min = shift["shift_start"].date(), float(shift["paid_min"])
    if week.plan.labour and day in week.holidays:
        classes.holiday += paid_min
    else:
        law.add(classes, day, paid_min)


def _night_min(
    shift: Mapping[str, Any], nights: Sequence[Stretch], unpaid: Mapping[tuple[str, datetime], Sequence[Stretch]]
) -> float:
    """Return the paid minutes of a shift at night."""
    pauses = unpaid.get((shift["agent"], shift["shift_start"]), ())
    at_night = Stretch.between(shift["shift_start"], shift["shift_end"]).shared_min(nights)
    return at_night - sum(pause.shared_min(nights) for pause in pauses)


def _nights(week: Week) -> Iterator[Stretch]:
    """Yield the night hours that a shift of the week may reach."""
    start, end = hours_min(week.plan.rules.max_night_hours_a_week.night)
    for day in range(-1, week.grid.days + 1):
        yield Stretch.between(week.grid.at(day, start), week.grid.at(day, end))


def _unpaid(activities: pd.DataFrame) -> dict[tuple[str, datetime], list[Stretch]]:
    """Return the unpaid breaks by agent and start of the shift."""
    found: dict[tuple[str, datetime], list[Stretch]] = defaultdict(list)
    for row in rows_of(activities[activities["kind"] == UNPAID]):
        found[row["agent"], row["shift_start"]].append(Stretch.between(row["start"], row["end"]))
    return found
