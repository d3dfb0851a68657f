"""`planner forecast`: the week's forecast, or that of a history file without a plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.commands.stages import run_named
from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _
from planner.errors import UsageError


class NeedsStart(UsageError):
    """A history file without the days to forecast."""

    template = "a forecast without a plan needs --start, --days and --out"


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app,
        "forecast",
        _("Forecast contacts and handle time.\n\nWith a HISTORY file, no plan is needed."),
        "planner forecast calls.csv --start 2026-12-07 --days 28 --out f.csv",
    )
    def forecast(
        common: Common,
        out: Out,
        history: Annotated[
            Path | None, typer.Argument(metavar="HISTORY", help=_("table: queue, interval_start, offered, …"))
        ] = None,
        start: Annotated[
            datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help=_("first day to forecast"))
        ] = None,
        days: Annotated[int | None, typer.Option(min=1, max=731, metavar="N", help=_("number of days"))] = None,
        country: Annotated[str | None, typer.Option(metavar="CODE", help=_("whose holidays hold, such as CN"))] = None,
        calendar: Annotated[Path | None, typer.Option(metavar="FILE", help=_("table: date, kind, name"))] = None,
        events: Annotated[
            Path | None, typer.Option(metavar="FILE", help=_("table: name, kind, start, end, queue, volume"))
        ] = None,
        opening: Annotated[
            Path | None, typer.Option(metavar="FILE", help=_("table: queue, weekday, start, end"))
        ] = None,
        file: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=_("forecast table to write"))] = None,
    ) -> None:
        if history is None:
            run_named(common, out, ["forecast"])
            return
        if start is None or days is None or file is None:
            raise NeedsStart()
        from planner.alone import Around, forecast_file
        from planner.files import write_table
        from planner.tables import FORECAST

        result = forecast_file(history, start.date(), days, Around(country, calendar, events, opening))
        write_table(result.table, FORECAST, file)
        for notice in (*result.notices, *result.cleaned):
            out.warn(notice)
        out.data(file=str(file), rows=len(result.table), offered=float(result.table["offered"].sum()))
        out.say(
            _(
                "√ {contacts} contacts in {rows} rows: {file}",
                contacts=f"{result.table['offered'].sum():,.0f}",
                rows=len(result.table),
                file=file,
            )
        )
