"""Where a simulated week misses its targets, hour by hour."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.plan import Plan

TOLERANCE = 0.01  # of a service level below its target


def hours_of(simulation: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return the hours of SIMULATION in which contacts that cannot wait come, with what they reach and should.

    Columns queue, hour, offered, service_level and goal, both means over contacts. Work that can wait has no target
    hour by hour: its week counts.
    """
    live = [id for id, queue in plan.queues.items() if queue.model != "deferred"]
    rows = simulation[simulation["queue"].isin(live) & simulation["service_level"].notna()]
    weighed = pd.DataFrame(
        {
            "queue": rows["queue"],
            "hour": rows["interval_start"].dt.floor("h", ambiguous=True, nonexistent="shift_forward"),
            "offered": rows["offered"],
            "met": rows["offered"] * rows["service_level"],
            "asked": rows["offered"] * goals_of(rows, plan),
        }
    )
    hours = weighed.groupby(["queue", "hour"], sort=False, as_index=False).sum()
    return pd.DataFrame(
        {
            "queue": hours["queue"],
            "hour": hours["hour"],
            "offered": hours["offered"],
            "service_level": hours["met"] / hours["offered"],
            "goal": hours["asked"] / hours["offered"],
        }
    )


def goals_of(rows: pd.DataFrame, plan: Plan) -> npt.NDArray[np.float64]:
    """Return the service level that the target of each row's queue and interval_start asks for."""
    targets = [
        plan.queues[queue].target_at(at.hour * 60 + at.minute).service_level
        for queue, at in zip(rows["queue"], rows["interval_start"], strict=True)
    ]
    return np.array(targets, dtype=float)


def missed(hours: pd.DataFrame) -> pd.DataFrame:
    """Return the hours that miss their target by more than a point."""
    return hours[hours["service_level"] < hours["goal"] - TOLERANCE]
