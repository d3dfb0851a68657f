"""The example as a workbook: the same centre as its files, in the words of its language."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from planner.centre import Centre, find_plan
from planner.example import write_example
from planner.example.folder import FolderInUse
from planner.example.notes import Notes
from planner.example.texts import read_texts
from planner.files.headings import headings
from tests.planner.example.reading import CJK, files_of

LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_plan_and_tables_are_those_of_the_files(language: str, folders: Path, workbooks: Path) -> None:
    book, files = (Centre.open(find_plan(root / language)) for root in (workbooks, folders))
    where = {"data": files.plan.data, "calendar": files.plan.calendar}
    assert book.plan.model_copy(update=where) == files.plan
    assert book.plan.calendar.country == files.plan.calendar.country
    pd.testing.assert_frame_equal(book.history, files.history)
    pd.testing.assert_frame_equal(book.agents_frame, files.agents_frame)
    assert (book.agents, book.requests, book.next_week()) == (files.agents, files.requests, files.next_week())
    pd.testing.assert_frame_equal(book.published_before("2026-W50").roster, files.published_before("2026-W50").roster)


@pytest.mark.parametrize(("language", "name"), [("en", "plan.xlsx"), ("zh", "计划.xlsx")])
def test_plan_and_data_are_one_file(language: str, name: str, folders: Path, workbooks: Path) -> None:
    published = [file for file in files_of(folders / language) if file.startswith("published/")]
    assert sorted(files_of(workbooks / language)) == sorted([name, *published])


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names if name != "_meta"}


def test_english_has_no_chinese_and_chinese_headers_no_english(workbooks: Path) -> None:
    english, chinese = (sheets(find_plan(workbooks / language)) for language in LANGUAGES)
    assert not CJK.search(str(english))
    assert all(CJK.search(name) for name in chinese)
    assert all(CJK.search(str(header)) for rows in chinese.values() for header in rows[0])
    assert all(CJK.search(str(row[2])) for row in chinese["设置"] if row[2])


def test_every_note_is_about_a_column_or_a_setting(workbooks: Path) -> None:
    keys = {str(row[0]) for row in sheets(find_plan(workbooks / "en"))["Settings"]}
    english, chinese = (read_texts(language).notes for language in LANGUAGES)
    assert english.keys() == chinese.keys()
    for name in english:
        sheet, _, key = name.partition(".")
        assert key in (keys if sheet == "settings" else headings()[sheet].columns), name


def test_same_seed_same_bytes(workbooks: Path, tmp_path: Path) -> None:
    write_example(tmp_path, "en", workbook=True)
    assert files_of(tmp_path) == files_of(workbooks / "en")


def test_a_workbook_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_text("mine")
    with pytest.raises(FolderInUse, match=r"holds plan\.xlsx already"):
        write_example(tmp_path, "en", workbook=True)
    assert files_of(tmp_path) == {"plan.xlsx": b"mine"}


def test_comments_belong_to_the_keys_they_stand_at() -> None:
    notes = Notes(
        '# ---- first part\n# of two lines\nname = "x # y"   # behind it\n\n# ---- second part\n'
        "[table]   # behind a table\n# within\nlist = [\n  { a = 1 },   # the first\n]\nb = 2\n"
    )
    assert notes.above(("name",)) == ["first part", "of two lines"]
    assert notes.behind(("name",)) == "behind it"
    assert notes.above(("table", "list", "0", "a")) == ["second part", "within"]
    assert notes.behind(("table",)) == "behind a table"
    assert notes.behind(("table", "list", "0", "a")) == "the first"
    assert (notes.above(("table", "b")), notes.behind(("table", "b"))) == ([], "")
