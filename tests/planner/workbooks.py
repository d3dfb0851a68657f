"""Workbooks for tests: the small centre as one, copies with edited cells, and what LibreOffice makes of a file."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from planner.example.texts import read_texts
from planner.example.workbook import write_plan_workbook
from planner.files import read_table
from planner.tables import AGENTS, HISTORY, REQUESTS
from tests.builders import PLAN, write_centre

ZONE = "Asia/Shanghai"
Cells = list[list[object]]


def small_workbook(folder: Path, name: str = "plan.xlsx", plan: str = PLAN, language: str = "en") -> Path:
    """Write the small centre as a workbook, and as files in `files` beside it."""
    files = write_centre(folder / "files", plan=plan)
    frames = {
        table.name: read_table(files / f"{table.name}.csv", table, timezone=ZONE)
        for table in (AGENTS, HISTORY, REQUESTS)
    }
    text = plan.replace('language = "en"', f'language = "{language}"')
    write_plan_workbook(folder / name, text, frames, read_texts(language))
    return folder / name


def cells_of(path: Path) -> dict[str, Cells]:
    """Every sheet as Excel's own values."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def write_cells(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write sheets of values of Excel's own types."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        moment = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            time: book.add_format({"num_format": "hh:mm"}),
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if type(value) in moment:
                        sheet.write_datetime(at, column, value, moment[type(value)])
                    elif value != "":
                        sheet.write(at, column, value)
    return path


def edit(path: Path, edits: Mapping[str, object]) -> None:
    """Put values into cells named as `Queues!D3`; a further row or column is added where it must be."""
    sheets = cells_of(path)
    for name, value in edits.items():
        sheet, _, cell = name.rpartition("!")
        row, column = position(cell)
        rows = sheets[sheet]
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    write_cells(path, sheets)


def position(cell: str) -> tuple[int, int]:
    """Row and column of a cell, both from 0."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


def through_libreoffice(path: Path, replaced: Mapping[str, str] | None = None) -> None:
    """Open a workbook in LibreOffice and save it again, with texts of cells replaced on the way."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")

    def convert(file: Path, to: str) -> Path:
        home = f"-env:UserInstallation=file://{path.parent / 'office'}"
        command = [office, home, "--headless", "--convert-to", to, "--outdir", str(path.parent), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return file.with_suffix(f".{to.partition(':')[0]}")

    flat = convert(path, "fods")
    text = flat.read_text(encoding="utf-8")
    for old, new in (replaced or {}).items():
        assert f"<text:p>{old}</text:p>" in text
        text = text.replace(f"<text:p>{old}</text:p>", f"<text:p>{new}</text:p>")
    flat.write_text(text, encoding="utf-8")
    path.unlink()
    convert(flat, "xlsx")
