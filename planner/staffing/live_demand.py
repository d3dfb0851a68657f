"""What comes in the course of a day, and what it has to meet."""

from dataclasses import dataclass, replace
from enum import Enum
from math import inf

import numpy as np
from numpy.typing import ArrayLike

from planner.staffing.arguments import Column, at_least_zero, below_one, positive
from planner.staffing.band import Paths
from planner.staffing.goal import Goal

_LEAST_PATIENCE_S = 1e-3  # stands for none


class ShiftEnd(Enum):
    """What an agent whose shift ends does with the contact in hand."""

    FINISH = "finish"  # serves it to its end, and takes no other
    DROP = "drop"  # leaves; the contact goes back to the head of the queue, patient anew


@dataclass(frozen=True, slots=True)
class LiveDemand:
    """Contacts offered in successive intervals of one length, beginning with nobody there.

    `redial_share`: share of those who give up that call again at once, besides those offered.
    `paths`: the equally likely courses that the contacts may take; only one, unless a band is staffed for.
    """

    interval_s: float
    offered: Column
    aht_s: Column
    patience_s: float
    redial_share: float
    paths: Paths

    @classmethod
    def checked(
        cls,
        interval_s: float,
        offered: ArrayLike,
        aht_s: ArrayLike,
        patience_s: float = inf,
        redial_share: float = 0.0,
    ) -> "LiveDemand":
        """Return the demand with `aht_s` for every interval.

        Raises: PlannerError for NaN, negative or zero times, a `redial_share` of 1.
        """
        contacts = np.atleast_1d(at_least_zero("offered", offered))
        patience = max(float(at_least_zero("patience_s", patience_s, finite=False)), _LEAST_PATIENCE_S)
        aht = np.broadcast_to(positive("aht_s", aht_s), contacts.shape)
        again = float(below_one("redial_share", redial_share))
        length_s = float(positive("interval_s", interval_s))
        return cls(length_s, contacts, aht, patience, again, contacts[np.newaxis])

    def along(self, paths: Paths) -> "LiveDemand":
        """Return the demand with other courses of the contacts, `offered` the middle one."""
        return replace(self, paths=paths)

    @property
    def days(self) -> list["LiveDemand"]:
        """The demand of each path alone."""
        return [replace(self, offered=path, paths=path[np.newaxis]) for path in self.paths]

    @property
    def load_erl(self) -> Column:
        """Offered load of each interval in erlangs."""
        return self.offered * self.aht_s / self.interval_s


@dataclass(frozen=True, slots=True)
class Target:
    """What each interval has to reach: numbers for all intervals, or one per interval."""

    service_level: ArrayLike
    within_s: ArrayLike
    max_occupancy: ArrayLike = 1.0
    max_abandon: ArrayLike = 1.0
    definition: str = "offered"

    def goal(self, intervals: int) -> Goal:
        """Return the checked goal with a row for every interval. Raises: PlannerError for shares outside 0 to 1."""
        goal = Goal.checked(self.service_level, self.max_occupancy, self.max_abandon)
        columns = (goal.service_level, goal.max_occupancy, goal.max_abandon)
        return Goal(*(np.broadcast_to(column, intervals) for column in columns))
