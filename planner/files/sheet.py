"""A CSV or Excel file as rows of text cells, every row with the number a spreadsheet shows."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Fault, InputError, Message, Place
from planner.files.cause import cause
from planner.files.encoding import decode
from planner.files.source import Source
from planner.files.workbook import SPACES, BrokenWorkbook, CannotOpen, Row, open_workbook
from planner.names import hint

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_WORKBOOKS = {".xlsx", ".xlsm", ".xls"}


class EmptyFile(Message):
    """The file holds no cell."""

    template = "is empty"


class NoSheet(Message):
    """The workbook has no sheet of a name."""

    template = "has no sheet {sheet}; {hint}"


class BrokenCsv(Message):
    """The file is not well-formed CSV from this row on."""

    template = "is not well-formed CSV from here; look for a quotation mark missing or too many"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text cells of one file, or of one sheet of a workbook; `rows[0]` is row 1."""

    file: str
    rows: tuple[Row, ...]

    def first_filled(self) -> int:
        """Return the index of the first row that holds something; a sheet always has one."""
        return next(at for at, row in enumerate(self.rows) if any(row))


def read_sheet(path: Path, encoding: str | None = None, *, sheet: str = "") -> Sheet:
    """Return the cells of a CSV file, or of a workbook's sheet (else its first filled one), without outer spaces.

    What a file is, its first bytes say, not its name: an old XLS renamed to XLSX is read as what it is.

    Raises
    ------
    InputError
        When the file cannot be opened, is empty, is no text in a known encoding, no CSV, or a broken workbook, or has
        no such sheet.
    """
    source = str(Source(path.name, sheet))
    rows = _named_sheet(path, sheet) if sheet else _file_rows(path, encoding)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise _refusal(source, EmptyFile())
    return Sheet(source, tuple(rows))


def _file_rows(path: Path, encoding: str | None) -> list[Row]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _refusal(path.name, CannotOpen(reason=cause(error))) from None
    if data.startswith((_ZIP, _OLE)):
        return _first_filled_sheet(path)
    if data and path.suffix.lower() in _WORKBOOKS:
        raise _refusal(path.name, BrokenWorkbook())
    return _csv_rows(path, decode(data, path.name, encoding))


def _refusal(file: str, message: Message, row: int | None = None) -> InputError:
    return InputError([Fault(Place(file=file, row=row), message)])


def _csv_rows(path: Path, text: str) -> list[Row]:
    rows: list[Row] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            rows.append(tuple(cell.strip(SPACES) for cell in row))  # noqa: PERF401 - rows read so far place the error
    except csv.Error:
        raise _refusal(path.name, BrokenCsv(), row=len(rows) + 1) from None
    return rows


def _delimiter(text: str) -> str:
    """Return what separates the cells of the first line that has a separator: comma, tab or semicolon."""
    for line in io.StringIO(text[:100_000], newline=""):
        best = max(",\t;", key=line.count)
        if best in line:
            return best
    return ","


def _first_filled_sheet(path: Path) -> list[Row]:
    book = open_workbook(path)
    return next((rows for name in book.names if (rows := book.rows(name))), [])


def _named_sheet(path: Path, name: str) -> list[Row]:
    book = open_workbook(path)
    if name not in book.names:
        raise _refusal(path.name, NoSheet(sheet=name, hint=hint(name, book.names)))
    return book.rows(name)
