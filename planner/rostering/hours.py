"""Limits on hours, overtime and its pay: hours become minutes, dates become days, tags become agents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from planner.plan.base import hours_min
from planner.plan.labour import Labour
from planner.plan.rules import MaxHours, MaxOvertime, Protected, Rule
from planner.rostering.week import Week
from solver import problem as sp
from solver import rules as sr

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


def hours_rules(week: Week) -> Iterator[sr.Rule]:
    """Yield the limits on hours that the plan sets, and what overtime costs under its labour pack."""
    rules, night = week.plan.rules, week.plan.rules.max_night_hours_a_week
    limits: tuple[tuple[MaxHours, Callable[..., sr.Rule], dict[str, Any]], ...] = (
        (rules.max_hours_a_day, sr.MaxHoursADay, {}),
        (rules.max_hours_a_week, sr.MaxHoursAWeek, {}),
        (rules.max_hours_in_window, sr.MaxHoursInWindow, {"days": rules.max_hours_in_window.days}),
        (rules.max_hours_a_month, sr.MaxHoursAMonth, {}),
        (rules.max_hours_a_quarter, sr.MaxHoursAQuarter, {}),
        (rules.max_hours_a_year, sr.MaxHoursAYear, {}),
        (rules.max_overtime_a_month, sr.MaxOvertimeAMonth, _normal(rules.max_overtime_a_month)),
        (night, sr.MaxNightHoursAWeek, {"nights": tuple(_nights(night.night, week))}),
    )
    for settings, rule, parameters in limits:
        if settings.severity != "off" and settings.hours is not None:
            yield rule(minutes=_minutes(settings.hours), **parameters, **_severity(settings))
    if week.plan.labour:
        yield _overtime_pay(week.plan.labour, week)


def protection_of(settings: Protected, week: Week) -> dict[str, Any]:
    """Return the parameters of the rule on protected people: what they do not work, by tag."""
    protections = []
    for tag, protection in settings.tags.items():
        nights = tuple(_nights(settings.night, week)) if settings.night and not protection.nights else ()
        kinds = frozenset() if protection.nights else week.plan.night_kinds
        protections.append(sr.Protection(tag, kinds | frozenset(protection.shifts), not protection.overtime, nights))
    day_min = None if settings.normal_day_h is None else _minutes(settings.normal_day_h)
    return {"protections": tuple(protections), "day_min": day_min}


def _overtime_pay(labour: Labour, week: Week) -> sr.Rule:
    """Return what overtime costs beyond its wage: beyond normal days and the contract, or beyond a whole period."""
    normal_h, pay = labour.law.normal_h, labour.law.pay
    overtime_percent = pay["overtime"].percent - FULL_PAY
    if labour.period:
        return sr.PeriodOvertimePay(
            period=sp.Period(labour.period),
            normal_min=_minutes(normal_h[labour.period]),
            overtime_percent=overtime_percent,
        )
    return sr.OvertimePay(
        day_min=_minutes(normal_h["day"]),
        normal_min=_minutes(normal_h["week"] * week.grid.days / 7),
        overtime_percent=overtime_percent,
        rest_day_percent=pay["rest_day"].percent - FULL_PAY,
    )


def _normal(settings: MaxOvertime) -> dict[str, Any]:
    return {"day_min": _minutes(settings.normal_day_h), "week_min": _minutes(settings.normal_week_h)}


def _severity(settings: Rule) -> dict[str, Any]:
    weight = round(settings.weight * sp.COST_PER_WAGE_HOUR)
    return {"severity": sr.Severity(settings.severity), "weight": weight}


def _minutes(hours: float) -> int:
    """Return whole minutes: a part of a minute is beyond the limit."""
    return int(round(hours * 60, 6))


def _nights(hours: str, week: Week) -> Iterator[sp.Span]:
    """Yield the night hours that touch the planned days or follow them."""
    start, end = hours_min(hours)
    for day in range(-1, week.grid.days + 1):
        yield sp.Span(week.grid.step_at(day, start), week.grid.step_at(day, end))
