"""`planner doctor`: is this machine ready, and is the calendar?"""

from __future__ import annotations

import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, version

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _
from planner.errors import Message

LIBRARIES = ("ortools", "numpy", "numba", "pandas", "statsmodels", "holidays", "pydantic", "typer")


class MissingLibrary(Message):
    """A library that is not installed."""

    template = "{library} is not installed; install workforce-planner again"


class NarrowConsole(Message):
    """A console that cannot show every character."""

    template = "this console writes {encoding}: characters that it lacks are shown as ?"


def add(app: typer.Typer) -> None:
    """Add the command to the app."""

    @command(app, "doctor", _("Say whether this machine and the calendar are ready."), "planner doctor -C shop")
    def doctor(common: Common, out: Out) -> None:
        from planner.calendar import provisional_years
        from planner.centre import NoPlan

        out.say(f"√ Python {sys.version.split()[0]}")
        for library in LIBRARIES:
            _say_version(library, out)
        encoding = sys.stdout.encoding or "ascii"
        if encoding.lower().replace("-", "") not in ("utf8", "gbk", "gb18030", "cp936"):
            out.warn(NarrowConsole(encoding=encoding))
        try:
            centre = common.centre()
        except NoPlan as missing:
            out.warn(missing)
            return
        out.say(_("√ plan {file}", file=common.plan_file()))
        for warning in provisional_years(
            centre.plan.calendar.country, date.today(), date(date.today().year + 1, 12, 31)
        ):
            out.warn(warning)


def _say_version(library: str, out: Out) -> None:
    try:
        found = version(library)
    except PackageNotFoundError:
        out.warn(MissingLibrary(library=library))
        return
    out.data(**{library: found})
    out.say(f"√ {library} {found}")
