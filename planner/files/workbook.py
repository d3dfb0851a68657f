"""An Excel workbook as sheets of text cells."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Fault, InputError, Message, Place
from planner.files.cause import cause

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SPACES = " \u00a0\u3000"
META = "_meta"  # the hidden sheet that says what a workbook is
_EXACT_INTEGERS = 2.0**53
_LETTERS = 26

CellValue = int | float | str | bool | time | date | datetime | timedelta
Row = tuple[str, ...]


class CannotOpen(Message):
    """The file cannot be read at all."""

    template = "cannot be read: {reason}"


class BrokenWorkbook(Message):
    """The file is called a workbook but cannot be read as one."""

    template = "is not a readable Excel workbook; open it in Excel and save it as XLSX or CSV UTF-8"


class StandsAlready(Message):
    """Something that stands in another cell too."""

    template = "{what} stands in {cell} already; keep one of the two"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in order, each read when it is asked for."""

    file: str
    book: "CalamineWorkbook"

    @property
    def names(self) -> list[str]:
        """The names of the sheets."""
        return self.book.sheet_names

    def meta(self) -> Mapping[str, str]:
        """Return what the workbook says of itself, key by value; nothing where nothing made here wrote it."""
        rows = self.rows(META) if META in self.names else []
        return {row[0]: row[1] for row in rows if len(row) > 1}

    def rows(self, name: str) -> list[Row]:
        """Return the cells of a sheet as text without outer spaces, up to the last row that holds something.

        Raises
        ------
        InputError
            When the sheet is damaged.
        """
        from python_calamine import CalamineError

        try:
            sheet = self.book.get_sheet_by_name(name)
            rows = [list(map(cell_text, row)) for row in sheet.to_python(skip_empty_area=False)]
            _fill_down(rows, sheet.merged_cell_ranges or [])
        except CalamineError:
            raise InputError([Fault(Place(file=self.file), BrokenWorkbook())]) from None
        while rows and not any(rows[-1]):
            rows.pop()
        return [tuple(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook; its first filled row holds the headers."""

    file: str
    name: str
    rows: Sequence[Row]

    @property
    def top(self) -> int:
        """The index of the row of headers."""
        return next(at for at, row in enumerate(self.rows) if any(row))

    def place(self, at: int, column: int) -> Place:
        """Return the place of a cell; both numbers count from 0."""
        return Place(file=self.file, cell=f"{self.name}!{cell_name(at + 1, column)}", row=at + 1)

    def body(self) -> Iterator[tuple[int, Row]]:
        """Yield each filled row below the headers with its index."""
        yield from ((at, row) for at, row in enumerate(self.rows) if at > self.top and any(row))


def open_workbook(path: Path) -> Workbook:
    """Return the workbook of a file.

    Raises
    ------
    InputError
        When the file cannot be opened or is no workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return Workbook(path.name, CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())))
    except OSError as error:
        raise InputError([Fault(Place(file=path.name), CannotOpen(reason=cause(error)))]) from None
    except CalamineError:
        raise InputError([Fault(Place(file=path.name), BrokenWorkbook())]) from None


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls the cell of a row, which counts from 1, and a column, which counts from 0."""
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _fill_down(rows: list[list[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write the text of cells merged downwards into every row: it holds for all of them."""
    for (top, left), (bottom, _) in merged:
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]


def cell_text(cell: CellValue) -> str:
    """Write a workbook cell as a CSV would hold it: ids without a decimal point, times in ISO 8601 to the second."""
    if isinstance(cell, str):
        return cell.strip(SPACES)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) <= _EXACT_INTEGERS else repr(cell)
    if isinstance(cell, datetime):  # Excel keeps days as binary fractions: whole seconds come back a little off
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0).isoformat()
    if isinstance(cell, time):
        return _clock_text(
            timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second + cell.microsecond / 1e6)
        )
    if isinstance(cell, timedelta):
        return _clock_text(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _clock_text(duration: timedelta) -> str:
    seconds = round(duration.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
