"""`planner export`: a finished week as files for others."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _, language


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app,
        "export",
        _(
            "Write the week as workbook, calendars, payroll hours and JSON.\n\n"
            "Without an option, all of them. They lie in export in the week's folder."
        ),
        "planner export -C shop --xlsx --ics",
    )
    def export(
        common: Common,
        out: Out,
        xlsx: Annotated[bool, typer.Option("--xlsx", help=_("roster.xlsx: the week as a workbook"))] = False,
        ics: Annotated[bool, typer.Option("--ics", help=_("ics: a calendar for each agent and each post"))] = False,
        csv: Annotated[
            bool, typer.Option("--csv", help=_("payroll.csv: paid hours by agent, day and pay class"))
        ] = False,
        json_file: Annotated[
            bool, typer.Option("--json-file", help=_("week.json: every table, and how it was made"))
        ] = False,
    ) -> None:
        from planner.export import FORMATS, finished_week, notices

        asked = {"xlsx": xlsx, "ics": ics, "csv": csv, "json": json_file}
        formats = [name for name in FORMATS if asked[name]] or list(FORMATS)
        week = finished_week(common.run(out, common.centre()), language())
        for notice in notices(week, formats):
            out.warn(notice)
        files = [FORMATS[name](week) for name in formats]
        for file in files:
            out.say(f"√ {file}")
        out.data(week=week.run.week, folder=str(week.folder), files=[file.name for file in files])
