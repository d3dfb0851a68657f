"""The files of reports: of the centre, of a team, of an agent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from planner.errors import UsageError
from planner.files.file_names import file_names
from planner.files.whole import write_whole
from planner.names import hint
from planner.pipeline.report_facts import run_facts
from planner.pipeline.run import Run
from planner.present import agent_page, team_page
from planner.present.agents import people
from reports import LANGUAGES, pages, render

TEAMS, AGENTS = "teams", "agents"


class NoSuchTeam(UsageError):
    """A team that no agent is in."""

    template = "no agent is in a team {team}; {hint}"


class NoSuchAgent(UsageError):
    """An agent who is not there."""

    template = "no agent {agent}; {hint}"


def write_pages(folder: Path, by_stem: Mapping[str, pages.Page]) -> list[Path]:
    """Render all pages in every language, then write them whole, in order; return where they lie."""
    rendered = {
        folder / f"{stem}.{language}.html": render(page, language)
        for stem, page in by_stem.items()
        for language in LANGUAGES
    }
    for path, html in rendered.items():
        write_whole(path, html)
    return list(rendered)


def write_team(run: Run, team: str) -> list[Path]:
    """Write the pages of one team.

    Raises
    ------
    NoSuchTeam
        If nobody is in it.
    """
    files = team_files(run.centre.agents_frame)
    if team not in files:
        raise NoSuchTeam(team=team, hint=hint(team, files))
    return write_pages(run.folder, {files[team]: team_page(run_facts(run), team)})


def write_agent(run: Run, agent: str) -> list[Path]:
    """Write the pages of one agent.

    Raises
    ------
    NoSuchAgent
        If there is none of that id.
    """
    ids = list(run.centre.agents_frame["agent"])
    if agent not in ids:
        raise NoSuchAgent(agent=agent, hint=hint(agent, ids))
    return write_pages(run.folder, {f"{AGENTS}/{file_names(ids)[agent]}": agent_page(run_facts(run), agent)})


def team_files(agents: pd.DataFrame) -> dict[str, str]:
    """Return the path of each team's page below the run folder, without language and `.html`."""
    names = file_names(sorted(set(people(agents)["team"].astype(str))))
    return {team: f"{TEAMS}/{name}" for team, name in names.items()}
