"""Workbooks to fill in: every cell comes back as it was, and texts stay texts."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from reports.input_workbook import Choices, Column, InputSheet, write_input_workbook

HOSTILE = ["=1+1", "+1:30", "-0:00", "@x", "00123", "1-3", "https://x.example", "<script>", "名字", "x" * 300]
SHEETS = [
    InputSheet(
        "People's",
        (Column("id", "a note", "text"), Column("from", kind="date"), Column("at", kind="time"), Column("hours")),
        [(text, date(2026, 3, 2), datetime(2026, 3, 2, 9, 30), 7.5) for text in HOSTILE] + [("", None, None, None)],
        frozen=2,
    ),
    InputSheet(
        "Leave",
        (
            Column("who", kind="text", choices=Choices(sheet="People's")),
            Column("kind", kind="text", choices=Choices(("leave", "off"))),
            Column("value", kind="any"),
        ),
        [("00123", "leave", 2), ("", "", "text")],
        choices={1: Choices(("yes", "no"))},
        choices_in=2,
    ),
]


def written(folder: Path, name: str = "input.xlsx") -> Path:
    write_input_workbook(folder / name, SHEETS, {"kind": "test", "schema": "1"})
    return folder / name


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as file:
        return file.read(f"xl/{name}").decode()


def test_every_cell_comes_back_as_it_was(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(str(written(tmp_path)))
    people = book.get_sheet_by_name("People's").to_python()
    assert people[0] == ["id", "from", "at", "hours"]
    assert [row[0] for row in people[1:]] == [*HOSTILE, ""]
    assert people[1][1:] == [date(2026, 3, 2), datetime(2026, 3, 2, 9, 30), 7.5]
    assert book.get_sheet_by_name("Leave").to_python()[1:] == [["00123", "leave", 2.0], ["", "", "text"]]
    assert book.get_sheet_by_name("_meta").to_python() == [["kind", "test"], ["schema", "1"]]


def test_nothing_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert "<f>" not in part(path, "worksheets/sheet1.xml")
    assert "hyperlink" not in part(path, "worksheets/sheet1.xml")


def test_a_column_of_texts_keeps_what_is_typed_later(tmp_path: Path) -> None:
    path = written(tmp_path)
    style = re.search(r'<col min="1" max="1" [^>]*style="(\d+)"', part(path, "worksheets/sheet1.xml"))
    text = re.search(r'numFmtId="(\d+)" formatCode="@"', part(path, "styles.xml"))
    formats = re.findall(r'<xf numFmtId="(\d+)"', part(path, "styles.xml").partition("<cellXfs")[2])
    assert style
    assert text
    assert formats[int(style[1])] == text[1]


def test_lists_are_offered_and_notes_shown(tmp_path: Path) -> None:
    path = written(tmp_path)
    leave = part(path, "worksheets/sheet2.xml")
    offered = re.findall(r'sqref="(\w+:?\w*)"[^>]*><formula1>(.*?)</formula1>', leave)
    assert offered == [
        ("A2:A20001", "OFFSET('People''s'!$A$2,0,0,COUNTA('People''s'!$A:$A)-1)"),
        ("B2:B20001", '"leave,off"'),
        ("C3", '"yes,no"'),
    ]
    assert "a note" in part(path, "comments1.xml")


def test_the_hidden_sheet_is_hidden_and_headers_stay_in_sight(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert re.search(r'name="_meta"[^>]*state="hidden"', part(path, "workbook.xml"))
    assert 'xSplit="2" ySplit="1"' in part(path, "worksheets/sheet1.xml")


def test_the_same_content_is_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, "a.xlsx").read_bytes() == written(tmp_path, "b.xlsx").read_bytes()
