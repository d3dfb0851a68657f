"""`planner roster verify`: cost, rules and bound of a roster recomputed from its files, without a solver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _, language

if TYPE_CHECKING:
    from planner.pipeline.figure import Figure
    from planner.pipeline.verify import Verification
    from reports import Words


def add(roster: typer.Typer) -> None:
    """Add the command to the family."""

    @command(
        roster,
        "verify",
        _(
            "Recompute the roster's cost, rules and bound, without a solver.\n\n"
            "The files of the run folder are read as they are now. "
            "Whatever differs from the manifest is named, and the exit code is 1."
        ),
        "planner roster verify -C shop",
    )
    def verify(common: Common, out: Out) -> None:
        from planner.errors import InputError
        from planner.pipeline.verify import verify

        run = common.run(out, common.centre())
        found = verify(run)
        _print_figures([*found.figures, *(part for part in found.parts if part.told or part.found)], out)
        _say_proof(found, out)
        out.data(week=run.week, folder=str(run.folder), verified=not found.differences)
        if found.differences:
            out.say(_("× not verified: {count} differences", count=len(found.differences)))
            raise InputError(found.differences)
        out.say(_("√ verified: the roster costs, keeps and is proven to be what the manifest says"))


def _print_figures(figures: Sequence[Figure], out: Out) -> None:
    """Print each figure as the manifest has it and as it comes out."""
    rows = [
        [_said(figure.words), _said(figure.said(figure.told)), _said(figure.said(figure.found))] for figure in figures
    ]
    out.table(["", _("in the manifest"), _("recomputed")], rows)
    out.data(figures={figure.name: {"manifest": figure.told, "recomputed": figure.found} for figure in figures})


def _say_proof(found: Verification, out: Out) -> None:
    """Say what proves the bound, what it leaves out, and what of the enforced rules is broken."""
    from planner.pipeline.differences import rules_named

    broken = [_said(breach) for breach in found.broken]
    left_out = _said(rules_named(found.not_in_bound))
    out.say(
        _(
            "the bound is proven by {count} prices; rules that it leaves out: {rules}",
            count=f"{found.prices:,}",
            rules=left_out,
        )
    )
    out.say(_("{count} rules checked; breaches of enforced ones: {broken}", count=found.rules, broken=len(broken)))
    for breach in broken:
        out.say(f"  {breach}")
    out.data(prices=found.prices, not_in_bound=found.not_in_bound, rules=found.rules, broken=broken)


def _said(words: Words) -> str:
    from reports.i18n import in_words

    return str(in_words(words, language()))
