"""One interval after the other: the law of the number of contacts, carried through agents who come and go."""

from dataclasses import dataclass
from math import exp
from typing import NamedTuple

import numpy as np

from planner.staffing import erlang_a, transient_chain
from planner.staffing.arguments import Column
from planner.staffing.erlang_a import IDLE, Measures
from planner.staffing.live_demand import LiveDemand, ShiftEnd
from planner.staffing.transient_chain import Fate, Law, Pool

EMPTY = Law(0, np.ones(1))


class Passage(NamedTuple):
    """What an interval leaves behind, and what those who arrived in it met."""

    law: Law
    measures: Measures
    contacts: float  # that arrive per second, redials among them


@dataclass(frozen=True, slots=True)
class DayWalk:
    """The intervals of a day, to be walked through with one staffing or another."""

    demand: LiveDemand
    within_s: Column  # answer-time threshold of each interval
    definition: int  # as `goal.definition_code` counts
    shift_end: ShiftEnd

    def through(self, i: int, law: Law, agents: Column) -> Passage:
        """Return the passage of interval i, given the law at the end of the one before and the agents of all."""
        pool = self._pool(i, agents[i])
        law, fate = transient_chain.through_interval(
            self._after_leavers(i, law, agents), pool, self._profile(i, agents), self.within_s[i]
        )
        return Passage(law, self._measures(i, pool, fate), fate.contacts)

    def _pool(self, i: int, agents: float) -> Pool:
        demand = self.demand
        arrivals = demand.offered[i] / demand.interval_s
        giving_up = 1 / demand.patience_s
        return Pool(float(arrivals), float(agents), float(1 / demand.aht_s[i]), giving_up, demand.redial_share)

    def _after_leavers(self, i: int, law: Law, agents: Column) -> Law:
        """Return the law once the agents who leave between the intervals are gone; dropped contacts stay."""
        before, now = (round(agents[i - 1]), round(agents[i])) if i else (0, 0)
        if self.shift_end is ShiftEnd.DROP or now >= before:
            return law
        left: Law = transient_chain.without_leavers(law, before, now)
        return left

    def _profile(self, i: int, agents: Column) -> Column:
        """Return length, contacts served per second by all agents, and contacts put back, from interval i on."""
        reach = 2 + int(self.within_s[i] // self.demand.interval_s)
        ahead = agents[i : i + reach]
        leaving = np.maximum(ahead - np.append(ahead[1:], ahead[-1]), 0.0)
        put_back = leaving if self.shift_end is ShiftEnd.DROP else np.zeros(len(ahead))
        length = np.full(len(ahead), self.demand.interval_s)
        return np.column_stack([length, ahead / self.demand.aht_s[i : i + reach], put_back])

    def _measures(self, i: int, pool: Pool, fate: Fate) -> Measures:
        if pool.arrivals == 0.0:
            return IDLE
        abandoned = min(1.0, fate.wait_s * pool.giving_up)
        waiting = erlang_a.Waiting(fate.delayed, abandoned, fate.late, 1.0 - abandoned - fate.answered)
        level = erlang_a.level(waiting, exp(-pool.giving_up * self.within_s[i]), self.definition)
        busy = min(1.0, fate.busy / pool.agents) if pool.agents > 0 else 1.0
        return Measures(fate.delayed, abandoned, fate.wait_s * pool.service, level, busy)
