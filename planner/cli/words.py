"""The language of the command line: chosen once, before help texts are built."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path

from planner.errors import Fault, InputError, Told, UsageError, locate
from reports import LANGUAGES, translate

_language = "en"


class UnknownLanguage(UsageError):
    """A language that is not spoken here."""

    template = "--lang {language}: write one of {known}"


def use(language: str) -> None:
    """Say everything from now on in a language."""
    global _language
    _language = language


def language() -> str:
    """Return the language in use."""
    return _language


def _(template: str, /, **values: object) -> str:
    """Return a text of the command line in the language in use."""
    return translate(template, _language, **values)


def told(message: Told) -> str:
    """Return a message or error in the language in use; every fault of an input error on a line of its own."""
    if isinstance(message, InputError):
        return "\n".join(fault_line(fault) for fault in message.faults)
    return translate(message.template, _language, **message.values)


def fault_line(fault: Fault) -> str:
    """Return one fault with its place."""
    return locate(fault.place, _("row {row}", row=fault.place.row)) + told(fault.message)


def choose(arguments: Sequence[str]) -> str:
    """Return the language: `--lang`, `PLANNER_LANG`, the plan in reach, then the machine's; English otherwise."""
    wanted = (_option(arguments, "--lang"), os.environ.get("PLANNER_LANG"), _of_plan(arguments), _of_machine())
    return next((language for language in wanted if language in LANGUAGES), "en")


def unknown(arguments: Sequence[str]) -> UnknownLanguage | None:
    """Return what to say where `--lang` asks for a language that is not spoken here."""
    asked = _option(arguments, "--lang")
    return None if asked is None or asked in LANGUAGES else UnknownLanguage(language=asked, known=", ".join(LANGUAGES))


def _option(arguments: Sequence[str], name: str) -> str | None:
    for at, argument in enumerate(arguments):
        if argument == name and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return None


def _of_plan(arguments: Sequence[str]) -> str | None:
    """Return the `language` of the plan, if there is a readable one."""
    folder = Path(_option(arguments, "-C") or ".")
    try:
        path = folder / (_option(arguments, "--plan") or _plan_in(folder))
        spoken = _of_workbook(path) if path.suffix == ".xlsx" else tomllib.loads(path.read_text("utf-8"))["language"]
    except (OSError, ValueError, LookupError, InputError):
        return None
    return spoken if isinstance(spoken, str) else None


def _plan_in(folder: Path) -> str:
    """Return what the plan of a folder is called; the names of workbooks are looked up only where there is any."""
    if (folder / "plan.toml").is_file() or not any(folder.glob("*.xlsx")):
        return "plan.toml"
    from planner.files.headings import plan_workbooks

    return next((name for name in plan_workbooks() if (folder / name).is_file()), "plan.toml")


def _of_workbook(path: Path) -> object:
    from planner.plan.read import read_document

    return read_document(path).data["language"]


def _of_machine() -> str:
    return (locale.getlocale()[0] or os.environ.get("LANG", ""))[:2].lower()
