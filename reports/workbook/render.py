"""Workbooks to XLSX: the same book, the same bytes."""

import datetime as dt
import math
from io import BytesIO
from typing import TYPE_CHECKING

from reports.i18n import in_words
from reports.words import Moment, Number, Percent, Words
from reports.workbook.book import Book, Cell, Column, Sheet
from reports.workbook.charts import add_charts
from reports.workbook.styles import Formats, Style, number_format

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

A4, LONGEST_TEXT, LONGEST_TITLE = 9, 32767, 80
WHOLE_SHEET = "A1:XFD1048576"
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_workbook(book: Book, language: str) -> bytes:
    """Return a book in the language (`en` or `zh`) as an XLSX file.

    Whatever users typed is text in it: a name that begins with `=` is no formula, one that looks like an address no
    link, and an id such as 00123 keeps its zeros.
    """
    from xlsxwriter import Workbook  # a command that exports nothing must not pay

    file = BytesIO()
    with Workbook(file, {"in_memory": True, **TEXT_ONLY}) as made:
        created = dt.datetime.combine(book.made_on, dt.time())
        made.set_properties({"title": _text(book.title, language), "created": created})
        formats = Formats(made)
        for sheet in book.sheets:
            _add(made, sheet, formats, _text(book.title, language), language)
    return file.getvalue()


def _add(made: "Workbook", sheet: Sheet, formats: Formats, title: str, language: str) -> None:
    drawn = made.add_worksheet(_text(sheet.name, language))
    for at, column in enumerate(sheet.columns):
        _write_heading(drawn, at, column, formats, language)
    for number, row in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(row):
            _write(drawn, number, at, cell if isinstance(cell, Cell) else Cell(cell), formats, language)
    drawn.ignore_errors({"number_stored_as_text": WHOLE_SHEET})
    drawn.freeze_panes(1, sheet.frozen)
    if sheet.rows:
        drawn.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    _set_up_print(drawn, sheet, title)
    add_charts(made, drawn, sheet, language)
    if sheet.hidden:
        drawn.hide()


def _write_heading(drawn: "Worksheet", at: int, column: Column, formats: Formats, language: str) -> None:
    drawn.set_column(at, at, column.width)
    style = Style(fill="heading", strong=True, wrapped=column.width > 3)
    drawn.write_string(0, at, _text(column.heading, language), formats.of(style))


def _write(drawn: "Worksheet", row: int, at: int, cell: Cell, formats: Formats, language: str) -> None:
    """Write a cell as what it is: a number, a share, a moment, or text."""
    words = cell.words
    style = formats.of(Style(number_format(words, language), cell.fill, cell.strong))
    if isinstance(words, Moment):
        drawn.write_datetime(row, at, _naive(words.at), style)
    elif not isinstance(words, (Number, Percent)):
        drawn.write_string(row, at, _text(words, language), style)
    elif math.isnan(value := _value(words)):
        drawn.write_blank(row, at, None, style)
    else:
        drawn.write_number(row, at, value, style)


def _value(words: Number | Percent) -> float:
    return words.value if isinstance(words, Number) else words.share


def _naive(at: dt.date) -> dt.datetime:
    """Return wall time as given: a spreadsheet knows no zones."""
    return at.replace(tzinfo=None) if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())


def _text(words: Words, language: str) -> str:
    return str(in_words(words, language))[:LONGEST_TEXT]


def _set_up_print(drawn: "Worksheet", sheet: Sheet, title: str) -> None:
    """Print on A4 landscape with the headings on every page, below it the title and the page."""
    drawn.set_landscape()
    drawn.set_paper(A4)
    drawn.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    drawn.repeat_rows(0)
    drawn.set_footer(f"&L{title[:LONGEST_TITLE].replace('&', '&&')}&C&A&R&P / &N")
    if sheet.charts:
        drawn.set_v_pagebreaks([len(sheet.columns)])
    if sheet.narrow:
        drawn.repeat_columns(0, max(0, sheet.frozen - 1))
    else:
        drawn.fit_to_pages(1, 0)
    drawn.set_h_pagebreaks([row + 1 for row in sheet.pages_at])
