"""Which target asks for the people: the first that a hundredth of a person less would miss."""

from __future__ import annotations

import numpy as np

from planner.staffing.demand import Demand, Floats
from planner.staffing.model import Performance


def binding_targets(demand: Demand, agents: Floats, with_less: Performance) -> list[str]:
    """Return per interval which target binds, given what a hundredth less than `agents` achieves.

    Of several the service level, then the occupancy; `workload` where less could not do the work and the queue would
    grow for ever, `later` where an interval needs people only for those after it.
    """
    names = np.select(
        [
            agents == 0,
            with_less.service_level < demand.service_level,
            with_less.occupancy > demand.max_occupancy,
            with_less.abandon_rate > demand.max_abandon,
            np.isinf(with_less.asa_s),
        ],
        ["none", "service_level", "max_occupancy", "max_abandon", "workload"],
        "later",
    )
    return [str(name) for name in names]
