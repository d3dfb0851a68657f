"""`planner check`: every fault of the plan and its data at once."""

from __future__ import annotations

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(app, "check", _("Check plan and data: every fault at once, with its place."), "planner check -C shop")
    def check(common: Common, out: Out) -> None:
        from planner.calendar import provisional_years
        from planner.grid import monday_of

        centre = common.centre()
        centre.check(common.week)
        week = common.week or centre.next_week()
        for warning in provisional_years(centre.plan.calendar.country, monday_of(week), monday_of(week)):
            out.warn(warning)
        out.data(queues=len(centre.plan.queues), agents=len(centre.agents), rows=len(centre.history), week=week)
        out.say(
            _(
                "√ {queues} queues, {agents} agents, {rows} rows of history; the week to plan is {week}",
                queues=len(centre.plan.queues),
                agents=len(centre.agents),
                rows=f"{len(centre.history):,}",
                week=week,
            )
        )
