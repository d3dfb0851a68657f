"""Keys with the text of a cell behind each: made into the nested data of a plan, as its models want them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.errors import Fault, Message, Place
from planner.files.clock import parse_time
from planner.files.headings import said_flag
from planner.files.refusal import Refusal
from planner.files.workbook import StandsAlready
from planner.plan.outline import Outline
from planner.schema import ACount, ADate, AFlag, ANumber, AText, ATime

Path = tuple[str, ...]

_SEVERAL = re.compile(r"[,;，；、\n]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_CLOCK_OF_EXCEL = re.compile(r"(\d\d:\d\d):00")


class SeveralValues(Message):
    """What a cell must hold in which several values may stand."""

    template = "one or more values with commas between, such as 07:30, 08:00"


WANTED_IN_CELLS = {
    "int": ACount(),
    "float": ANumber(),
    "finite": ANumber(),
    "string": AText(),
    "bool": AFlag(),
    "tuple": SeveralValues(),
    "datetime": ATime(),
    "date": ADate(),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A key path, the text behind it (empty where nothing is written), and the cell."""

    path: Path
    text: str
    place: Place


class Places:
    """Where the keys of entries stand."""

    def __init__(self, file: str, entries: Sequence[Entry]) -> None:
        self._whole = Place(file=file)
        self._places: dict[Path, Place] = {}
        for entry in entries:
            for length in range(1, len(entry.path) + 1):
                self._places.setdefault(entry.path[:length], entry.place)

    def __call__(self, path: Sequence[str]) -> Place:
        """Return the cell of the longest known beginning of a key path; the file for a key that stands nowhere."""
        known = (tuple(path[:length]) for length in range(len(path), 0, -1))
        return next((self._places[keys] for keys in known if keys in self._places), self._whole)


def nested(entries: Sequence[Entry], outline: Outline) -> dict[str, Any]:
    """Return the data of the entries that hold something, none of them repeated; lists where the outline has lists."""
    data: dict[str, Any] = {}
    for entry in filter(lambda entry: entry.text, entries):
        table = data
        for key in entry.path[:-1]:
            table = table.setdefault(key, {})
        table[entry.path[-1]] = value_of(entry.text, entry.path, outline)
    return {key: _listed(value, (key,), outline) for key, value in data.items()}


def repeated(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield the first cell of each row whose key stands in another cell already, as a value or as a part of one."""
    values: dict[Path, str] = {}
    tables: dict[Path, str] = {}
    told: set[Place] = set()
    for entry in filter(lambda entry: entry.text, entries):
        around = [entry.path[:length] for length in range(1, len(entry.path))]
        first = tables.get(entry.path) or next((values[path] for path in (entry.path, *around) if path in values), None)
        row = replace(entry.place, cell=entry.place.cell.partition("!")[0])
        if first and row not in told:
            told.add(row)
            yield Fault(entry.place, StandsAlready(what=".".join(entry.path), cell=first))
        values.setdefault(entry.path, entry.place.cell)
        for path in around:
            tables.setdefault(path, entry.place.cell)


def value_of(text: str, path: Path, outline: Outline) -> Any:
    """Return the text of a cell as the outline wants it; unchanged, to be refused, where it cannot be that."""
    types = outline.types(path) - {"null"}
    if "array" in types and (types == {"array"} or _SEVERAL.search(text)):
        parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        return [value_of(part, (*path, str(at)), outline) for at, part in enumerate(parts)]
    if "boolean" in types and (flag := said_flag(text)) is not None:
        return flag
    if types & {"integer", "number"} and _NUMBER.fullmatch(text):
        return int(float(text)) if float(text).is_integer() else float(text)
    if types & {"date-time", "date"}:
        return _moment(text, whole_day="date" in types)
    clock = _CLOCK_OF_EXCEL.fullmatch(text)
    return clock[1] if clock else text


def _moment(text: str, whole_day: bool) -> Any:
    try:
        moment = parse_time(text)
    except Refusal:
        return text
    return moment.date() if whole_day else moment


def _listed(node: Any, path: Path, outline: Outline) -> Any:
    """Return the same with a list for every table of numbers where the outline has a list."""
    if not isinstance(node, dict):
        return node
    parts = {key: _listed(value, (*path, key), outline) for key, value in node.items()}
    if "array" in outline.types(path) and all(key.isdigit() for key in parts):
        return [parts[key] for key in sorted(parts, key=int)]
    return parts
