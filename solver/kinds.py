"""What kind of work a shift is on a day: a night, a late finish, on a holiday; and which days are a weekend."""

from itertools import groupby

from solver.problem import RosterProblem

LATE_MIN = 22 * 60  # after midnight
SATURDAY = 5


def is_night(problem: RosterProblem, _day: int, shift: int) -> bool:
    """Tell whether the shift counts as a night."""
    return problem.shifts[shift].night


def is_late(problem: RosterProblem, day: int, shift: int) -> bool:
    """Tell whether the shift ends at 22:00 or later, and is no night."""
    late = problem.days[day].span.start * problem.slot_min + LATE_MIN
    return problem.span(day, shift).end * problem.slot_min >= late and not is_night(problem, day, shift)


def is_on_holiday(problem: RosterProblem, day: int, _shift: int) -> bool:
    """Tell whether a shift of the day starts on a public holiday."""
    return problem.days[day].holiday


def weekends(problem: RosterProblem) -> tuple[tuple[int, ...], ...]:
    """Return the days of every weekend: Saturday and Sunday, as far as they are planned."""
    groups = groupby(range(len(problem.days)), key=lambda day: problem.weekday(day) >= SATURDAY)
    return tuple(tuple(days) for is_weekend, days in groups if is_weekend)
