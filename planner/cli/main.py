"""Start of the command line: language first, then the commands, then the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from planner.cli import words

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `planner` and return its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that cannot show a character must not stop the work
    words.use(words.choose(arguments))
    from planner.cli.app import build  # help texts are written in the language chosen

    return _invoke(build(), arguments)


def _invoke(app: object, arguments: list[str]) -> int:
    import typer
    from typer.exceptions import TyperException

    try:
        code = app(arguments, prog_name="planner", standalone_mode=False)  # type: ignore[operator]
    except TyperException as error:
        sys.stderr.write(f"planner: {error.format_message()}\n")
        return USAGE
    except typer.Abort:
        return 130
    return code if isinstance(code, int) else 0
