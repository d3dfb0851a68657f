"""A file is put in place whole: written beside, then moved over the old one."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a text file so that a reader sees the old one or the new one, never a part; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, encoding=encoding, newline="")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
