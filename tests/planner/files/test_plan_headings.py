"""The dictionary of headings: every column has its word in both languages, and each word one meaning in its sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import Fault, InputError, Place
from planner.files import read_table
from planner.files.headings import LANGUAGES, headings, meaning_of_sheet, plain, said_flag
from planner.files.places import in_cells
from planner.files.source import Source, source_of
from planner.files.workbook import cell_name
from planner.plan import Plan
from planner.plan.outline import Outline
from planner.schema import MissingValue, Table
from planner.tables import AGENTS, CALENDAR, HISTORY, LOCKS, REQUESTS
from tests.planner.files.builders import csv_file, told, workbook

TABLES = [AGENTS, REQUESTS, LOCKS, CALENDAR, HISTORY]
SECTIONS = ["queues", "shifts", "posts", "activities", "events"]


def test_a_sheet_is_known_by_one_word_in_each_language() -> None:
    names = [(heading.sheet(language), meaning) for meaning, heading in headings().items() for language in LANGUAGES]
    assert all(meaning_of_sheet(name.upper()) == meaning for name, meaning in names)
    assert meaning_of_sheet("Sheet1") is None


@pytest.mark.parametrize("sheet", headings())
def test_a_word_means_one_column_of_its_sheet(sheet: str) -> None:
    columns = headings()[sheet].columns
    for language in (0, 1):
        words = [plain(words[language]) for words in columns.values()]
        assert len(words) == len(set(words))
    meant = {plain(word): key for key, words in columns.items() for word in words}
    assert all(meant[plain(word)] == key for key, words in columns.items() for word in words)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_a_table_has_its_words(table: Table) -> None:
    assert set(headings()[table.name].columns) == set(table.names)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_of_a_section_has_its_words(section: str) -> None:
    outline = Outline(Plan)
    known = {key.partition(".")[0] for key in headings()[section].columns} - {"id"}
    assert known >= set(outline.keys((section, "x"))) - {"conversation"}
    for key in headings()[section].columns:
        path = (section, "x", *key.replace("*", "0").split("."))
        assert key == "id" or outline.types(path), key


def test_tables_are_read_by_headers_in_either_language(tmp_path: Path) -> None:
    text = "工号,Name,班组,Skills,每周合同工时\n00123,Ann,one,voice:2,40\n"
    frame = read_table(csv_file(tmp_path, text), AGENTS, timezone=None)
    assert list(frame.columns) == ["agent", "name", "team", "skills", "contract_h"]
    assert frame["agent"][0] == "00123"


def test_a_slip_in_a_chinese_header_is_named(tmp_path: Path) -> None:
    text = "工号,姓名,班组,技能,每周合同工\n001,Ann,one,voice:2,40\n"
    with pytest.raises(InputError) as error:
        read_table(csv_file(tmp_path, text), AGENTS, timezone=None)
    assert told(error)[-1] == "data.csv, row 1: unknown column '每周合同工'; did you mean 每周合同工时?"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("history.csv", Source("history.csv")),
        ("plan.xlsx", Source("plan.xlsx")),
        ("my plan.XLSX Special days", Source("my plan.XLSX", "Special days")),
        ("计划.xlsx 坐席", Source("计划.xlsx", "坐席")),
    ],
)
def test_a_name_is_a_file_or_a_sheet_of_it(name: str, source: Source) -> None:
    assert source_of(name) == source
    assert str(source) == name


@pytest.mark.parametrize(("row", "column", "name"), [(1, 0, "A1"), (17, 25, "Z17"), (2, 26, "AA2"), (9, 701, "ZZ9")])
def test_cells_are_called_as_spreadsheets_do(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


def test_a_column_of_a_sheet_is_told_at_its_cell_wherever_it_stands(tmp_path: Path) -> None:
    workbook(tmp_path, [["# note", "每周合同工时", "Agent"], ["", 40, "001"]], "people.xlsx")

    def placed(place: Place) -> str:
        [fault] = in_cells([Fault(place, MissingValue())], tmp_path)
        return str(fault).partition(": ")[0]

    sheet = "people.xlsx Sheet1"
    assert placed(Place(file=sheet, row=2, column="Agent")) == "people.xlsx Sheet1!C2"
    assert placed(Place(file=sheet, column="Agent")) == "people.xlsx Sheet1!C1"
    assert placed(Place(file=sheet, row=2)) == "people.xlsx Sheet1, row 2"
    assert placed(Place(file="people.csv", row=2, column="Agent")) == "people.csv, row 2, Agent"
    assert placed(Place(file="gone.xlsx Sheet1", row=2, column="Agent")) == "gone.xlsx Sheet1, row 2, Agent"


def test_words_for_yes_and_no() -> None:
    assert [said_flag(word) for word in ("是", "YES", "1", "否", "no", "0", "maybe", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        None,
        None,
    ]


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["agent"]], "people.xlsx")
    with pytest.raises(InputError) as error:
        read_table(path, AGENTS, timezone=None, sheet="Sheet2")
    assert told(error) == ['people.xlsx: has no sheet Sheet2; did you mean "Sheet1"?']
