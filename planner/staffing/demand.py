"""What one queue's people must handle, interval by interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.opening import is_open
from planner.plan import Plan, Queue
from planner.staffing.band import Paths, paths_of
from planner.staffing.bots import human_aht_factor, human_share
from planner.staffing.chat import concurrency_cap
from planner.staffing.live_demand import LiveDemand
from planner.staffing.live_demand import Target as Targets
from planner.staffing.percentile import contacts_planned, rate_spread

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
HUNDREDTH = 0.01
"""People are counted in hundredths: only the roster makes them whole."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A queue's intervals in time order; arrays of one length, targets as they hold at each interval.

    `offered` are contacts that come to people (bots taken off), `spread` the standard deviation of their rate where all
    of the forecast's band is staffed for, `aht_s` the time of one agent that each takes (shared where chats run in
    parallel), `open` the intervals in which people work.
    """

    id: str
    queue: Queue
    interval_s: float
    offered: Floats
    spread: Floats
    aht_s: Floats
    open: Flags
    service_level: Floats
    within_s: Floats
    max_occupancy: Floats
    max_abandon: Floats

    @property
    def paths(self) -> Paths:
        """The courses of the contacts over which the service level is averaged."""
        return paths_of(self.offered, self.spread)

    @property
    def load_erl(self) -> Floats:
        """Offered load in erlangs: contacts × agent time / interval."""
        return self.offered * self.aht_s / self.interval_s

    @property
    def floor(self) -> Floats:
        """Least people on contacts: the plan's while open."""
        return np.where(self.open, self.queue.floor, 0.0)

    @property
    def patience_s(self) -> float:
        """Mean time that a customer waits, infinite where the plan says nothing."""
        return self.queue.patience_s or float("inf")

    @property
    def live(self) -> LiveDemand:
        """The same demand for the transient model."""
        live = LiveDemand.checked(self.interval_s, self.offered, self.aht_s, self.patience_s, self.queue.redial_share)
        return live.along(self.paths)

    @property
    def targets(self) -> Targets:
        """The same targets for the transient model."""
        definition = self.queue.target.definition
        return Targets(self.service_level, self.within_s, self.max_occupancy, self.max_abandon, definition)


@dataclass(frozen=True, slots=True)
class GroupDemand:
    """The demand of queues that share people, at the same intervals."""

    interval_start: pd.DatetimeIndex
    queues: list[Demand]


def group_demand(forecast: pd.DataFrame, plan: Plan, queues: Sequence[str], demand: str = "p50") -> GroupDemand:
    """Return the demand of some queues of the plan at all intervals of a FORECAST; without a row nothing comes.

    `demand`: as `[staffing] demand` in the plan.
    """
    forecast = forecast.assign(offered=contacts_planned(forecast, demand), spread=rate_spread(forecast, demand))
    times = pd.DatetimeIndex(forecast["interval_start"].drop_duplicates().sort_values())
    return GroupDemand(times, [_of_plan(id, forecast[forecast["queue"] == id], times, plan) for id in queues])


def _of_plan(id: str, rows: pd.DataFrame, times: pd.DatetimeIndex, plan: Plan) -> Demand:
    at_all_times = rows.set_index("interval_start").reindex(times).fillna({"offered": 0.0, "spread": 0.0})
    return queue_demand(id, at_all_times, plan.queues[id], plan.interval_min, is_open(plan, id, times))


def queue_demand(id: str, rows: pd.DataFrame, queue: Queue, interval_min: float, is_open: Flags) -> Demand:
    """Return the demand of one queue after its bot, with the targets that hold at each interval.

    `rows` of FORECAST: offered, aht_s and the spread of the rate, if any, indexed by local interval start.
    """
    local = pd.DatetimeIndex(rows.index)
    targets = [queue.target_at(int(minute)) for minute in local.hour * 60 + local.minute]
    return Demand(
        id=id,
        queue=queue,
        interval_s=interval_min * 60.0,
        offered=rows["offered"].to_numpy(float) * human_share(queue),
        spread=rows["spread"].to_numpy(float) * human_share(queue) if "spread" in rows else np.zeros(len(rows)),
        aht_s=_agent_s(rows["aht_s"], queue) * human_aht_factor(queue),
        open=is_open,
        service_level=np.array([target.service_level for target in targets]),
        within_s=np.array([target.within_s for target in targets]),
        max_occupancy=np.array([target.max_occupancy for target in targets]),
        max_abandon=np.array([target.max_abandon for target in targets]),
    )


def _agent_s(measured_s: pd.Series, queue: Queue) -> Floats:
    """Return agent seconds per contact: as measured, else the plan's; for a chat AHT_c / c at full concurrency c.

    Measured handle times of chats do not tell at which concurrency they were measured.
    """
    if queue.model != "chat":
        return measured_s.fillna(queue.aht_by_concurrency_s[0]).to_numpy(float)
    chats = concurrency_cap(queue.aht_by_concurrency_s)
    return np.full(len(measured_s), queue.aht_by_concurrency_s[chats - 1] / chats)
