"""The tree of commands."""

from __future__ import annotations

import typer

from planner.cli.commands import (
    check,
    doctor,
    erlang,
    export,
    forecast,
    import_,
    init,
    report,
    roster,
    simulate,
    staff,
    stages,
    whatif,
)
from planner.cli.help import family
from planner.cli.words import _


def build() -> typer.Typer:
    """Return the command line in the language in use."""
    app = family(_("Workforce scheduling and capacity planning for customer-service centres."))
    for part in (
        init,
        check,
        import_,
        forecast,
        staff,
        roster,
        simulate,
        report,
        stages,
        erlang,
        whatif,
        export,
        doctor,
    ):
        part.add(app)
    return app
