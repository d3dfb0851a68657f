"""What kind of work a shift is on a day: a night, a late finish; and which days are a weekend."""

from itertools import groupby

from solver.problem import RosterProblem, Span

NIGHT_MIN = 5 * 60  # the night lasts from midnight until then


def is_night(problem: RosterProblem, day: int, shift: int) -> bool:
    """Tell whether the shift covers most of 00:00 to 05:00, of the day it starts on or of the next."""
    span, today = problem.span(day, shift), problem.days[day].span
    return any(2 * _night_min(problem, span, midnight) > NIGHT_MIN for midnight in (today.start, today.end))


def _night_min(problem: RosterProblem, span: Span, midnight: int) -> int:
    """Return the minutes of a span that lie in the night after a midnight."""
    first, last = max(span.start, midnight) - midnight, span.end - midnight
    return max(0, min(last * problem.slot_min, NIGHT_MIN) - first * problem.slot_min)


def is_late_finish(problem: RosterProblem, day: int, shift: int) -> bool:
    """Tell whether the shift ends in the late hours after its start, and is no night."""
    late = problem.days[day].span.start * problem.slot_min + problem.late_min
    return problem.span(day, shift).end * problem.slot_min >= late and not is_night(problem, day, shift)


def is_on_holiday(problem: RosterProblem, day: int, _shift: int) -> bool:
    """Tell whether a shift of the day starts on a public holiday."""
    return problem.days[day].holiday


def weekends(problem: RosterProblem) -> tuple[tuple[int, ...], ...]:
    """Return the days of every weekend: weekend days in a row."""
    groups = groupby(range(len(problem.days)), key=lambda day: problem.days[day].weekend)
    return tuple(tuple(days) for is_weekend, days in groups if is_weekend)
