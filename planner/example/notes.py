"""The comments of a TOML text, by the key that each of them is about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from planner.plan.lines import KeyLines

Path = tuple[str, ...]

_AT_END = re.compile(r"\S.*\s# ([^#]+)$")
_WHOLE_LINE = re.compile(r"# (?:-+ )?(.+)$")


class Notes:
    """What a text says of its keys: behind a key or its table, and in lines of their own above it."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._where = KeyLines(text)
        self._lines_of_keys = {self._where.line(path) for path, _ in leaves(tomllib.loads(text))}

    def behind(self, path: Path) -> str:
        """Return the comment on the line of a key; empty where there is none."""
        line = self._where.line(path)
        match = _AT_END.search(self._lines[line - 1]) if line else None
        return match[1] if match else ""

    def above(self, path: Path) -> list[str]:
        """Return the comments in lines of their own since the key before."""
        found: list[str] = []
        for at in range((self._where.line(path) or 1) - 1, 0, -1):
            if at in self._lines_of_keys:
                break
            if match := _WHOLE_LINE.match(self._lines[at - 1]):
                found.append(match[1])
        return found[::-1]


def leaves(node: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value with its key path; those of a list of tables by their numbers in it."""
    for key, value in node.items():
        parts = enumerate(value) if isinstance(value, list) and isinstance(value[0], dict) else ()
        table = value if isinstance(value, dict) else {str(number): part for number, part in parts}
        if table:
            yield from leaves(table, (*path, key))
        else:
            yield (*path, key), value
