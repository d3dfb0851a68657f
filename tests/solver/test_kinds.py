"""Nights, late finishes and weekends."""

from dataclasses import replace

import pytest

from solver.kinds import is_late_finish, is_night, weekends
from solver.problem import Day, RosterProblem, Shift, Span


def problem(start: int, length: int, late_min: int = 22 * 60) -> RosterProblem:
    """Three days in half hours with one shift."""
    days = tuple(Day(Span(48 * day, 48 * day + 48)) for day in range(3))
    shift = Shift("s", "s", tuple(48 * day + start for day in range(3)), length, 30 * length)
    return RosterProblem(30, days, (), (shift,), (), (), (), late_min=late_min)


@pytest.mark.parametrize(
    ("start", "length", "night"),
    [
        (44, 18, True),  # 22:00-07:00
        (0, 16, True),  # 00:00-08:00, of its own day
        (40, 13, False),  # 20:00-02:30 is half the night
        (40, 14, True),
        (5, 16, False),  # 02:30-10:30 is half the night
        (4, 16, True),
        (16, 16, False),
    ],
)
@pytest.mark.parametrize("day", [0, 2])
def test_a_night_covers_most_of_midnight_to_five(start: int, length: int, night: bool, day: int) -> None:
    assert is_night(problem(start, length), day, 0) == night


@pytest.mark.parametrize(
    ("start", "length", "late_min", "late"),
    [
        (28, 16, 22 * 60, True),  # 14:00-22:00
        (27, 16, 22 * 60, False),
        (27, 16, 21 * 60, True),
        (32, 17, 22 * 60, True),  # 16:00-00:30
        (44, 18, 22 * 60, False),  # a night
        (0, 16, 22 * 60, False),
    ],
)
def test_a_late_finish_ends_late_and_is_no_night(start: int, length: int, late_min: int, late: bool) -> None:
    assert is_late_finish(problem(start, length, late_min), 1, 0) == late


def test_weekend_days_in_a_row_are_one_weekend() -> None:
    week = problem(16, 16)
    flags = (True, False, True)
    days = tuple(replace(day, weekend=flag) for day, flag in zip(week.days, flags, strict=True))
    assert weekends(replace(week, days=days)) == ((0,), (2,))
    assert weekends(replace(week, days=(days[0], days[0], days[1]))) == ((0, 1),)
