"""A planned week → a workbook to look at, print, send and edit."""

from planner.present.workbook.book import workbook_of
from planner.present.workbook.facts import WorkbookFacts

__all__ = ["WorkbookFacts", "workbook_of"]
