"""Chats, several at once by one agent, each interval as if it lasted for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.staffing import chat
from planner.staffing.arguments import Column, Rows
from planner.staffing.band import averaged
from planner.staffing.binding import binding_targets
from planner.staffing.bots import human_aht_factor
from planner.staffing.demand import HUNDREDTH, Demand, Flags, Floats
from planner.staffing.erlang_a import Measures
from planner.staffing.model import Performance, Required
from planner.staffing.search import least_whole


class Chat:
    """Chats at the concurrency that finishes most."""

    def required(self, demands: Sequence[Demand]) -> list[Required]:
        """Return the least hundredths of people; steady: in whole people."""
        return [self._required(demand) for demand in demands]

    def performance(self, demand: Demand, agents: Floats) -> Performance:
        """Return what people achieve in each interval."""
        rate, aht_s, patience_s = _rate_per_h(demand), _aht_s(demand), demand.patience_s
        return Performance(
            _level(demand, np.arange(len(rate)), agents),
            chat.occupancy(rate, agents, aht_s, patience_s),
            chat.abandon_rate(rate, agents, aht_s, patience_s),
            chat.mean_wait_s(rate, agents, aht_s, patience_s),
        )

    def _required(self, demand: Demand) -> Required:
        targets = demand.targets
        for_expected = chat.agents_required(
            _rate_per_h(demand),
            _aht_s(demand),
            targets.service_level,
            targets.within_s,
            demand.patience_s,
            targets.max_occupancy,
            targets.max_abandon,
            definition=targets.definition,
        )
        steady = _least(demand, for_expected, 1.0)
        agents = _least(demand, steady, HUNDREDTH)
        with_less = self.performance(demand, np.maximum(agents - HUNDREDTH, 0.0))
        return Required(agents, steady, binding_targets(demand, agents, with_less))


def _least(demand: Demand, start: Floats, unit: float) -> Floats:
    """Return the least multiple of `unit` that meets all targets, searched from `start`."""
    goal = demand.targets.goal(len(demand.offered))
    rate, aht_s, patience_s = _rate_per_h(demand), _aht_s(demand), demand.patience_s

    def meets(rows: Rows, units: Column) -> Flags:
        agents, came = units * unit, rate[rows]
        return goal.met(
            rows,
            Measures(
                delayed=0.0,  # not asked for
                abandoned=chat.abandon_rate(came, agents, aht_s, patience_s),
                wait_aht=chat.mean_wait_s(came, agents, aht_s, patience_s),
                level=_level(demand, rows, agents),
                occupancy=chat.occupancy(came, agents, aht_s, patience_s),
            ),
        )

    return unit * least_whole(meets, start / unit)


def _level(demand: Demand, rows: Rows, agents: Floats) -> Any:
    """Return the service level of some intervals, averaged over the contacts of all paths."""
    contacts = demand.paths[:, rows]
    rate, definition = contacts * 3600.0 / demand.interval_s, demand.queue.target.definition
    within_s = demand.within_s[rows]
    return averaged(chat.service_level(rate, agents, _aht_s(demand), within_s, demand.patience_s, definition), contacts)


def _rate_per_h(demand: Demand) -> Floats:
    return demand.offered * 3600.0 / demand.interval_s


def _aht_s(demand: Demand) -> list[float]:
    """Return handle time by number of parallel chats, after the bot."""
    factor = human_aht_factor(demand.queue)
    return [aht_s * factor for aht_s in demand.queue.aht_by_concurrency_s]
