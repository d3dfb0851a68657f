"""What a command says: data to stdout, words and progress to stderr, or one JSON object."""

from __future__ import annotations

import json
import math
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.cells import set_cell_size
from rich.console import Console
from rich.table import Table

from planner.cli.words import _, fault_line, told
from planner.errors import Fault, InputError, Message, PlannerError, Told, UsageError, code_of

CRASH_FILE = Path("planner-crash.txt")
BUG, INTERRUPTED = 70, 130
MOST_FAULTS = 20
LONG_CELL = 40  # characters; longer ones are sentences
ENDLESS = 10**5  # characters of a line that is not on a terminal


class MachineRefuses(Message):
    """A folder that may not be looked into, an output that is full."""

    template = "{file}: {reason}"


class Out:
    """The voice of one command."""

    def __init__(self, as_json: bool = False, quiet: bool = False, no_color: bool = False) -> None:
        self._as_json = as_json
        self._silent = quiet or as_json
        self._words = Console(
            stderr=True, no_color=no_color, highlight=False, soft_wrap=True, emoji=False, markup=False
        )
        self._data: dict[str, Any] = {}
        self._warnings: list[Told] = []

    def say(self, line: str, style: str = "") -> None:
        """Say a line to the person at the terminal."""
        if not self._silent:
            self._words.print(line, style=style or None)

    def warn(self, message: Told) -> None:
        """Say something that the person should know; it stays in the JSON object."""
        self._warnings.append(message)
        self.say(f"! {told(message)}", style="yellow")

    def data(self, **values: Any) -> None:
        """Add to the JSON object."""
        self._data.update(values)

    def print(self, text: str) -> None:
        """Print a result to stdout."""
        if not self._as_json:
            sys.stdout.write(text + "\n")

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print rows to stdout, the first column and sentences left, numbers right.

        Sentences are broken where a terminal is narrow; elsewhere a row is a line, however long.
        """
        if self._as_json:
            return
        table = Table(show_header=any(headings), box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for at, heading in enumerate(headings):
            long = any(len(row[at]) > LONG_CELL for row in rows)
            table.add_column(heading, justify="left" if at == 0 or long else "right", no_wrap=not long)
        for row in rows:
            table.add_row(*row)
        width = None if sys.stdout.isatty() else ENDLESS
        Console(highlight=False, emoji=False, markup=False, width=width).print(table)

    def progress(self, stage: str, message: Told) -> None:
        """Show where long work is, on a terminal only."""
        if not self._silent and self._words.is_terminal:
            self._words.print(f"\r\x1b[2K  … {stage_name(stage)}  {told(message)}", end="", style="dim")

    def end_progress(self) -> None:
        """Wipe the line of progress."""
        if not self._silent and self._words.is_terminal:
            self._words.print("\r\x1b[2K", end="")

    def guard(self, work: Callable[[], None]) -> int:
        """Do the work and return the exit code; whatever goes wrong is told once, never as a traceback."""
        try:
            work()
        except KeyboardInterrupt:
            return self._failed(
                [{"code": "interrupted", "message": _("interrupted; what was finished is kept")}], INTERRUPTED
            )
        except InputError as error:
            return self._failed([_as_json(fault) for fault in error.faults], error.exit_code)
        except OSError as error:
            return self.refused(error)
        except Exception as error:
            if isinstance(getattr(error, "template", None), str):
                code = error.exit_code if isinstance(error, PlannerError) else 1
                return self._failed([{"code": code_of(error), "message": told(error)}], code)  # type: ignore[arg-type]
            return self._crashed(error)
        self._end(ok=True, errors=[])
        return 0

    def wrong_usage(self, message: str) -> int:
        """Say that the command line cannot be understood, and return its exit code."""
        hint = _("planner --help lists the commands, planner COMMAND --help their options")
        return self._failed([{"code": "usage", "message": f"{message}\n{hint}"}], UsageError.exit_code)

    def refused(self, error: OSError) -> int:
        """Say what the machine does not allow, and return the exit code."""
        from planner.files.cause import cause

        refused = MachineRefuses(file=error.filename or "-", reason=cause(error))
        return self._failed([{"code": code_of(refused), "message": told(refused)}], InputError.exit_code)

    def _failed(self, errors: Sequence[Mapping[str, Any]], code: int) -> int:
        self.end_progress()
        for error in errors[:MOST_FAULTS]:
            self._error_line(str(error["message"]))
        if len(errors) > MOST_FAULTS:
            self._error_line(_("… and {count} more", count=len(errors) - MOST_FAULTS))
        self._end(ok=False, errors=errors)
        return code

    def _error_line(self, line: str) -> None:
        if not self._as_json:
            self._words.print(line, style="red")

    def _crashed(self, error: Exception) -> int:
        """Keep what is needed to mend our own bug, and say where it is."""
        text = "".join(traceback.format_exception(error))
        try:
            CRASH_FILE.write_text(text, encoding="utf-8")
        except OSError:
            sys.stderr.write(text)
        message = _(
            "this is a fault of planner itself, not of your data: {error}; details are in {file}",
            error=repr(error),
            file=CRASH_FILE,
        )
        return self._failed([{"code": "bug", "message": message}], BUG)

    def _end(self, ok: bool, errors: Sequence[Mapping[str, Any]]) -> None:
        if self._as_json:
            warnings = [{"code": getattr(w, "code", code_of(w)), "message": told(w)} for w in self._warnings]
            whole = {"ok": ok, "data": self._data, "warnings": warnings, "errors": list(errors)}
            sys.stdout.write(json.dumps(_finite(whole), ensure_ascii=False, allow_nan=False, default=str) + "\n")


def stage_name(stage: str) -> str:
    """Return what people call a stage, as wide as the widest of them."""
    names = {
        "forecast": _("forecast"),
        "staff": _("staff"),
        "roster": _("roster"),
        "simulate": _("simulate"),
        "verify": _("verify"),
        "report": _("report"),
    }
    return set_cell_size(names[stage], 8)


def _finite(value: Any) -> Any:
    """Return the same with null for every number that JSON has no word for."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: _finite(item) for name, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list | tuple) else value


def _as_json(fault: Fault) -> dict[str, Any]:
    place = fault.place
    named = {name: getattr(place, name) for name in ("file", "line", "cell", "row", "column", "path")}
    kept = {name: value for name, value in named.items() if value not in (None, "")}
    return {"code": code_of(fault.message), **kept, "message": fault_line(fault)}
