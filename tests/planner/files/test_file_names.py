"""Names of files for any id: safe on every machine, each its own."""

import re
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.files.file_names import file_names

HOSTILE = [
    "../x",
    "..",
    ".",
    "",
    "a/b",
    "a\\b",
    "C:",
    "con",
    "NUL",
    "lpt1",
    "x" * 200,
    "👩‍💻" * 100,
    "a\x00b",
    "=cmd()",
    " ",
]


@pytest.mark.parametrize("id", ["A017", "003", "lead", "night-2", "张三", "O_1"])
def test_a_plain_id_is_the_name(id: str) -> None:
    assert file_names([id]) == {id: id}


@pytest.mark.parametrize("id", HOSTILE)
def test_any_other_id_gets_a_name_that_stays_in_its_folder(id: str) -> None:
    name = file_names([id])[id]
    assert re.fullmatch(r"[\w-]*~[0-9a-f]{16}", name)
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert len(f"{name}.ics".encode()) < 255


def test_ids_that_differ_in_case_only_are_two_files_everywhere() -> None:
    names = file_names(["a1", "A1", "b"])
    assert names["b"] == "b"
    assert len({name.casefold() for name in names.values()}) == 3


@given(st.lists(st.text(max_size=60), unique=True))
def test_no_two_ids_share_a_file(ids: list[str]) -> None:
    names = file_names(ids).values()
    assert len({name.casefold() for name in names}) == len(ids)
    assert all(not set('/\\:*?"<>|\x00') & set(name) and name.strip(". ") == name for name in names)
