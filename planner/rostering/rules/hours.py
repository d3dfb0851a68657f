"""Rules of hours, and what overtime costs under a labour pack."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.rules.hours import MaxHours
from planner.rostering.days import FULL_PAY
from planner.rostering.rules.made import Made
from planner.rostering.spans import night_spans
from planner.rostering.units import whole_minutes
from planner.rostering.week import Week
from solver import problem as sp
from solver import rules as sr


def hours(week: Week) -> Iterator[Made]:
    """Yield the hours of the contract, and the limits that the plan or its labour pack sets."""
    rules = week.plan.rules
    window, overtime, night = rules.max_hours_in_window, rules.max_overtime_a_month, rules.max_night_hours_a_week
    tolerance_min = round(rules.contract_hours.tolerance_h * 60)
    yield Made(rules.contract_hours, sr.ContractHours, {"under_min": tolerance_min, "over_min": tolerance_min})
    yield from _limit(rules.max_hours_a_day, sr.MaxHoursADay)
    yield from _limit(rules.max_hours_a_week, sr.MaxHoursAWeek)
    yield from _limit(window, sr.MaxHoursInWindow, days=window.days)
    yield from _limit(rules.max_hours_a_month, sr.MaxHoursAMonth)
    yield from _limit(rules.max_hours_a_quarter, sr.MaxHoursAQuarter)
    yield from _limit(rules.max_hours_a_year, sr.MaxHoursAYear)
    normal_day_min, normal_week_min = whole_minutes(overtime.normal_day_h), whole_minutes(overtime.normal_week_h)
    yield from _limit(overtime, sr.MaxOvertimeAMonth, day_min=normal_day_min, week_min=normal_week_min)
    yield from _limit(night, sr.MaxNightHoursAWeek, nights=tuple(night_spans(night.night, week.grid)))


def _limit(settings: MaxHours, rule: type[sr.Rule], **parameters: object) -> Iterator[Made]:
    """Yield a limit where it has a number."""
    if settings.hours is not None:
        yield Made(settings, rule, {"minutes": whole_minutes(settings.hours), **parameters})


def overtime_pay(week: Week) -> Iterator[sr.Rule]:
    """Yield what overtime costs beyond its wage: beyond normal days and the contract, or beyond a whole period."""
    if week.plan.labour is None:
        return
    labour = week.plan.labour
    normal_h, pay = labour.law.normal_h, labour.law.pay
    overtime_percent = pay["overtime"].percent - FULL_PAY
    if labour.period:
        normal_min = whole_minutes(normal_h[labour.period])
        yield sr.PeriodOvertimePay(
            period=sp.Period(labour.period), normal_min=normal_min, overtime_percent=overtime_percent
        )
    else:
        yield sr.OvertimePay(
            day_min=whole_minutes(normal_h["day"]),
            normal_min=whole_minutes(normal_h["week"] * week.grid.days / 7),
            overtime_percent=overtime_percent,
            rest_day_percent=pay["rest_day"].percent - FULL_PAY,
        )
