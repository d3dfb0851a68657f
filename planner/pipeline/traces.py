"""Which intervals a report explains: the greatest need of each queue, and those where people are short."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner.measures import SHORT
from planner.pipeline.run import Run
from planner.staffing.trace import Trace, trace
from planner.tables import POOLED

MOST_SHORT = 8  # of each queue: a wide shortage has one cause


def traces(run: Run, forecast: pd.DataFrame, requirement: pd.DataFrame, coverage: pd.DataFrame) -> Iterator[Trace]:
    """Yield for each queue the steps of the interval that needs most people, then of its shortest intervals."""
    pooled = run.read(POOLED, "staff")
    for queue in run.centre.plan.queues:
        rows = requirement[requirement["queue"] == queue]
        gaps = coverage[(coverage["queue"] == queue) & (coverage["gap"] <= -SHORT)]
        worst = gaps.nsmallest(MOST_SHORT, "gap").sort_values("interval_start")["interval_start"]
        peak = rows.nlargest(1, "scheduled_required")["interval_start"]
        ahead = forecast[forecast["queue"] == queue]
        for at in [*peak, *worst]:
            yield trace(queue, at, run.centre.plan, ahead, rows, pooled[pooled["interval_start"] == at])
