"""Stage: everything in the run folder → report.en.html and report.zh.html; large centres get a file for each team."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.errors import Message
from planner.pipeline.forecast import REASONS
from planner.pipeline.last_week import last_week_files
from planner.pipeline.report_facts import TABLES, earlier, run_facts
from planner.pipeline.report_files import team_files, write_pages
from planner.pipeline.run import Done, Run
from planner.present import report_page, team_page
from planner.tables import HANDOVERS, POOLED, SIMULATED_AGENTS, SIMULATION
from reports import LANGUAGES

SPLIT_FROM = 501
"""Agents; from here on there is one file for each team."""


class Reported(Message):
    """Where the reports lie."""

    template = "{files}"


class ReportedByTeam(Message):
    """Where the reports of a large centre lie."""

    template = "{files}, and {count} teams in {folder}"


class ReportStage:
    """The week as one HTML file in each language."""

    name = "report"

    def inputs(self, run: Run) -> list[Path]:
        """Return the tables of the run, the forecast's reasons, the people, the history, and the week before."""
        data = run.centre.plan.data
        tables = [run.path(table) for table in (*TABLES, HANDOVERS, POOLED, SIMULATION, SIMULATED_AGENTS)]
        own = [run.centre.data_file(name) for name in (data.agents, data.requests, data.history)]
        return [*tables, run.folder / REASONS, *own, *last_week_files(run)]

    def outputs(self, run: Run) -> list[Path]:
        """Return one page for each language, of the centre and of each team that has its own."""
        stems = ["report", *_split(run).values()]
        return [run.folder / f"{stem}.{language}.html" for stem in stems for language in LANGUAGES]

    def settings(self, run: Run) -> object:
        """Return the whole plan, and what the other stages recorded."""
        keys = {name: record.key for name, record in earlier(run).items()}
        return [run.centre.plan.model_dump(mode="json"), keys]

    def work(self, run: Run) -> Done:
        """Render all pages, and only then write them, the one that leads to the others last."""
        facts, teams = run_facts(run), _split(run)
        pages = {stem: team_page(facts, team) for team, stem in teams.items()}
        paths = write_pages(run.folder, pages | {"report": report_page(facts, teams or None)})
        files = ", ".join(path.name for path in paths[-len(LANGUAGES) :])
        if teams:
            return Done(ReportedByTeam(files=files, count=len(teams), folder=paths[0].parent.name))
        return Done(Reported(files=files))


def _split(run: Run) -> Mapping[str, str]:
    """Return the teams that have a page of their own, with its path; none in a centre that one page can show."""
    agents = run.centre.agents_frame
    return team_files(agents) if len(agents) >= SPLIT_FROM else {}
