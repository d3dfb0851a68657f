"""The weekly report: every section in order; and the pages of one team or one agent."""

from collections.abc import Mapping

import pandas as pd

from planner.present.account import cost_section, run_section
from planner.present.agent_week import agent_section
from planner.present.agents import people, person
from planner.present.coverage import coverage_section, heat_section
from planner.present.day import day_section
from planner.present.demand import forecast_section, history_sections
from planner.present.duties import duties_of
from planner.present.facts import RunFacts
from planner.present.fairness import fairness_sections
from planner.present.handovers import handover_section
from planner.present.overview import overview_section
from planner.present.requirement import requirement_section
from planner.present.roster import roster_section, team_words
from planner.present.simulated import simulation_sections
from planner.present.teams import teams_section
from planner.present.week import week_of
from reports import Joined, Moment, Words, pages
from reports import text as _


def report_page(run: RunFacts, team_files: Mapping[str, str] | None = None) -> pages.Page:
    """Return the week's report, free of language: `reports.render` writes it in English or Chinese.

    With `team_files` (each team's page, relative to this one, without language and `.html`), what shows one agent a
    row is left to those pages.
    """
    return _page(
        run,
        _("{centre}: plan for {week}", centre=run.centre, week=run.week),
        [
            overview_section(run),
            *history_sections(run),
            forecast_section(run),
            requirement_section(run),
            coverage_section(run),
            heat_section(run),
            *simulation_sections(run),
            *(_people_sections(run, run.agents) if team_files is None else [teams_section(run, team_files)]),
            cost_section(run),
            run_section(run),
        ],
    )


def _people_sections(run: RunFacts, agents: pd.DataFrame) -> list[pages.Section]:
    """Return what shows one agent a row, for some of the agents."""
    ids = frozenset(agents["agent"])
    duties = duties_of(run, ids)
    return [
        roster_section(run, agents, duties),
        day_section(run, agents, duties),
        handover_section(run, ids),
        *fairness_sections(run, agents),
    ]


def team_page(run: RunFacts, team: str) -> pages.Page:
    """Return the week of one team: roster, days, handovers and accounts of its people."""
    agents = run.agents[(people(run.agents)["team"] == team).to_numpy()]
    return _page(run, _("{team}: plan for {week}", team=team_words(team), week=run.week), _people_sections(run, agents))


def agent_page(run: RunFacts, agent: str) -> pages.Page:
    """Return the week of one agent."""
    ids = frozenset([agent])
    return _page(
        run,
        _("{agent}: week {week}", agent=person(run.agents, agent), week=run.week),
        [agent_section(run, agent, duties_of(run, ids)), handover_section(run, ids)],
    )


def _page(run: RunFacts, title: Words, sections: list[pages.Section]) -> pages.Page:
    dates = week_of(run).dates
    span = Joined([Moment(dates[0], "date"), Moment(dates[-1], "date")], by=" – ")
    return pages.Page(
        title=title,
        subtitle=Joined([run.centre, span, run.timezone]),
        sections=sections,
        footer=_(
            "Made by workforce-planner {version}, seed {seed}",
            version=run.versions.get("workforce-planner", ""),
            seed=run.solve.seed,
        ),
    )
