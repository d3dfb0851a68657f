"""A workbook as a plan: every filled cell is a key of the plan, or stands in a table of data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Fault, InputError, Message, Place
from planner.files.headings import headings, meaning_of_sheet, plain, words_of_columns
from planner.files.reading import NOTE_MARK, unknown_column
from planner.files.source import Source
from planner.files.workbook import META, Page, Workbook, cell_name, open_workbook
from planner.names import hint
from planner.plan.complaints import MissingKey
from planner.plan.document import Document
from planner.plan.entries import WANTED_IN_CELLS, Entry, Places, nested, repeated
from planner.plan.outline import Outline

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

    template = "unknown sheet; {hint}. A sheet whose name begins with # is a note and not read"


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
        known = [word for heading in headings().values() for word in heading.words]
        yield Fault(page.place(0, 0), UnknownSheet(hint=hint(name, known)))
    elif meaning == "settings":
        yield from _settings(page)
    else:
        yield from _section(page, meaning, outline)


def _settings(page: Page) -> Iterator[Entry | Fault]:
    """Yield a key path with its value from each row; a row with a meaning only is a heading."""
    columns, faults = _columns(page, "settings", ())
    yield from faults
    at_key, at_value = (next((at for at, key in columns.items() if key == name), -1) for name in ("key", "value"))
    if min(at_key, at_value) < 0:
        yield Fault(page.place(page.top, 0), unknown_column(page.rows[page.top][0], words_of_columns("settings")))
        return
    for at, row in page.body():
        key, value = row[at_key], row[at_value]
        if key:
            yield Entry(
                tuple(quoted or bare.strip() for quoted, bare in _KEY.findall(key)), value, page.place(at, at_value)
            )
        elif value:
            yield Fault(page.place(at, at_key), MissingKey())


def _section(page: Page, section: str, outline: Outline) -> Iterator[Entry | Fault]:
    """Yield the keys of each row under its id; a further row of an id holds further parts of its lists."""
    columns, faults = _columns(page, section, outline.keys((section, "id")))
    yield from faults
    at_id = next((at for at, key in columns.items() if key == "id"), 0)
    parts: dict[tuple[str, str], int] = {}
    for at, row in page.body():
        if not row[at_id]:
            yield Fault(page.place(at, at_id), MissingKey())
            continue
        yield Entry((section, row[at_id]), "", page.place(at, at_id))
        lists = {key.partition(EACH)[0] for column, key in columns.items() if EACH in key and row[column]}
        for column, key in columns.items():
            name = key.partition(EACH)[0]
            if key != "id" and (EACH not in key or name in lists):
                number = str(parts.get((row[at_id], name), 0))
                path = (section, row[at_id], *key.replace(EACH, number).split("."))
                yield Entry(path, row[column], page.place(at, column))
        for name in lists:
            parts[row[at_id], name] = parts.get((row[at_id], name), 0) + 1


def _columns(page: Page, section: str, keys: Sequence[str]) -> tuple[dict[int, str], list[Fault]]:
    """Return the key of each column, and every header that is no column of the section."""
    words = words_of_columns(section, keys)
    known = {plain(word): key for word, key in words.items()}
    columns: dict[int, str] = {}
    faults = []
    for at, header in enumerate(page.rows[page.top]):
        if plain(header) in known:
            columns[at] = known[plain(header)]
        elif header.partition(".")[0] in keys:
            columns[at] = header
        elif header and not header.startswith(NOTE_MARK):
            faults.append(Fault(page.place(page.top, at), unknown_column(header, words)))
    return columns, faults
