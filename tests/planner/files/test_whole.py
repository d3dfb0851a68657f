"""Files and folders are put in place whole, or what was there stays."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.files.whole import folder_placed_whole, placed_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def write_half(placed: AbstractContextManager[Path], name: str = "") -> None:
    with placed as beside:
        (beside / name).write_text("half")
        raise KeyError


def test_a_folder_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for name in ("old", "new"):
        with folder_placed_whole(tmp_path / "a" / "b") as beside:
            (beside / name).write_text(name)
    assert names(tmp_path) == ["a", "b", "new"]


def test_a_folder_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    with folder_placed_whole(tmp_path / "b") as beside:
        (beside / "old").write_text("old")
    with pytest.raises(KeyError):
        write_half(folder_placed_whole(tmp_path / "b"), "half")
    assert names(tmp_path) == ["b", "old"]


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("old")
    with pytest.raises(KeyError):
        write_half(placed_whole(tmp_path / "f"))
    assert (tmp_path / "f").read_text() == "old"
    assert names(tmp_path) == ["f"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("a file where a folder should be")
    with pytest.raises(InputError, match="cannot be written"), folder_placed_whole(tmp_path / "f" / "b"):
        pass
