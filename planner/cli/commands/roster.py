"""`planner roster`: the stage by itself, signing, verifying, comparing, questions to a roster, and changes by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.commands import by_hand, roster_verify, roster_why
from planner.cli.commands.stages import run_named
from planner.cli.common import Common, command, lead_command
from planner.cli.help import family
from planner.cli.out import Out
from planner.cli.words import _
from planner.errors import UsageError


class NothingToKeep(UsageError):
    """A limit of changes without the roster that is changed."""

    template = "--max-changes needs --keep: the roster from which so many agent-days may differ"


def add(app: typer.Typer) -> None:
    """Add the family to the app; without a command it runs the stage."""
    text = _("Build the week's roster, with breaks and handovers.")
    roster = family(text)
    app.add_typer(roster, name="roster")
    _add_stage(roster, text)
    _add_publish(roster)
    roster_verify.add(roster)
    by_hand.add(roster)
    _add_diff(roster)
    roster_why.add(roster)


def _add_stage(roster: typer.Typer, text: str) -> None:
    @lead_command(roster, text, "planner roster -C shop --time 60")
    def stage(
        common: Common,
        out: Out,
        keep: Annotated[
            str | None,
            typer.Option("--keep", metavar="ROSTER", help=_("roster to change little: current, published, or a file")),
        ] = None,
        most: Annotated[
            int | None,
            typer.Option("--max-changes", min=0, metavar="N", help=_("shifts and days off that may differ from it")),
        ] = None,
        partial: Annotated[
            bool, typer.Option("--partial", help=_("write a roster although enforced rules clash, and list them"))
        ] = False,
    ) -> None:
        if keep is None:
            if most is not None:
                raise NothingToKeep()
            run_named(common, out, ["roster"], partial=partial)
            return
        from planner.cli.changes import print_changes
        from planner.rostering import Keep
        from planner.versions import CURRENT, version_of

        centre = common.centre()
        week = common.week or centre.next_week()
        before = version_of(centre, week, keep)
        run_named(common, out, ["roster"], keep=Keep(before.duties, most), partial=partial)
        print_changes(before, version_of(centre, week, CURRENT), centre, out)


def _add_publish(roster: typer.Typer) -> None:
    @command(
        roster,
        "publish",
        _("Sign the week's roster: the next weeks begin where it ends."),
        "planner roster publish -C shop --week 2026-W50",
    )
    def publish(
        common: Common,
        out: Out,
        replace: Annotated[bool, typer.Option("--replace", help=_("publish a week again"))] = False,
    ) -> None:
        from planner.pipeline.publish import publish

        run = common.run(out, common.centre())
        folder = publish(run, again=replace)
        out.data(week=run.week, folder=str(folder))
        out.say(_("√ the roster of {week} is published: {folder}", week=run.week, folder=folder))


def _add_diff(roster: typer.Typer) -> None:
    @command(
        roster,
        "diff",
        _("Compare two rosters: who changes what, and what it comes to."),
        "planner roster diff published current -C shop",
    )
    def diff(
        common: Common,
        out: Out,
        first: Annotated[
            str, typer.Argument(metavar="A", help=_("current, published, a week, a run folder or a roster file"))
        ],
        second: Annotated[str, typer.Argument(metavar="B", help=_("the roster to compare with it"))],
    ) -> None:
        from planner.cli.changes import print_changes
        from planner.versions import version_of

        centre = common.centre()
        week = common.week or centre.next_week()
        print_changes(version_of(centre, week, first), version_of(centre, week, second), centre, out)
