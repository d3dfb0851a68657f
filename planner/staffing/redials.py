"""Who gives up and calls again comes on top of those who call for the first time."""

from collections.abc import Callable

import numpy as np

from planner.staffing.arguments import Column

_CLOSE = 1e-6  # relative error of the arrivals at which the search ends
_MOST_STEPS = 50  # never needed: each step multiplies the correct digits


def with_redials(offered: Column, redial_share: float, abandon_rate: Callable[[Column], Column]) -> Column:
    """Return the arrivals that include redials: the least a with a = offered + redial_share · P(Ab; a) · a.

    `abandon_rate`: P(Ab) of such arrivals, growing with them. Any unit; `redial_share` is below 1. Redials are taken
    to come at random within the interval of the first call.
    By the secant method: as abandonments are convex in the arrivals, it rises to the solution without passing it.
    """
    arrivals = offered
    if redial_share == 0.0:
        return arrivals
    missing, slope = redial_share * abandon_rate(offered) * offered, np.ones_like(offered)
    for _ in range(_MOST_STEPS):
        if (missing <= _CLOSE * arrivals).all():
            break
        step = missing / slope
        arrivals = arrivals + step
        before, missing = missing, offered + redial_share * abandon_rate(arrivals) * arrivals - arrivals
        closed = np.divide(before - missing, step, out=np.ones_like(step), where=step > 0.0)
        slope = np.clip(closed, 1.0 - redial_share, 1.0)
    return arrivals
