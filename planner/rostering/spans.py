"""Hours of the plan, in slots of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planner.grid import Grid
from planner.plan.base import hours_min, weekdays
from solver import problem as sp


def days_on(names: str, grid: Grid, first: int = 0) -> Iterator[int]:
    """Yield the days from `first` to the week's last that are such weekdays."""
    numbers = weekdays(names)
    for day in range(first, grid.days):
        if (grid.first + timedelta(days=day)).weekday() in numbers:
            yield day


def hours_of(hours: str, days: str, grid: Grid) -> list[sp.Span]:
    """Return the stretches that some hours of some weekdays take in the week; the last may reach past its end."""
    start, end = hours_min(hours)
    spans: list[sp.Span] = []
    for day in days_on(days, grid, first=-1):
        span = sp.Span(max(0, grid.step_at(day, start)), grid.step_at(day, end))
        if spans and spans[-1].end >= span.start:
            spans[-1] = sp.Span(spans[-1].start, span.end)
        elif span.end > 0:
            spans.append(span)
    return spans


def night_spans(hours: str, grid: Grid) -> Iterator[sp.Span]:
    """Yield the night hours of every day that a shift of the week may reach."""
    start, end = hours_min(hours)
    for day in range(-1, grid.days + 1):
        yield sp.Span(grid.step_at(day, start), grid.step_at(day, end))
