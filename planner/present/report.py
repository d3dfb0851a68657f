"""The weekly report: every section in order."""

from planner.present.account import cost_section, run_section
from planner.present.changes import handover_section
from planner.present.coverage import coverage_section, heat_section
from planner.present.demand import forecast_section
from planner.present.facts import RunFacts
from planner.present.overview import overview_section
from planner.present.requirement import requirement_section
from planner.present.roster import roster_section
from planner.present.week import week_of
from reports import Joined, Moment, pages
from reports import text as _


def report_page(run: RunFacts) -> pages.Page:
    """Return the week's report, free of language: `reports.render` writes it in English or Chinese."""
    dates = week_of(run).dates
    span = Joined([Moment(dates[0], "date"), Moment(dates[-1], "date")], by=" – ")
    return pages.Page(
        title=_("{centre}: plan for {week}", centre=run.centre, week=run.week),
        subtitle=Joined([span, run.timezone]),
        sections=[
            overview_section(run),
            forecast_section(run),
            requirement_section(run),
            coverage_section(run),
            heat_section(run),
            roster_section(run),
            handover_section(run),
            cost_section(run),
            run_section(run),
        ],
        footer=_(
            "Made by workforce-planner {version}, seed {seed}",
            version=run.versions.get("workforce-planner", ""),
            seed=run.solve.seed,
        ),
    )
