"""One sheet of a workbook: its cells, what stays in sight, and how it is printed."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from reports.i18n import in_words
from reports.words import Moment, Number, Percent, Words
from reports.workbook.book import Cell, Column, Sheet
from reports.workbook.charts import add_charts, page_breaks
from reports.workbook.styles import Formats, Style, number_format

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
WHOLE_SHEET, LONGEST_TEXT, HIGHEST_PT = "A1:XFD1048576", 32767, 409.0
"""What a spreadsheet holds: its cells, the characters of one, the height of a row."""

LONGEST_TITLE = 80  # a footer has 255 characters, and each & takes two
LINE_PT, SPACE_PT = 12.5, 2.5


class Drawing:
    """A workbook that sheets are drawn into, in one language."""

    def __init__(self, book: "Workbook", title: str, language: str) -> None:
        self._book = book
        self._title = title
        self._language = language
        self._formats = Formats(book)

    def add(self, sheet: Sheet) -> None:
        """Add a sheet."""
        drawn = self._book.add_worksheet(self._text(sheet.name))
        self._write_headings(drawn, sheet.columns)
        for number, row in enumerate(sheet.rows, start=1):
            self._write_row(drawn, number, sheet.columns, row)
        drawn.ignore_errors({"number_stored_as_text": WHOLE_SHEET})
        drawn.freeze_panes(1, sheet.frozen)
        if sheet.rows:
            drawn.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
        self._set_up_print(drawn, sheet)
        add_charts(self._book, drawn, sheet, self._language)
        if sheet.hidden:
            drawn.hide()

    def _write_headings(self, drawn: "Worksheet", columns: Sequence[Column]) -> None:
        lines = 1
        for at, column in enumerate(columns):
            drawn.set_column(at, at, column.width)
            text, plain = self._text(column.heading), not column.strip
            shown = f'@"  {self._text(column.note)}"' if column.note else "@"
            style = Style(shown, fill="heading", strong=True, wrapped=plain, lined=plain)
            drawn.write_string(0, at, text, self._formats.of(style))
            lines = max(lines, lines_of(text, column.width) if plain else 1)
        drawn.set_row(0, height_pt(lines))

    def _write_row(
        self, drawn: "Worksheet", number: int, columns: Sequence[Column], row: Sequence[Words | Cell]
    ) -> None:
        lines = 1
        for at, (column, content) in enumerate(zip(columns, row, strict=True)):
            cell = content if isinstance(content, Cell) else Cell(content)
            shown = number_format(cell.words, self._language)
            style = Style(shown, cell.fill, cell.strong, column.wrapped, lined=not column.strip)
            self._write(drawn, number, at, cell.words, self._formats.of(style))
            lines = max(lines, lines_of(self._text(cell.words), column.width) if column.wrapped else 1)
        drawn.set_row(number, height_pt(lines))

    def _write(self, drawn: "Worksheet", row: int, at: int, words: Words, style: "Format") -> None:
        """Write words as what they are: a moment, a number, a share, or text."""
        if isinstance(words, Moment):
            drawn.write_datetime(row, at, _naive(words.at), style)
        elif not isinstance(words, (Number, Percent)):
            drawn.write_string(row, at, self._text(words), style)
        elif math.isnan(value := words.value if isinstance(words, Number) else words.share):
            drawn.write_blank(row, at, None, style)
        else:
            drawn.write_number(row, at, value, style)

    def _set_up_print(self, drawn: "Worksheet", sheet: Sheet) -> None:
        """Print on A4 landscape with the headings on every page, below it the title, the sheet and the page."""
        drawn.set_landscape()
        drawn.set_paper(A4)
        drawn.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        drawn.repeat_rows(0)
        title = self._title[:LONGEST_TITLE].replace("&", "\uff06")  # a code of the footer otherwise, even when doubled
        drawn.set_footer(f"&L{title}&C&A&R&P / &N")
        drawn.set_h_pagebreaks([*(row + 1 for row in sheet.pages_at), *page_breaks(sheet)])
        if sheet.charts:
            drawn.set_v_pagebreaks([len(sheet.columns)])
        if not sheet.narrow:
            drawn.fit_to_pages(1, 0)

    def _text(self, words: Words) -> str:
        said = words if isinstance(words, str) else str(in_words(words, self._language))
        return said[:LONGEST_TEXT]


def height_pt(lines: int) -> float:
    """Return how high a row of so many lines is: not every program that opens a workbook finds out by itself."""
    return min(HIGHEST_PT, LINE_PT * lines + SPACE_PT)


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column."""
    return sum(max(1, math.ceil(width_of(line) / width)) for line in text.split("\n"))


def width_of(text: str) -> int:
    """Return how wide a line is in characters: Chinese ones take the place of two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _naive(at: dt.date) -> dt.datetime:
    """Return wall time as given: a spreadsheet knows no zones."""
    return at.replace(tzinfo=None) if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())
