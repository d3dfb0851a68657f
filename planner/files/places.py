"""From the rows and columns of a workbook's sheet to the cells that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from planner.errors import Fault, InputError
from planner.files.headings import meaning_of_sheet, plain, words_of_columns
from planner.files.sheet import read_sheet
from planner.files.source import Source, source_of
from planner.files.workbook import cell_name


@dataclass(frozen=True, slots=True)
class _Header:
    """Where a sheet's headers stand: their row, which counts from 1, and each column's number by its key."""

    row: int
    columns: Mapping[str, int]


def in_cells(faults: Iterable[Fault], folder: Path) -> Iterator[Fault]:
    """Yield faults in the data of a folder, those at a column of a workbook's sheet placed at the cell."""
    header_of = cache(lambda source: _header(folder, source))
    for fault in faults:
        place, source = fault.place, source_of(fault.place.file)
        if source.sheet and place.column and place.column in (header := header_of(source)).columns:
            cell = cell_name(place.row or header.row, header.columns[place.column])
            yield replace(fault, place=replace(place, file=source.file, cell=f"{source.sheet}!{cell}"))
        else:
            yield fault


def _header(folder: Path, source: Source) -> _Header:
    try:
        sheet = read_sheet(folder / source.file, sheet=source.sheet)
    except InputError:
        return _Header(0, {})
    top = sheet.first_filled()
    keys = {plain(word): key for word, key in words_of_columns(meaning_of_sheet(source.sheet) or "").items()}
    columns = {keys.get(plain(header), header): at for at, header in enumerate(sheet.rows[top])}
    return _Header(top + 1, columns)
