"""A CSV or Excel file as rows of text cells, every row with the number a spreadsheet shows."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from planner.errors import Fault, InputError, Message, Place
from planner.files.cause import cause
from planner.files.encoding import decode

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_WORKBOOKS = {".xlsx", ".xlsm", ".xls"}
_SPACES = " \u00a0\u3000"
_EXACT_INTEGERS = 2.0**53

CellValue = int | float | str | bool | time | date | datetime | timedelta


class CannotOpen(Message):
    """The file cannot be read at all."""

    template = "cannot be read: {reason}"


class EmptyFile(Message):
    """The file holds no cell."""

    template = "is empty"


class BrokenWorkbook(Message):
    """The file is called a workbook but cannot be read as one."""

    template = "is not a readable Excel workbook; open it in Excel and save it as XLSX or CSV UTF-8"


class BrokenCsv(Message):
    """The file is not well-formed CSV from this row on."""

    template = "is not well-formed CSV from here; look for a quotation mark missing or too many"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text cells of one file; `rows[0]` is row 1."""

    file: str
    rows: tuple[tuple[str, ...], ...]

    def first_filled(self) -> int:
        """Return the index of the first row that holds something; a sheet always has one."""
        return next(at for at, row in enumerate(self.rows) if any(row))


def read_sheet(path: Path, encoding: str | None = None) -> Sheet:
    """Return the cells of a CSV file, or of the first filled sheet of a workbook, as text without outer spaces.

    What a file is, its first bytes say, not its name: an old XLS renamed to XLSX is read as what it is.

    Raises
    ------
    InputError
        When the file cannot be opened, is empty, is no text in a known encoding, no CSV, or a broken workbook.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _refusal(path, CannotOpen(reason=cause(error))) from None
    if data.startswith((_ZIP, _OLE)):
        rows = _workbook_rows(path, data)
    elif data and path.suffix.lower() in _WORKBOOKS:
        raise _refusal(path, BrokenWorkbook())
    else:
        rows = _csv_rows(path, decode(data, path.name, encoding))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise _refusal(path, EmptyFile())
    return Sheet(path.name, tuple(rows))


def _refusal(path: Path, message: Message, row: int | None = None) -> InputError:
    return InputError([Fault(Place(file=path.name, row=row), message)])


def _csv_rows(path: Path, text: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            rows.append(tuple(cell.strip(_SPACES) for cell in row))  # noqa: PERF401 - rows read so far place the error
    except csv.Error:
        raise _refusal(path, BrokenCsv(), row=len(rows) + 1) from None
    return rows


def _delimiter(text: str) -> str:
    """Return what separates the cells of the first line that has a separator: comma, tab or semicolon."""
    for line in io.StringIO(text[:100_000], newline=""):
        best = max(",\t;", key=line.count)
        if best in line:
            return best
    return ","


def _workbook_rows(path: Path, data: bytes) -> list[tuple[str, ...]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                rows = [list(map(cell_text, row)) for row in sheet.to_python(skip_empty_area=False)]
                if any(cell for row in rows for cell in row):
                    _fill_down(rows, sheet.merged_cell_ranges or [])
                    return [tuple(row) for row in rows]
    except CalamineError:
        raise _refusal(path, BrokenWorkbook()) from None
    return []


def _fill_down(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write the text of cells merged downwards into every row: it holds for all of them."""
    for (top, left), (bottom, _) in merged:
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]


def cell_text(cell: CellValue) -> str:
    """Write a workbook cell as a CSV would hold it: ids without a decimal point, times in ISO 8601 to the second."""
    if isinstance(cell, str):
        return cell.strip(_SPACES)
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
