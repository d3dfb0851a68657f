"""Small files and frames for the tests of this folder."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from planner.errors import InputError


def csv_file(folder: Path, text: str, name: str = "data.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, rows: Sequence[Sequence[object]], name: str = "data.xlsx") -> Path:
    """Write rows with Excel's own types: numbers, texts, dates and times of day."""
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="XlsxWriter makes the workbooks of this test")
    import datetime as dt

    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        formats = {
            dt.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            dt.date: book.add_format({"num_format": "yyyy-mm-dd"}),
            dt.time: book.add_format({"num_format": "hh:mm"}),
        }
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if type(cell) in formats:
                    sheet.write_datetime(at, column, cell, formats[type(cell)])
                elif isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                else:
                    sheet.write(at, column, cell)
    return path


def told(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    """Return the faults of an error as a person reads them."""
    return [str(fault) for fault in error.value.faults]
