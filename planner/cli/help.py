"""Help pages in the language in use: the words that typer itself puts around ours."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from planner.cli.words import _

BOUNDS = r"(?:[\d.]+<=?)?x(?:[<>]=?[\d.]+)?"  # such as x>=1 or 0<=x<=1


def lang_option() -> Any:
    """Return the option for the language, described in the language in use."""
    return typer.Option("--lang", metavar="en|zh", help=_("language: en or zh"))


class Command(TyperCommand):
    """A command whose help is written in one language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _framed(super().get_help(ctx))


class Family(TyperGroup):
    """Commands under one name, or the whole command line."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _framed(super().get_help(ctx))


def family(text: str) -> typer.Typer:
    """Return an empty family of commands; `--lang` may stand before the command too."""
    app = typer.Typer(
        cls=Family,
        help=text,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback()
    def _language(lang: Annotated[str | None, lang_option()] = None) -> None:
        """Take the option; the language is chosen before the commands are built."""

    return app


def is_help(text: str) -> bool:
    """Tell whether a complaint of typer is a help page: a family was called without its command."""
    return text.startswith(_("Usage: "))


def _framed(page: str) -> str:
    """Return a page with its frame in the language, and without the notation of types and bounds."""
    page = re.sub(r"(?<=[A-Z]) <[^<>\n]+>", lambda kind: " " * len(kind[0]), page)
    page = re.sub(rf"\s+\[{BOUNDS}\]|; {BOUNDS}(?=[;\]])|(?<=\[){BOUNDS}; ", "", page)
    page = re.sub(r"\{([A-Z]+)\}", r"\1", page)
    words = {
        "Usage: ": _("Usage: "),
        "\nArguments:\n": _("\nArguments:\n"),
        "\nOptions:\n": _("\nOptions:\n"),
        "\nCommands:\n": _("\nCommands:\n"),
        "Show this message and exit.": _("Show this message and exit."),
        "[default:": _("[default:"),
        "required]": _("required]"),
    }
    for english, said in words.items():
        page = page.replace(english, said)
    return page
