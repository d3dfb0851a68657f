"""`planner report`: the last stage of a week, and pages of one team or one agent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.commands.stages import run_named
from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _, language

if TYPE_CHECKING:
    from planner.pipeline import Run


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app,
        "report",
        _("Write the week's report in English and Chinese.\n\nOr that of one team, or of one agent."),
        "planner report -C shop --open",
    )
    def report(
        common: Common,
        out: Out,
        team: Annotated[str | None, typer.Option(metavar="TEAM", help=_("the page of one team"))] = None,
        agent: Annotated[str | None, typer.Option(metavar="AGENT", help=_("the page of one agent"))] = None,
        show: Annotated[bool, typer.Option("--open", help=_("show it in the browser"))] = False,
    ) -> None:
        run = run_named(common, out, ["report"])
        files = _files(run, team, agent)
        for file in files:
            out.say(_("report: {file}", file=file))
        out.data(files=[str(file) for file in files])
        if show:
            _open(files)


def _files(run: Run, team: str | None, agent: str | None) -> list[Path]:
    """Write the pages asked for and return them; the whole report where none are."""
    from planner.pipeline.report_files import write_agent, write_team
    from reports import LANGUAGES

    files = [*(write_team(run, team) if team is not None else []), *(write_agent(run, agent) if agent else [])]
    return files or [run.folder / f"report.{name}.html" for name in LANGUAGES]


def _open(files: list[Path]) -> None:
    """Show the files of the language that is spoken."""
    import webbrowser

    for file in files:
        if file.name.endswith(f".{language()}.html"):
            webbrowser.open(file.resolve().as_uri())
