"""`planner erlang`: a calculator for one interval of one queue."""

from __future__ import annotations

import math
from typing import Annotated

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.target import parse_target
from planner.cli.words import _


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app,
        "erlang",
        _("Calculate one interval: agents, service level, waits.\n\nErlang C; Erlang A with --patience."),
        "planner erlang --offered 100 --aht 180 --target 80/20",
    )
    def erlang(
        common: Common,  # noqa: ARG001 # every command has it
        out: Out,
        offered: Annotated[float, typer.Option(min=0, metavar="CONTACTS", help=_("contacts in the interval"))],
        aht: Annotated[float, typer.Option(min=0.001, metavar="SECONDS", help=_("handle time in seconds"))],
        target: Annotated[str, typer.Option(metavar="TARGET", help=_("percent / seconds, such as 80/20"))] = "80/20",
        interval: Annotated[
            float, typer.Option(min=0.001, metavar="MINUTES", help=_("minutes of the interval"))
        ] = 30.0,
        patience: Annotated[
            float | None, typer.Option(min=0, metavar="SECONDS", help=_("mean seconds until a customer gives up"))
        ] = None,
        agents: Annotated[
            float | None,
            typer.Option(
                min=0, max=1e6, metavar="N", help=_("people on contacts; else the fewest that meet the target")
            ),
        ] = None,
    ) -> None:
        from planner.staffing import erlang as formulas

        goal = parse_target(target)
        load, patience_s = offered * aht / (interval * 60), math.inf if patience is None else patience
        if agents is None:
            agents = formulas.agents_required(load, aht, goal.share, goal.within_s, patience_s)
        data = {
            "agents": agents,
            "offered_load_erl": load,
            "service_level": formulas.service_level(load, agents, aht, goal.within_s, patience_s),
            "wait_probability": formulas.wait_probability(load, agents, aht, patience_s),
            "asa_s": formulas.mean_wait_s(load, agents, aht, patience_s),
            "abandon_rate": formulas.abandon_rate(load, agents, aht, patience_s),
            "occupancy": formulas.occupancy(load, agents, aht, patience_s),
        }
        out.data(**data)
        out.table(
            ["", ""],
            [
                [_("agents on contacts"), f"{data['agents']:g}"],
                [_("offered load, erlangs"), f"{load:.4g}"],
                [_("service level within {seconds} s", seconds=f"{goal.within_s:g}"), f"{data['service_level']:.4f}"],
                [_("share that waits"), f"{data['wait_probability']:.4f}"],
                [_("average speed of answer, s"), f"{data['asa_s']:.3f}"],
                [_("share that gives up"), f"{data['abandon_rate']:.4f}"],
                [_("occupancy"), f"{data['occupancy']:.4f}"],
            ],
        )
