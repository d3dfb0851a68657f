"""A workbook as a plan: every filled cell is a key of the plan, or stands in a table of data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Fault, InputError, Message, Place
from planner.files.headings import headings, meaning_of_sheet, plain, words_of_columns
from planner.files.reading import NOTE_MARK, RepeatedColumn, unknown_column
from planner.files.source import Source
from planner.files.workbook import META, Page, Row, Workbook, cell_name, open_workbook
from planner.names import hint
from planner.plan.document import Document
from planner.plan.entries import WANTED_IN_CELLS, Entry, Places, nested, repeated
from planner.plan.outline import Outline
from planner.schema import MissingColumn, MissingValue

if TYPE_CHECKING:
    from pydantic import BaseModel

KIND, FORM = "plan", "1"
EACH = "*"  # in a column's key: the next part of a list with each row of an id
DATA_KEYS: Mapping[str, tuple[str, str]] = {
    "agents": ("data", "agents"),
    "requests": ("data", "requests"),
    "locks": ("data", "own_locks"),
    "history": ("data", "history"),
    "calendar": ("calendar", "extra"),
}
_KEY = re.compile(r'"([^"]*)"|([^."]+)')


class OtherKind(Message):
    """A workbook that is something else."""

    template = "is a workbook of kind {kind}; a plan is expected here"


class OtherForm(Message):
    """A workbook of a later form."""

    template = "has form {found} of a plan's workbook; this version reads form {known}"


class UnknownSheet(Message):
    """A sheet that no plan has."""

    template = "no sheet of a plan (one whose name begins with # is a note and not read); {hint}"


def read_workbook(path: Path, model: type[BaseModel]) -> Document:
    """Return the data of a workbook's sheets for a model; a sheet of data stands for the file of its name.

    Raises
    ------
    InputError
        If it cannot be read or is no plan; with every unknown sheet and column, row without an id, and repeated key.
    """
    book, outline = open_workbook(path), Outline(model)
    if told := _other_kind(book.meta()):
        raise InputError([Fault(Place(file=path.name), told)])
    read = [found for name in book.names if name != META for found in _sheet(book, name, outline)]
    entries = [found for found in read if isinstance(found, Entry)]
    if faults := [*(found for found in read if isinstance(found, Fault)), *repeated(entries)]:
        raise InputError(faults)
    return Document(nested(entries, outline), Places(path.name, entries), WANTED_IN_CELLS)


def _other_kind(meta: Mapping[str, str]) -> Message | None:
    if meta.get("kind", KIND) != KIND:
        return OtherKind(kind=meta["kind"])
    if meta.get("schema", FORM) != FORM:
        return OtherForm(found=meta["schema"], known=FORM)
    return None


def _sheet(book: Workbook, name: str, outline: Outline) -> Iterator[Entry | Fault]:
    """Yield what stands in a sheet, and what is wrong with its form."""
    meaning = meaning_of_sheet(name)
    if meaning and meaning in DATA_KEYS:
        place = Place(file=book.file, cell=f"{name}!{cell_name(1, 0)}", row=1)
        yield Entry(DATA_KEYS[meaning], str(Source(book.file, name)), place)
        return
    page = Page(book.file, name, [] if name.startswith(NOTE_MARK) else book.rows(name))
    if not page.rows:
        return
    if meaning is None:
        language = "en" if all(map(str.isascii, book.names)) else "zh"
        known = [heading.sheet(language) for heading in headings().values()]
        yield Fault(page.place(0, 0), UnknownSheet(hint=hint(name, known)))
    elif meaning == "settings":
        yield from _settings(page)
    else:
        yield from _section(page, meaning, outline)


def _settings(page: Page) -> Iterator[Entry | Fault]:
    """Yield a key path with its value from each row; a row with a meaning only is a heading."""
    columns = _columns(page, "settings", ())
    yield from columns.faults
    at_key, at_value = columns.at("key"), columns.at("value")
    if at_key is None or at_value is None:
        return
    for at, row in page.body():
        key, value = row[at_key], row[at_value]
        if key:
            path = tuple(quoted or bare.strip() for quoted, bare in _KEY.findall(key))
            yield Entry(path or (key,), value, page.place(at, at_value))
        elif value:
            yield Fault(page.place(at, at_key), MissingValue())


def _section(page: Page, section: str, outline: Outline) -> Iterator[Entry | Fault]:
    """Yield the keys of each row under its id; a further row of an id holds further parts of its lists."""
    columns = _columns(page, section, outline.keys((section, "id")))
    yield from columns.faults
    if (at_id := columns.at("id")) is None:
        return
    seen: Counter[tuple[str, str]] = Counter()  # rows of an id's list so far
    for at, row in page.body():
        if id := row[at_id]:
            yield Entry((section, id), "", page.place(at, at_id))
            for column, path in _paths(row, columns, id, seen):
                yield Entry((section, id, *path), row[column], page.place(at, column))
        else:
            yield Fault(page.place(at, at_id), MissingValue())


def _paths(row: Row, columns: _Columns, id: str, seen: Counter[tuple[str, str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each column with the path below the id that it has in a row; those of a list only where it has a part."""
    lists = {key.partition(EACH)[0] for column, key in columns.keys.items() if EACH in key and row[column]}
    for column, key in columns.keys.items():
        name, each, _ = key.partition(EACH)
        if key != "id" and (not each or name in lists):
            yield column, key.replace(EACH, str(seen[id, name])).split(".")
    seen.update((id, name) for name in lists)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The key of each column of a sheet, and what is wrong with the headers."""

    keys: Mapping[int, str]
    faults: Sequence[Fault]

    def at(self, key: str) -> int | None:
        """Return the column of a key; None where there is none."""
        return next((column for column, own in self.keys.items() if own == key), None)


def _columns(page: Page, section: str, keys: Sequence[str]) -> _Columns:
    """Return the columns of a section, by their words or by the keys of the plan's model."""
    words = words_of_columns(section, keys)
    known = {plain(word): key for word, key in words.items()}
    columns: dict[int, str] = {}
    faults = []
    for at, header in enumerate(page.rows[page.top]):
        key = known.get(plain(header)) or (header if header.partition(".")[0] in keys else None)
        if key in columns.values():
            faults.append(Fault(page.place(page.top, at), RepeatedColumn(header=key)))
        elif key:
            columns[at] = key
        elif header and not header.startswith(NOTE_MARK):
            faults.append(Fault(page.place(page.top, at), unknown_column(header, words)))
    needed = ("key", "value") if section == "settings" else ("id",)
    missing = [key for key in needed if key not in columns.values()]
    found = ", ".join(columns.values())
    faults += [Fault(page.place(page.top, 0), MissingColumn(column=key, found=found)) for key in missing]
    return _Columns(columns, faults)
