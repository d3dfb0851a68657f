"""All rules of a problem as arrays: the weeks of single agents, what those leave out, and what binds several."""

from typing import NamedTuple

from solver.arrays import Centre
from solver.extras import Extras, Sums, extras_of, sums_of
from solver.problem import RosterProblem
from solver.tasks import Tasks, tasks_of
from solver.turns import Turns, turns_of
from solver.week import WeekProgram, Weeks


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
