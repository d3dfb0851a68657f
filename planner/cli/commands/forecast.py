"""`planner forecast`: the week's forecast, or that of a history file without a plan."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from planner.around import Around
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
        backtest: Annotated[bool, typer.Option("--accuracy", help=_("how good past forecasts were"))] = False,
        file: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=_("table to write"))] = None,
    ) -> None:
        around = Around(country, calendar, events, opening)
        if backtest:
            _accuracy(common, out, history, around, file)
        elif history is None:
            run_named(common, out, ["forecast"])
        elif start is None or days is None or file is None:
            raise NeedsStart()
        else:
            _forecast_file(out, history, start.date(), days, around, file)


def _forecast_file(out: Out, history: Path, start: date, days: int, around: Around, file: Path) -> None:
    """Forecast a history without a plan."""
    from planner.alone import forecast_file
    from planner.files import write_table
    from planner.tables import FORECAST

    result = forecast_file(history, start, days, around)
    write_table(result.table, FORECAST, file)
    for notice in (*result.notices, *result.cleaned):
        out.warn(notice)
    contacts = float(result.table["offered"].sum())
    out.data(file=str(file), rows=len(result.table), offered=contacts)
    rows = len(result.table)
    out.say(_("√ {contacts:,.0f} contacts in {rows} rows: {file}", contacts=contacts, rows=rows, file=file))


def _accuracy(common: Common, out: Out, history: Path | None, around: Around, file: Path | None) -> None:
    """Backtest the plan's history or a file's, and print how good the methods were."""
    from planner.alone import accuracy_of_file
    from planner.backtesting import accuracy_of_centre
    from planner.cli.accuracy import print_accuracy
    from planner.files import write_table
    from planner.tables import ACCURACY

    table = accuracy_of_centre(common.centre()) if history is None else accuracy_of_file(history, around)
    if file is not None:
        write_table(table, ACCURACY, file)
    print_accuracy(table, out)
