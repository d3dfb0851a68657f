"""A file, or a folder of files, is put in place whole: written beside, then moved over the old one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.errors import Fault, InputError, Message, Place
from planner.files.cause import cause


class CannotBeWritten(Message):
    """A file or its folder that cannot be written."""

    template = "cannot be written: {reason}"


@contextmanager
def placed_whole(path: Path) -> Iterator[Path]:
    """Yield a path to write to, and move it over `path` after; a reader sees the old file or the new one, never a part.

    Folders are made.

    Raises
    ------
    InputError
        When the machine does not let it be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield beside
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError([Fault(Place(file=str(path)), CannotBeWritten(reason=cause(error)))]) from error


@contextmanager
def folder_placed_whole(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to write to, and put it in place of `folder` after; where that fails, the old one stays.

    Raises
    ------
    InputError
        When the machine does not let it be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            made, old = Path(beside) / "new", Path(beside) / "old"
            made.mkdir()
            yield made
            if folder.exists():
                folder.replace(old)
            try:
                made.replace(folder)
            except OSError:
                if old.exists():
                    old.replace(folder)
                raise
    except OSError as error:
        raise InputError([Fault(Place(file=str(folder)), CannotBeWritten(reason=cause(error)))]) from error


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a text file whole."""
    with placed_whole(path) as beside:
        beside.write_text(text, encoding=encoding, newline="")
