"""A workbook that people fill in: sheets of typed columns with notes and lists to choose from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | float | date | datetime | None
Kind = Literal["any", "text", "date", "time"]

META = "_meta"
LAST_ROW = 20_000  # so far down a list is offered
FORMATS: Mapping[Kind, Mapping[str, str]] = {
    "any": {"align": "left"},
    "text": {"align": "left", "num_format": "@"},
    "date": {"align": "left", "num_format": "yyyy-mm-dd"},
    "time": {"align": "left", "num_format": "yyyy-mm-dd hh:mm"},
}
HEADER_POINTS = 32
COLUMNS_A_PAGE = 14  # of print
HEADER = {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True, "valign": "top"}
MADE = datetime(2000, 1, 1)  # in every file, so that the same content is the same bytes


@dataclass(frozen=True, slots=True)
class Choices:
    """A list that a cell offers but does not insist on: words, or what stands under another sheet's first header."""

    words: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, a note shown at it, what its cells hold, the list they offer, and the width in characters.

    Cells that hold texts stay texts whatever is typed; those that hold anything are what they look like.
    """

    header: str
    note: str = ""
    kind: Kind = "any"
    choices: Choices | None = None
    width: float = 12


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A sheet of columns and rows; `choices` are lists of single cells by row, which counts from 0, in one column."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]] = ()
    frozen: int = 1
    choices: Mapping[int, Choices] | None = None
    choices_in: int = 0


def write_input_workbook(path: Path, sheets: Sequence[InputSheet], meta: Mapping[str, str]) -> None:
    """Write sheets in order and a hidden one of what the workbook is; the same content gives the same bytes."""
    from xlsxwriter import Workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as book:
        book.set_properties({"created": MADE})
        pen = _Pen(book)
        for sheet in sheets:
            pen.write(sheet)
        hidden = book.add_worksheet(META)
        for row, pair in enumerate(meta.items()):
            hidden.write_row(row, 0, pair)
        hidden.hide()


class _Pen:
    """Writes sheets into one workbook with its formats."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._header = book.add_format(HEADER)
        self._formats = {kind: book.add_format(form) for kind, form in FORMATS.items()}

    def write(self, sheet: InputSheet) -> None:
        page = self._book.add_worksheet(sheet.name)
        page.freeze_panes(1, sheet.frozen)
        page.set_row(0, HEADER_POINTS)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(math.ceil(len(sheet.columns) / COLUMNS_A_PAGE), 0)
        page.repeat_rows(0)
        page.repeat_columns(0)
        for at, column in enumerate(sheet.columns):
            self._column(page, at, column)
        for row, cells in enumerate(sheet.rows, start=1):
            for at, cell in enumerate(cells):
                self._cell(page, row, at, cell, sheet.columns[at].kind)
        for row, choices in (sheet.choices or {}).items():
            _offer(page, row + 1, row + 1, sheet.choices_in, choices)

    def _column(self, page: Worksheet, at: int, column: Column) -> None:
        page.set_column(at, at, column.width, self._formats[column.kind])
        page.write_string(0, at, column.header, self._header)
        if column.note:
            page.write_comment(0, at, column.note, {"x_scale": 2})
        if column.choices:
            _offer(page, 1, LAST_ROW, at, column.choices)

    def _cell(self, page: Worksheet, row: int, at: int, cell: Cell, kind: Kind) -> None:
        """Write one cell; a text stays a text whatever it looks like, here and when somebody edits it."""
        if isinstance(cell, str):
            page.write_string(row, at, cell, self._formats["text"])
        elif isinstance(cell, date):
            page.write_datetime(row, at, cell, self._formats["time" if isinstance(cell, datetime) else "date"])
        elif cell is not None:
            page.write_number(row, at, cell, self._formats[kind])


def _offer(page: Worksheet, first: int, last: int, at: int, choices: Choices) -> None:
    quoted = choices.sheet.replace("'", "''")
    ids = f"=OFFSET('{quoted}'!$A$2,0,0,COUNTA('{quoted}'!$A:$A)-1)"  # as many as there are by then
    offer = {"validate": "list", "source": list(choices.words) or ids, "error_type": "warning"}
    page.data_validation(first, at, last, at, offer)
