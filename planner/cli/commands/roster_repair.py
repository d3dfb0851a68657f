"""`planner roster repair`: people fall out or more are needed, and the rest of the week changes as little as pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import typer

from planner.cli.commands.stages import run_named
from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _

MINUTES = "%Y-%m-%dT%H:%M"


def add(roster: typer.Typer) -> None:
    """Add the command to the family."""

    @command(
        roster,
        "repair",
        _(
            "Repair the roster in force: people fall out, or more are needed.\n\n"
            "Nothing before --from changes. The absent stand in absences.csv from then on; what the others change is "
            "weighed against the trouble it makes them."
        ),
        "planner roster repair --absent A017,A042 --from 2026-11-24T10:00 -C shop",
    )
    def repair(
        common: Common,
        out: Out,
        start: Annotated[datetime, _moment("--from", _("first moment at which anything may change"))],
        absent: Annotated[
            str, typer.Option("--absent", metavar="AGENTS", help=_("ids of the absent, such as A017,A042"))
        ] = "",
        end: Annotated[
            datetime | None, _moment("--until", _("when the absent are back and changes end; else with the week"))
        ] = None,
        most: Annotated[
            int | None,
            typer.Option("--max-changes", min=0, metavar="N", help=_("agent-days of others that may change")),
        ] = None,
    ) -> None:
        from planner.cli.changes import print_changes
        from planner.errors import NoRoster
        from planner.grid import week_of
        from planner.pipeline import Run
        from planner.repair import asked_repair, record
        from planner.tables import ROSTER
        from planner.versions import CURRENT, version_of

        centre = common.centre()
        week = common.week or week_of(start.date())
        ids = [agent.strip() for agent in absent.split(",") if agent.strip()]
        repair = asked_repair(centre, week, ids, start, end, most)
        frame = Run(centre, week, centre.folder / "runs" / week).read(ROSTER, "roster")
        before = version_of(centre, week, CURRENT)
        for lock in record(centre, frame, repair):
            out.say(_("lock taken back: {agent} on {day}", agent=lock.place.agent, day=lock.place.day))
        failure: NoRoster | None = None
        try:
            run_named(replace(common, week=week), out, ["roster"], repair=repair)
        except NoRoster as error:  # raised once the best there is has been written
            failure = error
        print_changes(before, version_of(centre, week, CURRENT), centre, out)
        if failure:
            raise failure


def _moment(name: str, text: str) -> Any:
    return typer.Option(name, formats=[MINUTES, "%Y-%m-%d %H:%M", "%Y-%m-%d"], metavar="TIME", help=text)
