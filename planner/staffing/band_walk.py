"""The days that a forecast's band holds, walked through together by the same agents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.staffing.arguments import Column, Rows
from planner.staffing.band import averaged
from planner.staffing.day_walk import EMPTY, DayWalk
from planner.staffing.erlang_a import Measures
from planner.staffing.goal import Goal
from planner.staffing.live_demand import LiveDemand, ShiftEnd
from planner.staffing.search import Meets
from planner.staffing.transient_chain import Law


class BandPassage(NamedTuple):
    """What an interval leaves behind on every day, and what those who arrived in it met."""

    laws: Sequence[Law]
    measures: Measures


@dataclass(frozen=True, slots=True)
class BandWalk:
    """A day for each path of the demand.

    The service level is the mean over their contacts, redials among them, all else the middle's.
    """

    days: Sequence[DayWalk]

    @classmethod
    def of(cls, demand: LiveDemand, within_s: Column, definition: int, shift_end: ShiftEnd) -> "BandWalk":
        """Return the walk through the demand's days."""
        return cls([DayWalk(day, within_s, definition, shift_end) for day in demand.days])

    @property
    def start(self) -> Sequence[Law]:
        """The laws before the first interval."""
        return [EMPTY] * len(self.days)

    def through(self, i: int, laws: Sequence[Law], agents: Column) -> BandPassage:
        """Return the passage of interval i, given the laws at the end of the one before and the agents of all."""
        passages = [day.through(i, law, agents) for day, law in zip(self.days, laws, strict=True)]
        levels = np.array([[passage.measures.level] for passage in passages])
        contacts = np.array([[passage.contacts] for passage in passages])
        middle = passages[len(passages) // 2].measures
        level = float(averaged(levels, contacts)[0])
        return BandPassage([passage.law for passage in passages], middle._replace(level=level))

    def meets(self, i: int, laws: Sequence[Law], agents: Column, goal: Goal, unit: float) -> Meets:
        """Return the test whether a number of units of agents in interval i meets its goal, given all the others."""

        def test(_rows: Rows, units: Column) -> NDArray[np.bool_]:
            trial = agents.copy()
            trial[i] = units[0] * unit
            return goal.met(np.array([i]), self.through(i, laws, trial).measures)

        return test
