import datetime as dt
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from reports import Moment, Number, Percent
from reports import text as _
from reports.workbook import Book, Cell, Chart, Column, Sheet, render_workbook
from reports.workbook.sheet import lines_of, width_of

HOSTILE = [
    "=cmd()",
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@import",
    "<script>alert(1)</script>",
    "http://evil.example/x",
    "mailto:a@b.c",
    "00123",
    "1e5",
    "../x",
    "ن" * 20,
    "👩‍💻 emoji",
    "x" * 200,
    'a"b&c',
    "two\nlines",
    "bell\x07",
]


def book(*rows: list[object], **more: object) -> Book:
    columns = [Column(_("Agent"), 12), *(Column(f"c{at}") for at in range(1, len(rows[0])))]
    return Book("A & B", dt.date(2026, 12, 7), [Sheet(_("Roster"), columns, rows, **more)])  # type: ignore[arg-type]


def opened(made: Book, language: str = "en") -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(BytesIO(render_workbook(made, language)))


def parts(made: Book) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(render_workbook(made, "en"))) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_what_users_typed_is_text() -> None:
    made = book(*[[name] for name in HOSTILE])
    read = [row[0] for row in opened(made).get_sheet_by_index(0).to_python()][1:]
    assert [text.replace("_x0007_", "\x07") for text in read] == HOSTILE
    sheet = parts(made)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@settings(deadline=None)
@given(st.text(max_size=40))
@example("bell\x07 null\x00 none\uffff")
@example("R&G")
def test_any_text_makes_a_sound_file(name: str) -> None:
    """In cells, in the title, in the footer and in the title of a chart."""
    sheet = Sheet("s", [Column(name), Column("b"), Column("c")], [[name, Number(1), Number(2)]])
    drawn = replace(sheet, charts=[Chart(name, range(1), 0, 1, 2, label_every=1)])
    found = parts(Book(name, dt.date(2026, 12, 7), [drawn]))
    for part in found.values():
        ElementTree.fromstring(part)


def test_numbers_shares_and_moments_are_what_a_spreadsheet_counts_with() -> None:
    at = dt.datetime(2026, 12, 7, 8, 30, tzinfo=dt.UTC)
    row = [Number(1234.5678, 1), Percent(0.875), Moment(at), Moment(at.date(), "date"), Number(float("nan")), "x"]
    assert opened(book(row)).get_sheet_by_index(0).to_python()[1] == [
        1234.5678,
        0.875,
        dt.datetime(2026, 12, 7, 8, 30),
        dt.date(2026, 12, 7),
        "",
        "x",
    ]


@pytest.mark.parametrize(("language", "weekday"), [("en", '"Mon" mm-dd hh:mm'), ("zh", '"周一" mm-dd hh:mm')])
def test_a_moment_carries_its_weekday_whatever_language_the_spreadsheet_speaks(language: str, weekday: str) -> None:
    made = book([Moment(dt.datetime(2026, 12, 7, 8))])
    with zipfile.ZipFile(BytesIO(render_workbook(made, language))) as file:
        assert weekday.replace('"', "&quot;") in file.read("xl/styles.xml").decode()


def test_sheets_and_headings_are_in_the_language() -> None:
    assert opened(book(["x"]), "zh").sheet_names == ["班表"]
    assert opened(book(["x"]), "zh").get_sheet_by_index(0).to_python()[0] == ["坐席"]


def test_a_note_is_shown_behind_a_heading_and_is_not_in_its_text() -> None:
    made = Book("t", dt.date(2026, 12, 7), [Sheet("s", [Column("2026-12-07", 17, note="Mon")], [["x"]])])
    assert opened(made).get_sheet_by_index(0).to_python()[0] == ["2026-12-07"]
    assert "@&quot;  Mon&quot;" in parts(made)["xl/styles.xml"]


def test_the_same_book_is_the_same_bytes() -> None:
    assert render_workbook(book(["x", Number(1)]), "en") == render_workbook(book(["x", Number(1)]), "en")


def test_headings_stay_in_sight_are_filtered_and_are_printed_on_every_page() -> None:
    sheet = parts(book(["x", "y"], frozen=1))
    assert 'state="frozen"' in sheet["xl/worksheets/sheet1.xml"]
    assert '<autoFilter ref="A1:B2"/>' in sheet["xl/worksheets/sheet1.xml"]
    assert 'paperSize="9"' in sheet["xl/worksheets/sheet1.xml"]
    assert 'orientation="landscape"' in sheet["xl/worksheets/sheet1.xml"]
    assert "Print_Titles" in sheet["xl/workbook.xml"]
    assert "&amp;LA \uff06 B&amp;C&amp;A" in sheet["xl/worksheets/sheet1.xml"]


def test_a_hidden_sheet_is_hidden() -> None:
    shown, hidden = Sheet("s", [Column("a")], [["x"]]), Sheet("_meta", [Column("key")], [["x"]], hidden=True)
    made = opened(Book("t", dt.date(2026, 12, 7), [shown, hidden]))
    visible = [sheet.visible for sheet in made.sheets_metadata]
    assert visible == [SheetVisibleEnum.Visible, SheetVisibleEnum.Hidden]


def test_a_chart_draws_its_rows() -> None:
    rows = [[Moment(dt.datetime(2026, 12, 7, hour)), Number(hour), Number(1)] for hour in range(4)]
    found = parts(book(*rows, charts=[Chart("Voice", range(1, 3), 0, 1, 2, label_every=2)]))
    series = re.findall(r"<c:f>(.*?)</c:f>", found["xl/charts/chart1.xml"])
    assert series == [
        "Roster!$C$1",
        "Roster!$A$3:$A$4",
        "Roster!$C$3:$C$4",
        "Roster!$B$1",
        "Roster!$A$3:$A$4",
        "Roster!$B$3:$B$4",
    ]


def test_a_strip_keeps_its_colours() -> None:
    columns = [Column("8", 0.6, strip=True), Column("", 0.6, strip=True)]
    made = Book("t", dt.date(2026, 12, 7), [Sheet("s", columns, [[Cell("", "handover"), Cell("", "")]])])
    assert "FFD55E00" in parts(made)["xl/styles.xml"]


@pytest.mark.parametrize(("text", "width", "lines"), [("", 5, 1), ("abcde", 5, 1), ("abcdef", 5, 2), ("班表", 3, 2)])
def test_lines_are_counted_for_the_height_of_a_row(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_a_chinese_character_is_two_wide() -> None:
    assert width_of("班a") == 3


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(render_workbook(book(*[[name, Number(1)] for name in HOSTILE[:14]]), "en"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "book.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (tmp_path / "book.csv").read_text(encoding="utf-8").splitlines()[1:3] == ["=cmd(),1", "=1+1,1"]
