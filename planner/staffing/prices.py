"""What it costs, in hours to schedule, to be ready for more contacts than expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from planner.plan import Plan
from planner.staffing.groups import QueueGroup
from planner.staffing.percentile import EXPECTED
from planner.staffing.requirement import requirements


@dataclass(frozen=True, slots=True)
class DemandPrice:
    """Hours to schedule where `demand` is staffed for, and how many more than for the middle of the band.

    `demand`: as `[staffing] demand` in the plan.
    """

    demand: str
    scheduled_h: float
    extra_h: float


def demand_prices(forecast: pd.DataFrame, plan: Plan, groups: Sequence[QueueGroup]) -> list[DemandPrice]:
    """Return the hours for the 50, 80 and 90 % quantiles of the contacts, and for the level averaged over the band."""
    demands = ("p50", "p80", "p90", EXPECTED)
    hours = [requirements(forecast, _with(plan, demand), groups).scheduled_h(plan.interval_min) for demand in demands]
    return [DemandPrice(demand, each, each - hours[0]) for demand, each in zip(demands, hours, strict=True)]


def _with(plan: Plan, demand: str) -> Plan:
    return plan.model_copy(update={"staffing": plan.staffing.model_copy(update={"demand": demand})})
