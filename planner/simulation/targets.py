"""Where a simulated week misses its targets, hour by hour."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.plan import Plan
from planner.simulation.setup import Setup
from planner.simulation.simulate import Simulated
from planner.simulation.sums import Sums, hourly
from planner.simulation.tally import OFFERED
from planner.tables import SIMULATED_HOURS

Floats = npt.NDArray[np.float64]
TOLERANCE = 0.01  # of a service level below its target


def hours_of(result: Simulated, plan: Plan, interval_start: pd.DatetimeIndex) -> pd.DataFrame:
    """Return SIMULATED_HOURS: the hours in which contacts come that cannot wait, what they reach and what they should.

    The goal is the mean of the targets that hold in the hour, over its contacts. Work that can wait has no target hour
    by hour: its week counts.
    """
    pairs = zip(result.setups, result.sums, strict=True)
    frames = [frame for pair in pairs for frame in _of_group(*pair, plan, interval_start)]
    empty = pd.DataFrame(columns=pd.Index(SIMULATED_HOURS.names))
    return SIMULATED_HOURS.check(pd.concat(frames, ignore_index=True)) if frames else empty


def goals_of(rows: pd.DataFrame, plan: Plan) -> npt.NDArray[np.float64]:
    """Return the service level that the target of each row's queue and interval_start asks for."""
    targets = [
        plan.queues[queue].target_at(at.hour * 60 + at.minute).service_level
        for queue, at in zip(rows["queue"], rows["interval_start"], strict=True)
    ]
    return np.array(targets, dtype=float)


def missed(hours: pd.DataFrame) -> pd.DataFrame:
    """Return the hours that miss their target by more than a point, and by more than chance explains."""
    is_below = hours["service_level"] < hours["goal"] - TOLERANCE
    return hours[is_below & (hours["service_level_hi"] < hours["goal"])]


def _of_group(setup: Setup, sums: Sums, plan: Plan, interval_start: pd.DatetimeIndex) -> Iterator[pd.DataFrame]:
    band, per_hour = sums.hours.band(sums.replications), setup.intervals_an_hour
    offered = sums.counts[..., OFFERED]
    for q, queue in enumerate(setup.queues):
        if plan.queues[queue].model == "deferred":
            continue
        goals = goals_of(pd.DataFrame({"queue": queue, "interval_start": interval_start}), plan)
        came, asked = hourly(np.array([offered[q], offered[q] * goals]), per_hour)
        with np.errstate(invalid="ignore", divide="ignore"):
            goal = asked / came
        rows = pd.DataFrame(
            {
                "queue": queue,
                "hour": interval_start[::per_hour],
                "offered": came / sums.replications,
                "service_level": band.share[q],
                "service_level_lo": band.low[q],
                "service_level_hi": band.high[q],
                "goal": goal,
            }
        )
        yield rows.dropna()
