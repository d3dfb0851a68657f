"""What is written, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.example import write_example
from planner.example.folder import CannotWrite, FolderInUse
from tests.planner.example.reading import files_of


def test_every_file_is_there_and_nothing_else(folders: Path) -> None:
    assert sorted(files_of(folders / "zh")) == [
        ".planner/plan.schema.json",
        "agents.csv",
        "history.csv",
        "plan.toml",
        "published/2026-W49/accounts.csv",
        "published/2026-W49/activities.csv",
        "published/2026-W49/handovers.csv",
        "published/2026-W49/roster.csv",
        "published/2026-W49/signature.json",
        "requests.csv",
    ]


def test_same_seed_same_bytes_and_another_seed_another_history(folders: Path, tmp_path: Path) -> None:
    write_example(tmp_path / "again")
    write_example(tmp_path / "other", seed=1)
    first, again, other = (files_of(folder) for folder in (folders / "zh", tmp_path / "again", tmp_path / "other"))
    assert first == again
    assert {name for name in first if first[name] != other[name]} == {
        "agents.csv",
        "history.csv",
        "published/2026-W49/signature.json",
    }


def test_a_folder_with_a_plan_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("mine")
    with pytest.raises(FolderInUse, match=r"holds plan\.toml already"):
        write_example(tmp_path)
    assert files_of(tmp_path) == {"plan.toml": b"mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotWrite, match="file: part of the path is a file"):
        write_example(tmp_path / "file")


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_example(tmp_path, "en")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not list(tmp_path.glob(".init-*"))
