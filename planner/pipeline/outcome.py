"""What a finished run amounts to, by queue and in all."""

from __future__ import annotations

from dataclasses import dataclass

from planner.measures import QueueMeasures, queue_measures
from planner.pipeline.manifest import read_records
from planner.pipeline.run import Run
from planner.tables import COVERAGE, REQUIREMENT, ROSTER


@dataclass(frozen=True, slots=True)
class RunMeasures:
    """A whole run: `contacts` are those that come to people, hours are person-hours, cost is in wage-hours."""

    contacts: float
    required_h: float
    rostered_h: float
    short_h: float
    intervals_short: int
    service_level: float
    cost: float


def measures_by_queue(run: Run) -> dict[str, QueueMeasures]:
    """Return the measures of each queue of a finished run, in the order of the plan."""
    coverage, requirement = run.read(COVERAGE, "roster"), run.read(REQUIREMENT, "staff")
    return {
        queue: queue_measures(coverage[coverage["queue"] == queue], requirement, run.centre.plan.interval_min)
        for queue in run.centre.plan.queues
    }


def run_measures(run: Run) -> RunMeasures:
    """Return the measures of a finished run."""
    queues = measures_by_queue(run).values()
    contacts = sum(queue.contacts for queue in queues)
    met = sum(queue.contacts * queue.service_level for queue in queues if queue.contacts)
    return RunMeasures(
        contacts=contacts,
        required_h=sum(queue.required_h for queue in queues),
        rostered_h=float(run.read(ROSTER, "roster")["paid_min"].sum() / 60),
        short_h=sum(queue.short_h for queue in queues),
        intervals_short=sum(queue.intervals_short for queue in queues),
        service_level=met / contacts if contacts else float("nan"),
        cost=float(read_records(run.folder)["roster"].figures["cost"]),
    )


def intervals_missed(run: Run) -> int:
    """Count the intervals whose predicted service level is below the target that holds there."""
    coverage = run.read(COVERAGE, "roster").dropna(subset=["service_level"])
    queues = run.centre.plan.queues
    return sum(
        level < queues[queue].target_at(at.hour * 60 + at.minute).service_level
        for queue, at, level in zip(
            coverage["queue"], coverage["interval_start"], coverage["service_level"], strict=True
        )
    )
