"""Live contacts, one at a time, through the whole week: a queue built up in one interval is served in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.staffing.binding import binding_targets
from planner.staffing.demand import HUNDREDTH, Demand, Floats
from planner.staffing.live_demand import ShiftEnd
from planner.staffing.model import Performance, Required
from planner.staffing.transient import agents_required, independent_agents, predict


@dataclass(frozen=True, slots=True)
class Live:
    """Phone calls: one agent, one contact; what agents do with the contact in hand when their shift ends."""

    shift_end: ShiftEnd = ShiftEnd.FINISH

    def required(self, demands: Sequence[Demand]) -> list[Required]:
        """Return the least hundredths of people, given those of the intervals before; steady: Erlang A or C."""
        return [self._required(demand) for demand in demands]

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what the people of the whole week achieve in each interval."""
        day = predict(demand.live, agents, demand.within_s, demand.queue.target.definition, self.shift_end)
        return Performance(
            np.clip(day.service_level, 0.0, 1.0),  # sums of probabilities may round to more than 1
            np.clip(day.occupancy, 0.0, 1.0),
            np.clip(day.abandon_rate, 0.0, 1.0),
            day.mean_wait_s,
        )

    def _required(self, demand: Demand) -> Required:
        agents = agents_required(demand.live, demand.targets, self.shift_end, HUNDREDTH)
        with_less = self.performance(demand, np.maximum(agents - HUNDREDTH, 0.0))
        steady = independent_agents(demand.live, demand.targets)
        return Required(agents, steady, binding_targets(demand, agents, with_less))
