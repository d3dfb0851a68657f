"""The days of a week, with their pay and their periods in the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.rostering.week import Week
from solver import problem as sp

FULL_PAY = 100


def days_of(week: Week) -> Iterator[sp.Day]:
    """Yield the days of a week: their slots, their pay class, and their periods in the calendar."""
    steps, labour = week.grid.day_steps, week.plan.labour
    for start, end, day in zip(steps, steps[1:], week.grid.dates(), strict=False):
        yield sp.Day(
            span=sp.Span(start, end),
            pay_percent=labour.law.pay["holiday"].percent if labour and day in week.holidays else FULL_PAY,
            holiday=day in week.holidays,
            month=_month(day),
            quarter=_month(day) // 3,
            year=day.year,
        )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
