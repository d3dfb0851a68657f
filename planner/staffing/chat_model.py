"""Chats, several at once by one agent, each interval as if it lasted for ever."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.plan.conversation import Conversation
from planner.staffing import chat
from planner.staffing.arguments import Column, Rows
from planner.staffing.band import averaged
from planner.staffing.binding import binding_targets
from planner.staffing.bots import human_aht_by_concurrency_s
from planner.staffing.demand import HUNDREDTH, Demand, Flags, Floats
from planner.staffing.model import Performance, Required
from planner.staffing.search import least_whole


class Chat:
    """Chats at the concurrency that finishes most."""

    def required(self, demands: Sequence[Demand]) -> list[Required]:
        """Return the least hundredths of people; steady: in whole people."""
        return [self._required(demand) for demand in demands]

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what people achieve in each interval."""
        rate, aht_s, patience_s = _rate_per_h(demand), human_aht_by_concurrency_s(demand.queue), demand.patience_s
        return Performance(
            _level(demand, np.arange(len(rate)), agents),
            chat.occupancy(rate, agents, aht_s, patience_s),
            chat.abandon_rate(rate, agents, aht_s, patience_s),
            chat.mean_wait_s(rate, agents, aht_s, patience_s),
        )

    def _required(self, demand: Demand) -> Required:
        agents = _least(demand, HUNDREDTH)
        with_less = self.performance(demand, np.maximum(agents - HUNDREDTH, 0.0))
        return Required(agents, _least(demand, 1.0), binding_targets(demand, agents, with_less))


def _least(demand: Demand, unit: float) -> Floats:
    """Return the least multiples of `unit` people that meet all targets.

    Over several paths the service level is the mean of all contacts; the caps hold for the middle path.
    """
    targets, one_path = demand.targets, len(demand.paths) == 1
    least = np.array(
        chat.agents_required(
            _rate_per_h(demand),
            human_aht_by_concurrency_s(demand.queue),
            targets.service_level if one_path else 0.0,
            targets.within_s,
            demand.patience_s,
            targets.max_occupancy,
            targets.max_abandon,
            definition=targets.definition,
            unit=unit,
            conversation=_conversation(demand),
        )
    )
    return least if one_path else np.maximum(least, _least_on_average(demand, least, unit))


def _least_on_average(demand: Demand, start: Floats, unit: float) -> Floats:
    """Return the least multiples of `unit` people that reach the service level over all paths."""

    def meets(rows: Rows, units: Column) -> Flags:
        return _level(demand, rows, units * unit) >= demand.service_level[rows]

    return unit * least_whole(meets, start / unit)


def _level(demand: Demand, rows: Rows, agents: Floats) -> Floats:
    """Return the service level of some intervals, averaged over the contacts of all paths."""
    contacts = demand.paths[:, rows]
    rate, aht_s = contacts * 3600.0 / demand.interval_s, human_aht_by_concurrency_s(demand.queue)
    definition, within_s, conversation = demand.queue.target.definition, demand.within_s[rows], _conversation(demand)
    levels = chat.service_level(rate, agents, aht_s, within_s, demand.patience_s, definition, conversation)
    return averaged(levels, contacts)


def _rate_per_h(demand: Demand) -> Floats:
    return demand.offered * 3600.0 / demand.interval_s


def _conversation(demand: Demand) -> Conversation | None:
    """Return what decides when a first response comes, None where the target is about acceptance."""
    return demand.queue.conversation if demand.queue.target.answer == "first_response" else None
