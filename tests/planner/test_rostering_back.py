"""A roster read back from its files is the roster that was written."""

from pathlib import Path

from planner.centre import Centre
from planner.pipeline import STAGES, Run, run_stages
from planner.pipeline.made import made_roster
from planner.pipeline.manifest import read_records
from solver import check
from solver.problem import COST_PER_WAGE_HOUR
from tests.builders import PLAN, WEEK, write_centre

OWED = """
[activities.meeting]
length_min = 30
window = ["12:00", "16:00"]
who = "team"
together = true
least_share = 0.5

[activities.training]
length_min = 60
per_week = 2
window = ["09:00", "19:00"]

[activities.summary]
length_min = 15
each_shift = true
window = ["-1:00", "-0:00"]

[rules.activities]
severity = "enforce"
"""


def test_activities_of_the_week_are_read_back_as_those_that_are_owed(tmp_path: Path) -> None:
    folder = write_centre(tmp_path, plan=PLAN + OWED)
    run = Run(Centre.open(folder / "plan.toml"), WEEK, folder / "runs" / WEEK)
    for _ in run_stages(run, STAGES[:3]):
        pass
    made = made_roster(run)
    verdict = check(made.problem, made.roster)
    assert not verdict.violations
    assert verdict.cost / COST_PER_WAGE_HOUR == read_records(run.folder)["roster"].figures["cost"]
