"""Workbooks to XLSX: the same book, the same bytes."""

import datetime as dt
from io import BytesIO

from reports.i18n import in_words
from reports.workbook.book import Book
from reports.workbook.sheet import Drawing

TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_workbook(book: Book, language: str) -> bytes:
    """Return a book in the language (`en` or `zh`) as an XLSX file.

    Whatever users typed is text in it: a name that begins with `=` is no formula, one that looks like an address no
    link, and an id such as 00123 keeps its zeros.
    """
    from xlsxwriter import Workbook  # a command that exports nothing must not pay

    file = BytesIO()
    with Workbook(file, {"in_memory": True, **TEXT_ONLY}) as made:
        title, created = str(in_words(book.title, language)), dt.datetime.combine(book.made_on, dt.time())
        made.set_properties({"title": title, "created": created})
        drawing = Drawing(made, title, language)
        for sheet in book.sheets:
            drawing.add(sheet)
    return file.getvalue()
