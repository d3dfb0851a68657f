"""The week's paid hours, `payroll.csv`."""

from pathlib import Path

from planner.export.week import FinishedWeek
from planner.files import write_table
from planner.payroll import payroll
from planner.pipeline.roster import roster_week
from planner.pipeline.run import as_written
from planner.tables import PAYROLL


def write_payroll(week: FinishedWeek) -> Path:
    """Write the paid hours by agent, day and pay class, and return the path."""
    path, facts = week.folder / f"{PAYROLL.name}.csv", week.facts
    hours = payroll(roster_week(week.run), facts.roster, facts.activities)
    write_table(as_written(hours), PAYROLL, path)
    return path
