"""`planner check`: every fault of the plan and its data at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _, language

if TYPE_CHECKING:
    from planner.plan.labour import Labour
    from planner.plan.rules import Rules


def _tell(labour: Labour, rules: Rules, out: Out) -> None:
    """Say which labour pack holds, and each rule that it sets, with its source."""
    pack = labour.law
    out.data(labour=labour.named())
    out.say(_("labour pack {pack} {version}:", pack=pack.name, version=pack.version))
    for limit in labour.limits():
        rule = getattr(rules, limit.rule)
        values = ", ".join(f"{key} = {_written(getattr(rule, key))}" for key in limit.settings)
        out.say(f"  {limit.rule}: {rule.severity}, {values}  {limit.law[0].in_language(language())}")


def _written(value: object) -> str:
    return ", ".join(value) if isinstance(value, dict) else value if isinstance(value, str) else f"{value:g}"


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
        for unknown in centre.law_notices(centre.grid(week, centre.plan.interval_min)):
            out.warn(unknown)
        if labour := centre.plan.labour:
            _tell(labour, centre.plan.rules, out)
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
