"""Chats, several at once by one agent, each interval as if it lasted for ever."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.plan.conversation import Conversation
from planner.staffing import chat
from planner.staffing.binding import binding_targets
from planner.staffing.bots import human_aht_by_concurrency_s
from planner.staffing.demand import HUNDREDTH, Demand, Floats
from planner.staffing.model import Performance, Required


class Chat:
    """Chats at the concurrency that finishes most."""

    def required(self, demands: Sequence[Demand]) -> list[Required]:
        """Return the least hundredths of people; steady: in whole people."""
        return [self._required(demand) for demand in demands]

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what people achieve in each interval."""
        rate, aht_s, patience_s = _rate_per_h(demand), human_aht_by_concurrency_s(demand.queue), demand.patience_s
        definition = demand.queue.target.definition
        return Performance(
            chat.service_level(rate, agents, aht_s, demand.within_s, patience_s, definition, _conversation(demand)),
            chat.occupancy(rate, agents, aht_s, patience_s),
            chat.abandon_rate(rate, agents, aht_s, patience_s),
            chat.mean_wait_s(rate, agents, aht_s, patience_s),
        )

    def _required(self, demand: Demand) -> Required:
        agents = _least(demand, HUNDREDTH)
        with_less = self.performance(demand, np.maximum(agents - HUNDREDTH, 0.0))
        return Required(agents, _least(demand, 1.0), binding_targets(demand, agents, with_less))


def _least(demand: Demand, unit: float) -> Floats:
    """Return the least multiples of `unit` people that meet all targets."""
    targets = demand.targets
    return np.array(
        chat.agents_required(
            _rate_per_h(demand),
            human_aht_by_concurrency_s(demand.queue),
            targets.service_level,
            targets.within_s,
            demand.patience_s,
            targets.max_occupancy,
            targets.max_abandon,
            definition=targets.definition,
            unit=unit,
            conversation=_conversation(demand),
        )
    )


def _rate_per_h(demand: Demand) -> Floats:
    return demand.offered * 3600.0 / demand.interval_s


def _conversation(demand: Demand) -> Conversation | None:
    """Return what decides when a first response comes, None where the target is about acceptance."""
    return demand.queue.conversation if demand.queue.target.answer == "first_response" else None
