"""A canonical table from a file: every fault at once, with file, row and column."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from planner.errors import Fault, InputError, Message, Place
from planner.files.convert import convert
from planner.files.headings import plain, words_of_columns
from planner.files.refusal import shortened
from planner.files.sheet import Sheet, read_sheet
from planner.schema import Table

NOTE_MARK = "#"


class UnknownColumn(Message):
    """A header that this table does not have."""

    template = "unknown column {header}; known: {known}. A column whose header begins with # is a note and not read"


class UnknownColumnNear(Message):
    """A header that is nearly one that this table has."""

    template = "unknown column {header}; did you mean {near}?"


class RepeatedColumn(Message):
    """Two columns have one header."""

    template = "the column {header} stands twice"


class MoreCellsThanHeaders(Message):
    """A row reaches past the last header."""

    template = "has {cells} cells under {headers} headers"


class BlankRow(Message):
    """A row without a value stands between others."""

    template = "the row is blank; delete it"


def read_table(path: Path, table: Table, *, timezone: str | None, sheet: str = "") -> pd.DataFrame:
    """Return the checked rows of a CSV or XLSX file, or of one sheet of it, whose headers are columns of `table`.

    Headers are the names of columns, or their words in the dictionary of headings. Case and spaces do not matter in
    them; columns may stand in any order; a header that begins with `#` is a note. Cells are read as text and converted
    by the column's kind, so that the id `00123` keeps its zeros. Times come back in `timezone`; without one they are
    naive, and an offset that all share is dropped.

    Raises
    ------
    InputError
        With every fault found: in the file, its headers, its cells, and against the bounds and key of `table`.
    """
    cells = read_sheet(path, sheet=sheet)
    top = cells.first_filled()
    body = cells.rows[top + 1 :]
    first_row = top + 2  # rows count from 1, and the header is not one of them
    places, faults = _columns(cells, top, table)
    faults += _misshapen(cells.file, body, len(cells.rows[top]), first_row)
    series = {}
    for name, at in places.items():
        texts = [row[at] if at < len(row) else "" for row in body]
        converted = convert(texts, table[name], timezone)
        series[name] = converted.values
        faults += [Fault(Place(cells.file, row=i + first_row, column=name), m) for i, m in converted.refusals.items()]
    frame = pd.DataFrame(series)
    faults = _one_per_cell([*faults, *table.faults(frame, cells.file, first_row)])
    if faults:
        raise InputError(faults)
    return frame[[name for name in table.names if name in frame.columns]]


def _columns(sheet: Sheet, top: int, table: Table) -> tuple[dict[str, int], list[Fault]]:
    """Return where each column of `table` stands, and what is wrong with the headers."""
    words = words_of_columns(table.name, table.names)
    known = {plain(word): name for word, name in words.items() if name in table.names}
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for at, header in enumerate(sheet.rows[top]):
        name = known.get(plain(header))
        if name in places:
            faults.append(Fault(Place(sheet.file, row=top + 1), RepeatedColumn(header=name)))
        elif name:
            places[name] = at
        elif not header.startswith(NOTE_MARK) and any(at < len(row) and row[at] for row in sheet.rows[top:]):
            faults.append(Fault(Place(sheet.file, row=top + 1), unknown_column(header, words)))
    return places, faults


def unknown_column(header: str, words: Mapping[str, str]) -> Message:
    """Return the complaint about a header that is none of the words for columns, which stand with the columns' keys."""
    near = difflib.get_close_matches(plain(header), [plain(word) for word in words], n=1, cutoff=0.75)
    if near:
        word = next(word for word in words if plain(word) == near[0])
        return UnknownColumnNear(header=shortened(header), near=word)
    return UnknownColumn(header=shortened(header), known=", ".join(dict.fromkeys(words.values())))


def _misshapen(file: str, body: Sequence[Sequence[str]], width: int, first_row: int) -> list[Fault]:
    """Return a fault for every blank row and every row that reaches past the headers."""
    faults = []
    for row, cells in enumerate(body, first_row):
        if not any(cells):
            faults.append(Fault(Place(file, row=row), BlankRow()))
        elif any(cells[width:]):
            faults.append(Fault(Place(file, row=row), MoreCellsThanHeaders(cells=len(cells), headers=width)))
    return faults


def _one_per_cell(faults: Sequence[Fault]) -> list[Fault]:
    """Return the first fault told of each place, in the order of the rows: a cell refused is not also called empty."""
    blank = {fault.place.row for fault in faults if isinstance(fault.message, BlankRow)}
    kept: dict[tuple[int | None, str, str], Fault] = {}
    for fault in faults:
        row, column = fault.place.row, fault.place.column
        if row in blank and not isinstance(fault.message, BlankRow):
            continue
        kept.setdefault((row, column, "" if row is not None and column else str(fault.message)), fault)
    return sorted(kept.values(), key=lambda fault: fault.place.row or 0)
