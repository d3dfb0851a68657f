"""What a queue has to reach, as the searches test it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.errors import PlannerError
from planner.staffing.arguments import Column, Rows, positive, share
from planner.staffing.erlang_a import Measures

DEFINITIONS = ("offered", "answered", "virtual", "short_excluded", "short_met")
_CERTAIN = 1e-9  # a share this close to 0 or 1 is as good as none or all
_ROUNDING = 1e-12  # an occupancy this little above its cap is at the cap


class UnknownDefinition(PlannerError):
    """The plan names a service-level definition that does not exist."""

    template = "unknown service-level definition {definition}: use one of {known}"


def definition_code(definition: str) -> int:
    """Return the number under which the compiled loops know a service-level definition."""
    if definition not in DEFINITIONS:
        raise UnknownDefinition(definition=definition, known=", ".join(DEFINITIONS))
    return DEFINITIONS.index(definition)


@dataclass(frozen=True, slots=True)
class Goal:
    """Service level to reach and caps to keep, one row per queue and interval."""

    service_level: Column
    max_occupancy: Column
    max_abandon: Column

    @classmethod
    def checked(cls, service_level: ArrayLike, max_occupancy: ArrayLike, max_abandon: ArrayLike) -> "Goal":
        """Return the goal with nobody and everybody, which no finite number of agents reaches, made reachable."""
        return cls(
            np.minimum(share("service_level", service_level), 1.0 - _CERTAIN),
            positive("max_occupancy", share("max_occupancy", max_occupancy)),
            np.maximum(share("max_abandon", max_abandon), _CERTAIN),
        )

    def met(self, rows: Rows, measures: Measures) -> NDArray[np.bool_]:
        """Tell for each of the rows whether its measures (columns) meet the goal; a queue that grows for ever never."""
        met: NDArray[np.bool_] = (
            np.isfinite(measures.wait_aht)
            & (measures.level >= self.service_level[rows])
            & (measures.occupancy <= self.max_occupancy[rows] + _ROUNDING)
            & (measures.abandoned <= self.max_abandon[rows])
        )
        return met
