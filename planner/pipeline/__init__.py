"""The stages in order, from history to report, each from files to files."""

from planner.pipeline.forecast import ForecastStage
from planner.pipeline.report import ReportStage
from planner.pipeline.roster import RosterStage, refuse_no_shifts
from planner.pipeline.run import Effort, Finished, Run, Stage, run_stages
from planner.pipeline.simulate import SimulateStage
from planner.pipeline.staff import StaffStage

STAGES: tuple[Stage, ...] = (ForecastStage(), StaffStage(), RosterStage(), SimulateStage(), ReportStage())

__all__ = ["STAGES", "Effort", "Finished", "Run", "Stage", "refuse_no_shifts", "run_stages"]
