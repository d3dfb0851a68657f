"""Past days played again: the contacts that came meet the people who were there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.grid import Grid
from planner.people import Agent
from planner.plan import Plan
from planner.simulation.people import mean_people
from planner.simulation.replicate import replicate
from planner.simulation.setup import Setup
from planner.simulation.state import World
from planner.simulation.week import Played, Rostered, Strain, setups
from planner.staffing.demand import Demand, group_demand
from planner.staffing.groups import QueueGroup, queue_groups
from planner.tables import ACTIVITIES, HISTORY

Floats = npt.NDArray[np.float64]
NOBODY_ABSENT = Strain(absence=0.0)  # who was there was there


@dataclass(frozen=True, slots=True)
class Actual:
    """What came and who was there on days that follow one another: HISTORY and PRESENCE; `grid`: their intervals."""

    grid: Grid
    history: pd.DataFrame
    presence: pd.DataFrame

    def of_queues(self, queues: Iterable[str]) -> pd.DataFrame:
        """Return HISTORY with a row for each interval of each queue, and with all its columns; empty where unknown."""
        whole = pd.MultiIndex.from_product([queues, self.grid.starts], names=HISTORY.key)
        rows = self.history.set_index(list(HISTORY.key)).reindex(whole).reset_index()
        return rows.reindex(columns=HISTORY.names).fillna({"offered": 0.0})


@dataclass(frozen=True, slots=True)
class Counts:
    """Contacts answered in time, and those that the service level counts; the last axes are queues × intervals."""

    in_time: Floats
    counted: Floats

    def over(self, queue: int, intervals: npt.NDArray[np.bool_]) -> Counts:
        """Return the sums over some intervals of a queue."""
        return Counts(*(counts[..., queue, intervals].sum(axis=-1) for counts in (self.in_time, self.counted)))

    @classmethod
    def joined(cls, parts: Sequence[Counts]) -> Counts:
        """Return the counts of intervals after one another."""
        return cls(
            np.concatenate([part.in_time for part in parts], axis=-1),
            np.concatenate([part.counted for part in parts], axis=-1),
        )


def replay(
    plan: Plan, agents: Sequence[Agent], actual: Actual, replications: range, seed: int, workers: int = 1
) -> Counts:
    """Return what each replication counts (replications × queues in the order of the plan × intervals).

    Raises
    ------
    NoEnd
        If a span of presence does not end after it begins.
    """
    found = actual_setups(plan, agents, actual)
    with ThreadPoolExecutor(workers) as pool:
        parts = [list(pool.map(partial(_played, setup, seed), replications)) for setup in found]
    queues = [queue for setup in found for queue in setup.queues]
    order = [queues.index(queue) for queue in plan.queues]
    in_time = np.concatenate([[one.in_time for one in part] for part in parts], axis=1)
    counted = np.concatenate([[one.counted for one in part] for part in parts], axis=1)
    return Counts(in_time[:, order], counted[:, order])


def actual_setups(plan: Plan, agents: Sequence[Agent], actual: Actual) -> list[Setup]:
    """Return the groups of past days, ready to be played.

    As many contacts come in an interval as were counted, at any time of it, each with the interval's mean handle time
    and chance about it; who called again was counted again. A span of presence holds its agent's last contact, so that
    nobody drops one at its end.
    """
    groups = queue_groups(plan, agents)
    came = _came(plan, actual)
    spans = actual.presence.rename(columns={"start": "shift_start", "end": "shift_end"}).assign(post="")
    people = pd.concat([_people(plan, group, agents, actual, came) for group in groups], ignore_index=True)
    rostered = Rostered(spans, pd.DataFrame(columns=pd.Index(ACTIVITIES.names)), people)
    counts = {queue: came.loc[came["queue"] == queue, "offered"].to_numpy(float)[np.newaxis] for queue in plan.queues}
    found = setups(plan, groups, agents, actual.grid, rostered, Played(came, paths=counts), NOBODY_ABSENT)
    return [replace(setup, world=_as_it_was(setup.world)) for setup in found]


def _as_it_was(world: World) -> World:
    """Return a world in which nobody calls again besides those counted, and nobody drops a contact."""
    queues = world.queues.copy()
    queues["redial_share"] = 0.0
    return world._replace(queues=queues, drops=False)


def _came(plan: Plan, actual: Actual) -> pd.DataFrame:
    """Return HISTORY in the form of FORECAST, of all queues and intervals: what came, without a band."""
    rows = actual.of_queues(plan.queues)
    aht_s = rows["aht_s"].where(rows["aht_s"] > 0)  # it is 0 where nobody was answered
    return rows[list(HISTORY.key)].assign(
        offered=rows["offered"], offered_lo=rows["offered"], offered_hi=rows["offered"], aht_s=aht_s
    )


def _people(plan: Plan, group: QueueGroup, agents: Sequence[Agent], actual: Actual, came: pd.DataFrame) -> pd.DataFrame:
    """Return the people of a group as in COVERAGE: who was there, shared out by the offered load of its queues.

    That day nobody said who was there for what. Deferred load may wait: a day's is spread over the people of the day.
    """
    there = _there({agent.id for agent in agents if agent.queues(plan) & set(group.queues)}, actual)
    demands = group_demand(came[came["queue"].isin(group.queues)], plan, group.queues).queues
    loads = [_load_erl(demand, there, actual.grid) for demand in demands]
    all_load = np.sum(loads, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = [np.where(all_load > 0, load / all_load, 0.0) for load in loads]
    frames = [
        pd.DataFrame({"queue": demand.id, "interval_start": actual.grid.starts, "scheduled": there * share})
        for demand, share in zip(demands, shares, strict=True)
    ]
    return pd.concat(frames, ignore_index=True)


def _load_erl(demand: Demand, there: Floats, grid: Grid) -> Floats:
    """Return the load of a queue by interval, of deferred work where people are there for it."""
    if demand.queue.model != "deferred":
        return demand.load_erl
    of_day, people = (np.bincount(grid.day_of, values)[grid.day_of] for values in (demand.load_erl, there))
    return np.divide(of_day * there, people, out=np.zeros(len(there)), where=people > 0)


def _there(agents: Set[str], actual: Actual) -> Floats:
    """Return the mean number of some agents that were there, by interval."""
    spans = actual.presence[actual.presence["agent"].isin(agents)]
    since = [(spans[name] - actual.grid.starts[0]) / pd.Timedelta(seconds=1) for name in ("start", "end")]
    begin_s, end_s = (np.asarray(seconds, dtype=np.float64) for seconds in since)
    return mean_people(begin_s, end_s, actual.grid.step_min * 60.0, actual.grid.steps)


def _played(setup: Setup, seed: int, replication: int) -> Counts:
    intervals = replicate(setup, replication, replication + 1, seed).intervals
    return Counts(intervals.x, intervals.n)
