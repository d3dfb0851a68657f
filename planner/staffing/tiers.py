"""Several tiers in one pool, each with its own target: how many agents, and who is answered first.

Handle times are taken as exponential with the mean over all tiers, and nobody gives up. First come first served and
strict priority are then exact; earliest deadline is within half a point.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import exp

import numpy as np
from numpy.typing import NDArray

from planner.staffing import erlang, tier_chain
from planner.staffing.arguments import Column, Rows, at_least_zero, positive
from planner.staffing.band import Paths, averaged
from planner.staffing.goal import Goal
from planner.staffing.search import least_whole


class Discipline(Enum):
    """Who is answered next."""

    EDF = "edf"  # whose arrival plus target comes first
    PRIORITY = "priority"  # whoever is in the first tier listed; in it, who came first
    FIFO = "fifo"  # who came first


@dataclass(frozen=True, slots=True)
class Tier:
    """Contacts of one urgency and what they are promised."""

    rate_per_h: float
    aht_s: float
    within_s: float
    service_level: float

    def __post_init__(self) -> None:
        at_least_zero("rate_per_h", self.rate_per_h)
        positive("aht_s", self.aht_s)
        at_least_zero("within_s", self.within_s)


def service_levels(tiers: Sequence[Tier], agents: float, discipline: Discipline = Discipline.EDF) -> Column:
    """Return the share of each tier's contacts that is answered within its own target, all offered ones counted.

    1 for all where nobody comes; 0 for all where the load is not below the agents.
    Raises: PlannerError for negative or NaN arguments.
    """
    load = _load_erl(tiers)
    if load == 0 or load >= agents:
        return np.full(len(tiers), 1.0 if load == 0 else 0.0)
    served = agents * _arrivals(tiers).sum() / load
    queue = tier_chain.Queue(float(erlang.wait_probability(load, agents)), float(load / agents), float(served))
    return np.array([1.0 - _late(tiers, i, queue, discipline) for i in range(len(tiers))])


def agents_required(
    tiers: Sequence[Tier],
    discipline: Discipline = Discipline.EDF,
    max_occupancy: float = 1.0,
    unit: float = 1.0,
    rates_per_h: Paths | None = None,
) -> float:
    """Return the least multiple of `unit` agents with which every tier that has contacts meets its target.

    `rates_per_h`: equally likely contacts per hour (paths × tiers) over which levels are averaged; none: the tiers'.
    Raises: PlannerError for negative or NaN arguments, shares outside 0 to 1, a `max_occupancy` or `unit` of 0.
    """
    load = _load_erl(tiers)
    goal = Goal.checked([tier.service_level for tier in tiers], max_occupancy, 1.0)
    present = _arrivals(tiers) > 0
    paths = [tiers] if rates_per_h is None else [_at(rates, tiers) for rates in rates_per_h]
    contacts = np.array([_arrivals(path) for path in paths])
    step = float(positive("unit", unit))

    def meets(_rows: Rows, units: Column) -> NDArray[np.bool_]:
        n = units[0] * step
        enough = n > load and load <= goal.max_occupancy * n + 1e-9
        levels = [service_levels(path, n, discipline) if enough else np.zeros(len(tiers)) for path in paths]
        reached = averaged(np.array(levels), contacts) >= goal.service_level
        return np.array([load == 0 or (enough and bool(reached[present].all()))])

    return step * float(least_whole(meets, np.array([load / step]))[0])


def _at(rates_per_h: Column, tiers: Sequence[Tier]) -> list[Tier]:
    return [replace(tier, rate_per_h=float(rate)) for tier, rate in zip(tiers, rates_per_h, strict=True)]


def _arrivals(tiers: Sequence[Tier]) -> Column:
    return np.array([tier.rate_per_h for tier in tiers]) / 3600.0


def _load_erl(tiers: Sequence[Tier]) -> float:
    return sum(tier.rate_per_h * tier.aht_s for tier in tiers) / 3600.0


def _late(tiers: Sequence[Tier], i: int, queue: tier_chain.Queue, discipline: Discipline) -> float:
    arrivals, within_s = _arrivals(tiers), np.array([tier.within_s for tier in tiers], dtype=np.float64)
    if discipline is Discipline.FIFO:
        return queue.busy * exp(-queue.served * (1.0 - queue.ratio) * within_s[i])
    if discipline is Discipline.PRIORITY:
        return float(tier_chain.late_by_priority(queue, arrivals[: i + 1].sum(), arrivals[:i].sum(), within_s[i]))
    return float(tier_chain.late_by_deadline(queue, arrivals, within_s, i))
