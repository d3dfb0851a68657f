"""Why a queue needs that many people in an interval: every step from contacts to people, with its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from planner.errors import UsageError
from planner.names import hint
from planner.plan import Plan, Queue
from planner.schema import rows_of
from planner.staffing.band import paths_of
from planner.staffing.bots import human_aht_by_concurrency_s, human_share
from planner.staffing.chat import concurrency_cap
from planner.staffing.demand import Floats
from planner.staffing.percentile import rate_spread


class NoSuchQueue(UsageError):
    """A queue that the plan does not define."""

    template = "no queue {queue} in the plan; {hint}"


class NoSuchInterval(UsageError):
    """A moment outside the week."""

    template = "no interval of the week holds {at}; it goes from {first} to {last}"


@dataclass(frozen=True, slots=True)
class PoolTrace:
    """A set of queues that share people: what they need together, and added up queue by queue."""

    queues: str
    agents_additive: float
    agents_required: float
    scheduled_required: float


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps in their order.

    - `contacts` forecast, `contacts_planned` for (`[staffing] demand`) × `people_share` that a bot leaves = `offered`;
      `paths`: the equally likely contacts over which the service level is averaged, none where it is not
    - `offered` × `aht_s` (time of one agent) / interval = `offered_load_erl`; where chats run in parallel, `aht_s` is
      the last of `aht_by_concurrency_s` / their number
    - the `model` turns load and targets into `agents_steady` (as if the interval lasted for ever) and `agents_required`
      (after what came before); `binding` asks for them; `service_level`, `occupancy` and `abandon_rate` are what is
      reached
    - redial_share × `abandon_rate` of all contacts are `redials`: offered · ra / (1 − ra) on top of `offered`
    - max(`agents_required`, `agents_floor`) / (1 − `shrinkage`) = `scheduled_required`
    - `pools` that the queue is part of
    """

    queue: str
    interval_start: datetime
    contacts: float
    contacts_planned: float
    people_share: float
    offered: float
    paths: tuple[float, ...]
    aht_by_concurrency_s: tuple[float, ...]
    aht_s: float
    offered_load_erl: float
    model: str
    target_service_level: float
    target_within_s: float
    target_answer: str
    target_max_occupancy: float
    target_max_abandon: float
    agents_steady: float
    agents_required: float
    binding: str
    service_level: float
    occupancy: float
    abandon_rate: float
    redials: float
    agents_floor: float
    shrinkage: float
    scheduled_required: float
    pools: tuple[PoolTrace, ...]


def trace(
    queue: str, at: datetime, plan: Plan, forecast: pd.DataFrame, requirement: pd.DataFrame, pooled: pd.DataFrame
) -> Trace:
    """Return the steps for a queue and the interval in which a local moment lies, from FORECAST to POOLED.

    Raises
    ------
    NoSuchQueue
        The plan does not define the queue.
    NoSuchInterval
        The moment lies outside the week.
    """
    if queue not in plan.queues:
        raise NoSuchQueue(queue=queue, hint=hint(queue, plan.queues))
    row = _row_at(requirement[requirement["queue"] == queue], at, plan)
    start = row["interval_start"]
    ahead = forecast[(forecast["queue"] == queue) & (forecast["interval_start"] == start)]
    contacts = float(ahead["offered"].item())
    asked = plan.queues[queue]
    share, again = human_share(asked), asked.redial_share * row["abandon_rate"]
    target = asked.target_at(start.hour * 60 + start.minute)
    seconds = plan.interval_min * 60
    return Trace(
        queue=queue,
        interval_start=start.to_pydatetime(),
        contacts=contacts,
        contacts_planned=row["offered"] / share if share else contacts,
        people_share=share,
        paths=_paths(row, share * rate_spread(ahead, plan.staffing.demand)),
        aht_by_concurrency_s=_aht_by_concurrency_s(asked),
        aht_s=row["offered_load_erl"] * seconds / row["offered"] if row["offered"] else 0.0,
        target_service_level=target.service_level,
        target_within_s=target.within_s,
        target_answer=target.answer,
        target_max_occupancy=target.max_occupancy,
        target_max_abandon=target.max_abandon,
        redials=row["offered"] * again / (1.0 - again),
        pools=tuple(_pools(queue, pooled[pooled["interval_start"] == start])),
        **{name: row[name] for name in _AS_IN_REQUIREMENT},
    )


_AS_IN_REQUIREMENT = (
    *("offered", "offered_load_erl", "model", "agents_steady", "agents_required", "binding", "service_level"),
    *("occupancy", "abandon_rate", "agents_floor", "shrinkage", "scheduled_required"),
)


def _aht_by_concurrency_s(queue: Queue) -> tuple[float, ...]:
    """Return the handle times of as many parallel chats as agents are given, none for other contacts."""
    times = human_aht_by_concurrency_s(queue)
    return times[: concurrency_cap(times)] if queue.model == "chat" else ()


def _row_at(rows: pd.DataFrame, at: datetime, plan: Plan) -> dict[str, Any]:
    moment = pd.Timestamp(at).tz_localize(plan.timezone) if at.tzinfo is None else pd.Timestamp(at)
    length = pd.Timedelta(minutes=plan.interval_min)
    starts = rows["interval_start"]
    inside = rows[(starts <= moment) & (moment < starts + length)]
    if inside.empty:
        first, last = starts.min(), starts.max() + length
        raise NoSuchInterval(at=f"{at:%Y-%m-%d %H:%M}", first=f"{first:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}")
    return rows_of(inside)[0]


def _paths(row: dict[str, Any], spread: Floats) -> tuple[float, ...]:
    """Return the contacts over which the service level of a REQUIREMENT row is averaged."""
    paths = paths_of(np.array([row["offered"]]), spread)[:, 0]
    return tuple(paths.tolist()) if len(paths) > 1 and row["model"] != "deferred" else ()


def _pools(queue: str, rows: pd.DataFrame) -> Iterator[PoolTrace]:
    for row in rows_of(rows):
        if queue in row["queues"].split("+"):
            yield PoolTrace(**{field.name: row[field.name] for field in fields(PoolTrace)})
