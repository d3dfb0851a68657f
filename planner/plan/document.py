"""A file of keys and values as read: its data, and where each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError, Message, Place
from planner.plan.lines import KeyLines

OVERRIDE = "-S"


class CannotBeRead(Message):
    """A file that cannot be opened."""

    template = "cannot be read: {reason}"


class NotUtf8(Message):
    """A file in another encoding."""

    template = "is not written in UTF-8; save it as UTF-8 in your editor"


class NotToml(Message):
    """A file that is not TOML."""

    template = "cannot be read as TOML here: check this line's quotes, commas, brackets and equals signs"


class StandsTwice(Message):
    """A key or table that stands in the file already."""

    template = "this key or table stands in the file already; keep one of them"


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, where its keys stand, and the key paths that `-S` has set.

    `wanted` are words of the file's own for what a value must be, by pydantic's name of the type.
    """

    data: dict[str, Any]
    stands: Callable[[Sequence[str]], Place]
    wanted: Mapping[str, Message] = field(default_factory=dict)
    overridden: list[tuple[str, ...]] = field(default_factory=list)

    def place(self, path: Sequence[str], shown: str = "") -> Place:
        """Return where a key path stands in the file, or the override that set it; `shown` is written for the path."""
        written = shown or ".".join(path)
        if any(tuple(path[: len(own)]) == own for own in self.overridden):
            return Place(file=OVERRIDE, path=written)
        return replace(self.stands(path), path=written)


def in_order(faults: Sequence[Fault]) -> list[Fault]:
    """Return faults in the order of their lines, or of the rows of each sheet; those of overrides last."""
    return sorted(faults, key=lambda fault: _position(fault.place))


def _position(place: Place) -> tuple[bool, str, int]:
    return place.file == OVERRIDE, place.cell.rpartition("!")[0], place.line or place.row or 0


def read_toml(path: Path) -> Document:
    """Return the data of a TOML file in UTF-8, with or without a byte order mark.

    Raises
    ------
    InputError
        If it cannot be read, is in another encoding, or is not TOML: with the line where that is known.
    """
    text = _text_of(path)
    try:
        data, lines = tomllib.loads(text), KeyLines(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_syntax_fault(str(error), path.name, text)]) from error
    return Document(data, lambda keys: Place(file=path.name, line=lines.line(keys)))


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise InputError([Fault(Place(file=path.name), CannotBeRead(reason=error.strerror))]) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError([Fault(Place(file=path.name, line=line), NotUtf8())]) from error


def _syntax_fault(complaint: str, file: str, text: str) -> Fault:
    """Return what TOML's reader complains of, at the line that it names at the end of its complaint."""
    where = complaint.rpartition(" (at ")[2]
    line = re.match(r"line (\d+)", where)
    number = int(line[1]) if line else len(text.splitlines())
    twice = complaint.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate"))
    return Fault(Place(file=file, line=number), StandsTwice() if twice else NotToml())
