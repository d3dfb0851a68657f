"""What a simulation says of each queue's week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.pipeline.manifest import read_records
from planner.pipeline.outcome import measures_by_queue
from planner.pipeline.run import Run
from planner.simulation.targets import missed
from planner.tables import SIMULATED_HOURS, SIMULATION


@dataclass(frozen=True, slots=True)
class SimulatedQueue:
    """A queue's simulated week, means over contacts; NaN where nothing came or nothing is known.

    `predicted`, `service_level` with its 95 % band; `hours` are those of queues that cannot wait.
    """

    predicted: float
    service_level: float
    low: float
    high: float
    first_response_s: float
    abandon_rate: float
    occupancy: float
    hours: int
    hours_missed: int


def simulated_queues(run: Run) -> dict[str, SimulatedQueue]:
    """Return what a simulated run says of each queue, in the order of the plan."""
    simulation, plan = run.read(SIMULATION, "simulate"), run.centre.plan
    week = read_records(run.folder)["simulate"].figures["week"]
    hours, predicted = run.read(SIMULATED_HOURS, "simulate"), measures_by_queue(run)
    below = missed(hours)["queue"].value_counts()
    nothing = dict.fromkeys(("service_level", "lo", "hi"), float("nan"))
    return {
        queue: SimulatedQueue(
            predicted=predicted[queue].service_level,
            service_level=band["service_level"],
            low=band["lo"],
            high=band["hi"],
            first_response_s=_mean(rows, "first_response_s"),
            abandon_rate=_mean(rows, "abandon_rate"),
            occupancy=_mean(rows, "occupancy"),
            hours=int((hours["queue"] == queue).sum()),
            hours_missed=int(below.get(queue, 0)),
        )
        for queue in plan.queues
        for rows, band in [(simulation[simulation["queue"] == queue], week.get(queue, nothing))]
    }


def _mean(rows: pd.DataFrame, column: str) -> float:
    """Return the mean of a column over contacts."""
    known = rows[rows[column].notna() & (rows["offered"] > 0)]
    return float(np.average(known[column], weights=known["offered"])) if len(known) else float("nan")
