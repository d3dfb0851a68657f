"""All rules of a problem as arrays: the weeks of single agents, what those leave out, and what binds several."""

from typing import NamedTuple

from solver.problem import RosterProblem
from solver.weeks.arrays import Centre
from solver.weeks.extras import Extras, Sums, extras_of, sums_of
from solver.weeks.tasks import Tasks, tasks_of
from solver.weeks.turns import Turns, turns_of
from solver.weeks.week import WeekProgram, Weeks


class Book(NamedTuple):
    """What the search asks of a roster; posts stand in the centre."""

    weeks: Weeks
    extras: Extras
    sums: Sums
    turns: Turns
    tasks: Tasks


def book_of(problem: RosterProblem, program: WeekProgram, centre: Centre) -> Book:
    """Return the arrays of a problem's rules."""
    return Book(
        program.weeks,
        extras_of(problem, program.left_out),
        sums_of(problem),
        turns_of(problem, centre.offers.end),
        tasks_of(problem, centre.offers.end),
    )
