"""The formats a week is exported in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from planner.export.calendars import write_calendars
from planner.export.everything import write_everything
from planner.export.hours import write_payroll
from planner.export.week import FinishedWeek
from planner.export.workbook import write_workbook

FORMATS: Mapping[str, Callable[[FinishedWeek], Path]] = {
    "xlsx": write_workbook,
    "ics": write_calendars,
    "csv": write_payroll,
    "json": write_everything,
}
"""What writes each format: a file or a folder of files, put in place whole."""
