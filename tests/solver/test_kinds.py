"""Late finishes and weekends."""

from dataclasses import replace

import pytest

from solver.kinds import is_late, weekends
from solver.problem import Day, RosterProblem, Shift, Span


def problem(start: int, length: int, night: bool = False) -> RosterProblem:
    """Three days in half hours with one shift."""
    days = tuple(Day(Span(48 * day, 48 * day + 48)) for day in range(3))
    shift = Shift("s", "s", tuple(48 * day + start for day in range(3)), length, 30 * length, night=night)
    return RosterProblem(30, days, (), (shift,), (), (), ())


@pytest.mark.parametrize(
    ("start", "length", "late"),
    [
        (28, 16, True),  # 14:00-22:00
        (27, 16, False),
        (32, 17, True),  # 16:00-00:30
        (44, 18, True),  # 22:00-07:00
        (0, 16, False),
    ],
)
def test_a_late_finish_ends_late_and_is_no_night(start: int, length: int, late: bool) -> None:
    assert is_late(problem(start, length), 1, 0) == late
    assert not is_late(problem(start, length, night=True), 1, 0)


@pytest.mark.parametrize(
    ("first_weekday", "days"), [(0, ()), (4, ((1, 2),)), (5, ((0, 1),)), (3, ((2,),)), (6, ((0,),))]
)
def test_saturday_and_sunday_are_one_weekend(first_weekday: int, days: tuple[tuple[int, ...], ...]) -> None:
    assert weekends(replace(problem(16, 16), first_weekday=first_weekday)) == days
