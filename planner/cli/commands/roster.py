"""`planner roster`: the stage by itself, and what can be asked of a roster."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.commands import roster_why
from planner.cli.commands.stages import run_named
from planner.cli.common import Common, lead_command
from planner.cli.help import family
from planner.cli.out import Out
from planner.cli.words import _


def add(app: typer.Typer) -> None:
    """Add the family to the app; without a command it runs the stage."""
    text = _("Build the week's roster, with breaks and handovers.")
    roster = family(text)
    app.add_typer(roster, name="roster")

    @lead_command(roster, text, "planner roster -C shop --time 60")
    def stage(
        common: Common,
        out: Out,
        partial: Annotated[
            bool, typer.Option("--partial", help=_("write a roster although enforced rules clash, and list them"))
        ] = False,
    ) -> None:
        run_named(common, out, ["roster"], partial=partial)

    roster_why.add(roster)
