"""The least number of people that meets a goal, for many rows at once."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from planner.staffing.arguments import Column, Rows

Meets = Callable[[Rows, Column], NDArray[np.bool_]]


def least_whole(meets: Meets, start: Column) -> Column:
    """Return for every row the least whole number from 0 up that meets, given that more never hurts.

    `meets(rows, numbers)` tests a number for each of the row indices. `start`: where to look first; steps double from
    there until one number is too few and one enough, then the bracket is halved. Some number of each row must meet.
    """
    enough = np.ceil(start)
    met = meets(np.arange(len(start)), enough)
    short = np.where(met, -1.0, enough)
    enough = np.where(met, enough, np.inf)
    step = 1.0
    while (rows := np.flatnonzero(np.isinf(enough) | ((short < 0) & (enough >= step)))).size:
        rising = np.isinf(enough[rows])
        _test(meets, rows, np.where(rising, short[rows], enough[rows]) + np.where(rising, step, -step), short, enough)
        step *= 2.0
    while (rows := np.flatnonzero(enough - short > 1.0)).size:
        _test(meets, rows, np.floor(0.5 * (short[rows] + enough[rows])), short, enough)
    return enough


def _test(meets: Meets, rows: Rows, numbers: Column, short: Column, enough: Column) -> None:
    """Test the numbers and move that end of each bracket, in place, which they belong to."""
    met = meets(rows, numbers)
    enough[rows[met]] = numbers[met]
    short[rows[~met]] = numbers[~met]
