"""What can be told to a person, and what can go wrong.

::

    PlannerError                exit code
    ├── InputError              1   data or plan not valid: every fault at once
    ├── UsageError              2   the command cannot be understood
    ├── NoRoster                3   no roster meets the enforced rules: the conflict
    ├── NoRosterYet             4   none was found within the effort allowed
    └── TargetsMissed           5   finished, but short of a target (--strict)

A `Message` is a type with an English `template` and the values it names. Nothing below the command line and the
pages translates: they look the template up in the catalogue and fill the same values in. The type's name is the
language-free code of `--json`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

Read = TypeVar("Read")


class Told(Protocol):
    """Anything with a template and its values: messages and errors of every package."""

    @property
    def template(self) -> str:
        """English text with `{named}` places."""

    @property
    def values(self) -> Mapping[str, object]:
        """What fills the places."""


class Message:
    """Something to tell a person: subclass it with a `template` and create it with the values it names."""

    template: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, object] = values

    @property
    def code(self) -> str:
        """Language-free name, such as `unknown_key`."""
        return code_of(self)

    def __str__(self) -> str:
        return self.template.format(**self.values)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash((type(self), str(self)))


def code_of(told: object) -> str:
    """Return the snake-case name of a message's or error's type: its language-free code."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(told).__name__).lower()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the user's files something stands; `row` counts as spreadsheets do (the header is row 1)."""

    file: str = ""
    line: int | None = None  # of a text file such as plan.toml
    row: int | None = None  # of a table
    column: str = ""  # of a table
    path: str = ""  # key path in the plan, such as queues.voice.target
    cell: str = ""  # of a workbook, such as Agents!F14


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in the user's input, with its place."""

    place: Place
    message: Told

    def __str__(self) -> str:
        return f"{locate(self.place)}{self.message}"


def locate(place: Place, row: str = "") -> str:
    """Write a place as it is found again: `plan.toml:13: key`, `plan.xlsx Agents!F14`, `agents.csv, row 14, column`.

    `row` says the row in another language.
    """
    if place.path or place.cell or place.line is not None:
        cell = f" {place.cell}" if place.cell else ""
        line = "" if place.line is None else f":{place.line}"
        return f"{place.file}{cell}{line}: {place.path}" + (": " if place.path else "")
    parts = [place.file, "" if place.row is None else row or f"row {place.row}", place.column]
    text = ", ".join(part for part in parts if part)
    return text + ": " if text else ""


class PlannerError(Exception):
    """Base of everything the user can mend; `str()` is the English text."""

    template: ClassVar[str] = ""
    exit_code: ClassVar[int] = 1

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, object] = values
        super().__init__(self.template.format(**values))


class InputError(PlannerError):
    """The plan or a data file is not valid; `faults` holds all that was found."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        Exception.__init__(self, "\n".join(str(fault) for fault in self.faults))
        self.values = {}


def all_of(reads: Iterable[Callable[[], Read]]) -> list[Read]:
    """Return what each of several gives, in order.

    Raises
    ------
    InputError
        With the faults of all of them, each told once.
    """
    given: list[Read] = []
    faults: dict[Fault, None] = {}
    for read in reads:
        try:
            given.append(read())
        except InputError as error:
            faults |= dict.fromkeys(error.faults)
    if faults:
        raise InputError(faults)
    return given


class UsageError(PlannerError):
    """The command line cannot be understood; subclasses say why."""

    exit_code = 2


class NoRoster(PlannerError):
    """No roster meets the enforced rules; subclasses name the conflict."""

    exit_code = 3


class NoRosterYet(PlannerError):
    """No roster was found within the effort allowed; a subclass names what the best one breaks."""

    template = "no roster was found within the effort allowed; allow more with --time or roster.effort"
    exit_code = 4


class TargetsMissed(PlannerError):
    """The run is complete, but targets are missed and --strict was asked for."""

    template = "{count} intervals are below their target"
    exit_code = 5
