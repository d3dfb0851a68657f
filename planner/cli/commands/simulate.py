"""`planner simulate`: the roster played against random demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.commands.stages import bring_up
from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.replay import print_replay
from planner.cli.shares import share
from planner.cli.stress import print_stress
from planner.cli.words import _
from planner.errors import UsageError

if TYPE_CHECKING:
    from planner.pipeline import Run


class UnknownDemand(UsageError):
    """Contacts that no forecast has."""

    template = "--demand {demand}: use p50 (what is expected), p80, or paths (courses that the forecast may take)"


class OneQuestion(UsageError):
    """Options of two different questions."""

    template = "{first} and {second} cannot be asked together"


class OutOfReplay(UsageError):
    """A file to write that only a replay has."""

    template = "--out belongs to --replay: the tables of a week lie in its run folder"


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(
        app,
        "simulate",
        _("Play the roster against random demand: does it hold?"),
        "planner simulate --until-ci 0.02 -C shop",
    )
    def simulate(
        common: Common,
        out: Out,
        replications: Annotated[
            int | None,
            typer.Option(
                "--replications", min=2, metavar="N", help=_("how many weeks are played; else 100, of a stress test 30")
            ),
        ] = None,
        until_ci: Annotated[
            float | None,
            typer.Option(
                "--until-ci", min=0.0001, max=1, metavar="SHARE", help=_("until every interval's band is so narrow")
            ),
        ] = None,
        absence: Annotated[
            float | None,
            typer.Option("--absence", min=0, max=1, metavar="SHARE", help=_("share absent; else the plan's")),
        ] = None,
        demand: Annotated[
            str, typer.Option("--demand", metavar="p50|p80|paths", help=_("contacts expected, more, or courses"))
        ] = "p50",
        scenario: Annotated[
            str | None, typer.Option("--scenario", metavar="NAME", help=_("the roster of a what-if run"))
        ] = None,
        stress: Annotated[
            bool, typer.Option("--stress", help=_("how much more the roster bears before each target falls"))
        ] = False,
        replay: Annotated[
            Path | None,
            typer.Option("--replay", metavar="PRESENCE", help=_("past days again: table of who was there when")),
        ] = None,
        file: Annotated[
            Path | None, typer.Option("--out", metavar="FILE", help=_("where --replay writes; else replay.csv"))
        ] = None,
    ) -> None:
        from planner.pipeline.stress import REPLICATIONS
        from planner.simulation.ask import AS_PLANNED, Ask

        if demand not in ("p50", "p80", "paths"):
            raise UnknownDemand(demand=demand)
        if replay is not None:
            given = {"--scenario": scenario is not None, "--absence": absence is not None}
            given |= {"--stress": stress, "--until-ci": until_ci is not None, "--demand": demand != "p50"}
            _refuse("--replay", given)
            print_replay(common, out, replay, file, replications or AS_PLANNED.replications)
            return
        if file is not None:
            raise OutOfReplay()
        usual = REPLICATIONS if stress else AS_PLANNED.replications
        run = replace(_run(common, out, scenario), simulation=Ask(demand, absence, replications or usual, until_ci))
        if stress:
            print_stress(run, out)
        else:
            print_simulation(bring_up(run, out, ["simulate"]), out)


def _refuse(option: str, given: Mapping[str, bool]) -> None:
    """Refuse options that another one leaves nothing to do."""
    if others := [name for name, is_given in given.items() if is_given]:
        raise OneQuestion(first=option, second=others[0])


def _run(common: Common, out: Out, name: str | None) -> Run:
    """Return the week's run, or that of a scenario under its own plan."""
    from planner.whatif import scenario

    run = common.run(out, common.centre())
    if name is None:
        return run
    other = scenario(run.centre, run.week, name)
    return replace(run, centre=other.centre, folder=other.folder)


def print_simulation(run: Run, out: Out) -> None:
    """Print what every queue reaches in the week, beside what was predicted and its target."""
    from planner.pipeline.simulation_measures import simulated_queues

    plan, queues = run.centre.plan, simulated_queues(run)
    headings = [_("queue"), _("target"), _("predicted"), _("simulated"), _("95 % band"), _("first response s")]
    rows = [
        [
            plan.title_of(queue),
            f"{plan.queues[queue].target.service_level:.0%}",
            *(share(level) for level in (found.predicted, found.service_level)),
            f"{share(found.low)} - {share(found.high)}",
            f"{found.first_response_s:,.0f}",
            share(found.abandon_rate),
            share(found.occupancy),
            f"{found.hours_missed} / {found.hours}" if found.hours else "-",
        ]
        for queue, found in queues.items()
    ]
    out.table([*headings, _("abandoned"), _("occupancy"), _("hours below target")], rows)
    out.data(queues={queue: asdict(found) for queue, found in queues.items()})
