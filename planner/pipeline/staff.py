"""Stage: forecast.csv → requirement.csv and pooled.csv."""

from __future__ import annotations

from pathlib import Path

from planner.errors import Message
from planner.pipeline.run import Done, Run
from planner.staffing.groups import queue_groups
from planner.staffing.requirement import requirements
from planner.tables import CORRECTIONS, FORECAST, POOLED, REQUIREMENT


class Staffed(Message):
    """What the requirement amounts to."""

    template = "{hours} person-hours to schedule, {apart} if no queue shared its people"


class Staffing(Message):
    """Staffing has begun."""

    template = "from contacts to people; the first time the loops are compiled"


class StaffStage:
    """People that every queue needs in every interval, and every set of queues that shares people."""

    name = "staff"

    def inputs(self, run: Run) -> list[Path]:
        """Return the forecast, and the agents, who decide which queues share people."""
        return [run.path(FORECAST), run.centre.data_file(run.centre.plan.data.agents)]

    def outputs(self, run: Run) -> list[Path]:
        """Return requirement.csv and pooled.csv."""
        return [run.path(REQUIREMENT), run.path(POOLED)]

    def settings(self, run: Run) -> object:
        """Return the parts of the plan that staffing depends on."""
        parts = {"timezone", "interval_min", "queues", "groups", "opening", "shrinkage", "staffing"}
        return run.centre.plan.model_dump(mode="json", include=parts)

    def work(self, run: Run) -> Done:
        """Turn targets into heads."""
        plan = run.centre.plan
        if run.on_progress:
            run.on_progress(self.name, Staffing())
        needed = requirements(run.read(FORECAST, "forecast"), plan, queue_groups(plan, run.centre.agents))
        run.write(needed.by_queue, REQUIREMENT)
        run.write(needed.pooled, POOLED)
        run.path(CORRECTIONS).unlink(missing_ok=True)  # of another requirement
        together, apart = needed.scheduled_h(plan.interval_min), needed.additive_h(plan.interval_min)
        return Done(Staffed(hours=f"{together:,.1f}", apart=f"{apart:,.1f}"))
