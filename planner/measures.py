"""What a run amounts to: contacts, hours, gaps, service level and cost, by queue and in all."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.pipeline.manifest import read_records
from planner.pipeline.run import Run
from planner.tables import COVERAGE, REQUIREMENT, ROSTER

SHORT = 0.05  # people: a smaller gap is rounding


@dataclass(frozen=True, slots=True)
class QueueMeasures:
    """One queue's week; service level weighted by contacts, `intervals` those with demand."""

    queue: str
    contacts: float
    required_h: float
    scheduled_h: float
    short_h: float
    intervals: int
    intervals_short: int
    intervals_missed: int
    service_level: float
    target: float


@dataclass(frozen=True, slots=True)
class RunMeasures:
    """A whole run: hours are person-hours, costs wage-hours."""

    contacts: float
    required_h: float
    rostered_h: float
    short_h: float
    intervals_short: int
    service_level: float
    cost: float


def queue_measures(run: Run) -> list[QueueMeasures]:
    """Return the measures of each queue of a finished run, in the order of the plan."""
    coverage = run.read(COVERAGE, "roster")
    offered = run.read(REQUIREMENT, "staff")[["queue", "interval_start", "offered"]]
    both = coverage.merge(offered, on=["queue", "interval_start"])
    return [_of_queue(both[both["queue"] == queue], queue, run) for queue in run.centre.plan.queues]


def run_measures(run: Run) -> RunMeasures:
    """Return the measures of a finished run."""
    queues = queue_measures(run)
    contacts = sum(queue.contacts for queue in queues)
    met = sum(queue.contacts * queue.service_level for queue in queues if queue.contacts)
    return RunMeasures(
        contacts=contacts,
        required_h=sum(queue.required_h for queue in queues),
        rostered_h=float(run.read(ROSTER, "roster")["paid_min"].sum() / 60),
        short_h=sum(queue.short_h for queue in queues),
        intervals_short=sum(queue.intervals_short for queue in queues),
        service_level=met / contacts if contacts else 1.0,
        cost=float(read_records(run.folder)["roster"].figures["cost"]),
    )


def _of_queue(rows: pd.DataFrame, queue: str, run: Run) -> QueueMeasures:
    hours, plan = run.centre.plan.interval_min / 60, run.centre.plan
    busy = rows[rows["offered"] > 0]
    contacts = float(busy["offered"].sum())
    targets = [plan.queues[queue].target_at(at.hour * 60 + at.minute).service_level for at in busy["interval_start"]]
    met = float((busy["offered"] * busy["service_level"]).sum())
    return QueueMeasures(
        queue=queue,
        contacts=contacts,
        required_h=float(rows["scheduled_required"].sum() * hours),
        scheduled_h=float(rows["scheduled"].sum() * hours),
        short_h=float(-rows["gap"].clip(upper=0).sum() * hours),
        intervals=len(busy),
        intervals_short=int((rows["gap"] < -SHORT).sum()),
        intervals_missed=int((busy["service_level"] < targets).sum()),
        service_level=met / contacts if contacts else 1.0,
        target=plan.queues[queue].target.service_level,
    )
