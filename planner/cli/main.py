"""Start of the command line: language first, then the commands, then the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from planner.cli import words

USAGE, INTERRUPTED = 2, 130
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Sums split over threads differ in their last bits from machine to machine, and cost more than they save here."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `planner` and return its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that cannot show a character must not stop the work
    words.use(words.choose(arguments))
    if unknown := words.unknown(arguments):
        return _say_wrong_usage(words.told(unknown), arguments)
    from planner.cli.app import build  # help texts are written in the language chosen

    return _invoke(build(), arguments)


def _invoke(app: typer.Typer, arguments: list[str]) -> int:
    try:
        code = app(arguments, prog_name="planner", standalone_mode=False)
    except TyperException as error:
        return _wrong_usage(error.format_message(), arguments)
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:  # the result itself could not be written
        from planner.cli.out import Out

        return Out().refused(error)
    return code if isinstance(code, int) else 0


def _wrong_usage(text: str, arguments: list[str]) -> int:
    """Say what cannot be understood; a family without its command shows its help."""
    from planner.cli.help import is_help

    if is_help(text):
        sys.stderr.write(f"{text}\n")
        return USAGE
    from planner.cli.usage import usage_message

    message = usage_message(text)
    return _say_wrong_usage(words.told(message) if message else text, arguments)


def _say_wrong_usage(text: str, arguments: list[str]) -> int:
    from planner.cli.out import Out

    return Out(as_json="--json" in arguments).wrong_usage(text)
