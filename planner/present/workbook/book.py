"""The sheets of a week's workbook in order."""

from planner.present.workbook.days import days_sheet
from planner.present.workbook.facts import WorkbookFacts
from planner.present.workbook.fairness import fairness_sheet
from planner.present.workbook.roster import key_sheet, roster_sheet
from planner.present.workbook.settings import meta_sheet, settings_sheet
from planner.present.workbook.tables import (
    coverage_sheet,
    forecast_sheet,
    handover_sheet,
    requirement_sheet,
    simulation_sheet,
)
from reports import text as _
from reports.workbook import Book


def workbook_of(workbook: WorkbookFacts) -> Book:
    """Return a week as a book; the roster comes first, as it is read back from there."""
    facts = workbook.run
    simulated = [] if workbook.simulation is None else [simulation_sheet(facts, workbook.simulation)]
    return Book(
        title=_("{centre}: plan for {week}", centre=facts.centre, week=facts.week),
        made_on=facts.first_day,
        sheets=[
            roster_sheet(facts),
            days_sheet(workbook),
            coverage_sheet(facts),
            handover_sheet(facts),
            requirement_sheet(facts),
            forecast_sheet(facts),
            *simulated,
            fairness_sheet(workbook),
            key_sheet(facts),
            settings_sheet(facts),
            meta_sheet(workbook),
        ],
    )
