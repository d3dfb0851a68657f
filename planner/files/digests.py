"""What a file holds, in one short text: two files with the same digest hold the same."""

from __future__ import annotations

import hashlib
from pathlib import Path


def file_digest(path: Path) -> str:
    """Return a SHA-256 of a file's bytes; empty where there is no file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
