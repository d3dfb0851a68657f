"""`planner whatif`: run a scenario, compare it, list what was run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.commands.stages import run_named
from planner.cli.common import Common, command
from planner.cli.help import family
from planner.cli.out import Out
from planner.cli.words import _

if TYPE_CHECKING:
    from planner.pipeline import Run


def add(app: typer.Typer) -> None:
    """Add the family to the app."""
    whatif = family(_("Plan the same week with other assumptions."))
    app.add_typer(whatif, name="whatif")

    @command(
        whatif,
        "run",
        _("Run the week with other values of the plan.\n\nThe results are in runs/<week>/whatif/NAME."),
        "planner whatif run more -S events.double12.volume=4 -C shop",
    )
    def run(
        common: Common,
        out: Out,
        name: Annotated[str, typer.Argument(metavar="NAME", help=_("name of the scenario"))],
        override: Annotated[list[str], typer.Option("-S", metavar="KEY=VALUE", help=_("key=value of the plan"))],
    ) -> None:
        from planner.whatif import BASE, scenario, scenario_folder

        folder = scenario_folder(name)
        centre = common.centre()
        base = scenario(centre, common.week or centre.next_week(), BASE)  # told before the work if it is not there
        other = run_named(common, out, ["forecast", "staff", "roster", "report"], folder, override)
        out.say(_("report: {file}", file=other.folder / f"report.{other.centre.plan.language}.html"))
        _print_differences(base, other, name, out)

    @command(
        whatif,
        "compare",
        _("Compare two scenarios; base is the week's own run."),
        "planner whatif compare base more -C shop",
    )
    def compare(
        common: Common,
        out: Out,
        base: Annotated[str, typer.Argument(metavar="BASE", help=_("scenario to compare with"))],
        other: Annotated[str, typer.Argument(metavar="OTHER", help=_("scenario to compare"))],
    ) -> None:
        from planner.whatif import scenario

        centre = common.centre()
        week = common.week or centre.next_week()
        _print_differences(scenario(centre, week, base), scenario(centre, week, other), other, out, base)

    @command(whatif, "list", _("List the scenarios run for the week."), "planner whatif list -C shop")
    def list_(common: Common, out: Out) -> None:
        from planner.whatif import scenarios

        centre = common.centre()
        names = scenarios(centre.folder / "runs" / (common.week or centre.next_week()))
        out.data(scenarios=names)
        out.table([_("scenario")], [[name] for name in names])


def _print_differences(first: Run, second: Run, name: str, out: Out, base: str = "base") -> None:
    from planner.cli.measures import print_differences
    from planner.whatif import differences

    print_differences(differences(first, second), base, name, out)
