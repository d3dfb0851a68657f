"""`planner staff`: the week's requirement, or that of a forecast file without a plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.commands.stages import run_named
from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.prices import print_prices
from planner.cli.target import parse_target
from planner.cli.why import print_trace
from planner.cli.words import _
from planner.errors import UsageError


class NeedsTarget(UsageError):
    """A forecast file without a target."""

    template = "staffing without a plan needs --target and --out"


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app,
        "staff",
        _("Turn the forecast and the targets into people required.\n\nWith a FORECAST file, no plan is needed."),
        'planner staff --why voice "2026-12-09 10:00"',
    )
    def staff(
        common: Common,
        out: Out,
        forecast: Annotated[
            Path | None, typer.Argument(metavar="FORECAST", help=_("table: queue, interval_start, offered, …"))
        ] = None,
        target: Annotated[
            str | None, typer.Option(metavar="TARGET", help=_("percent / seconds, such as 80/20"))
        ] = None,
        aht: Annotated[
            float | None, typer.Option(min=0.001, metavar="SECONDS", help=_("handle time in seconds; else the file's"))
        ] = None,
        patience: Annotated[
            float | None, typer.Option(min=0.001, metavar="SECONDS", help=_("mean seconds a customer waits"))
        ] = None,
        file: Annotated[
            Path | None, typer.Option("--out", metavar="FILE", help=_("requirement table to write"))
        ] = None,
        why: Annotated[
            tuple[str, datetime] | None,
            typer.Option("--why", metavar="QUEUE TIME", help=_("how the people of an interval come about")),
        ] = None,
        prices: Annotated[bool, typer.Option("--prices", help=_("hours for more contacts than expected"))] = False,
    ) -> None:
        if forecast is None:
            run = run_named(common, out, ["staff"])
            if why:
                print_trace(run, *why, out)
            if prices:
                print_prices(run, out)
            return
        if target is None or file is None:
            raise NeedsTarget()
        from planner.alone import staff_file
        from planner.files import write_table
        from planner.plan import Target
        from planner.tables import REQUIREMENT

        goal = parse_target(target)
        table = staff_file(forecast, Target(service_level=goal.share, within_s=goal.within_s), aht, patience)
        write_table(table, REQUIREMENT, file)
        peak = table["agents_required"].max()
        out.data(file=str(file), rows=len(table), peak_agents=float(peak))
        out.say(
            _("√ {rows} rows, at most {peak} agents on contacts: {file}", rows=len(table), peak=f"{peak:g}", file=file)
        )
