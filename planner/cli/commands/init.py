"""`planner init`: an example centre that runs at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli import words
from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(app, "init", _("Write an example centre that can be planned at once."), "planner init shop --lang zh")
    def init(
        common: Common,
        out: Out,
        into: Annotated[Path, typer.Argument(metavar="DIR", help=_("folder to write to"))] = Path(),
        workbook: Annotated[bool, typer.Option("--workbook", help=_("plan and data as one workbook (XLSX)"))] = False,
    ) -> None:
        from planner.example import write_example

        write_example(into, common.lang or words.language(), workbook=workbook)
        out.data(folder=str(into))
        out.say(_("an example centre is in {folder}; next: planner run -C {folder}", folder=into))
