"""A finished week as files for others: workbook, calendars, hours for payroll, and every table as JSON."""

from planner.export.formats import FORMATS
from planner.export.notices import notices
from planner.export.week import FinishedWeek, finished_week

__all__ = ["FORMATS", "FinishedWeek", "finished_week", "notices"]
