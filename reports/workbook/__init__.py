"""Result workbooks: build a `Book` of `Sheet`s, `render_workbook` writes it as XLSX in English or Chinese."""

from reports.workbook.book import Book, Cell, Chart, Column, Sheet
from reports.workbook.palette import SHIFT_FILLS
from reports.workbook.render import render_workbook

__all__ = ["SHIFT_FILLS", "Book", "Cell", "Chart", "Column", "Sheet", "render_workbook"]
