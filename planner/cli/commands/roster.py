"""`planner roster`: build the week's roster, sign it."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.commands.stages import run_named
from planner.cli.common import Common, command
from planner.cli.help import FamilyOfBuild, family
from planner.cli.out import Out
from planner.cli.words import _


def add(app: typer.Typer) -> None:
    """Add the family to the app."""
    roster = family(
        _("Build the week's roster, with breaks and handovers; sign, fix and compare it."),
        FamilyOfBuild,
        "planner roster -C shop --time 60",
    )
    app.add_typer(roster, name="roster")

    @command(
        roster,
        "build",
        _("Build the week's roster; planner roster alone does the same."),
        "planner roster build -C shop --time 60",
    )
    def build(common: Common, out: Out) -> None:
        run_named(common, out, ["roster"])

    @command(
        roster,
        "publish",
        _("Sign the week's roster: the next weeks begin where it ends."),
        "planner roster publish -C shop --week 2026-W50",
    )
    def publish(
        common: Common,
        out: Out,
        replace: Annotated[bool, typer.Option("--replace", help=_("publish a week again"))] = False,
    ) -> None:
        from planner.pipeline.publish import publish

        run = common.run(out, common.centre())
        folder = publish(run, replace)
        out.data(week=run.week, folder=str(folder))
        out.say(_("√ the roster of {week} is published: {folder}", week=run.week, folder=folder))
