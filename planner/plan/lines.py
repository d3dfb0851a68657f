"""Line numbers of the keys of a TOML text, so that an error can say where to look."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*\[\[?(?P<path>[^\[\]]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(
    r"""^\s*(?P<path>(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*="""
)


class KeyLines:
    """Where each key of a TOML text stands; a key inside an inline table or array is found at its line or above."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.match(line):
                table = _split(header["path"])
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                path = table + _split(key["path"])
                for length in range(len(table) + 1, len(path) + 1):
                    self._lines.setdefault(path[:length], number)

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line of the longest known beginning of a key path; None for a key that stands nowhere."""
        keys = tuple(str(key) for key in path)
        for length in range(len(keys), 0, -1):
            if keys[:length] in self._lines:
                return self._lines[keys[:length]]
        return None


def _split(dotted: str) -> tuple[str, ...]:
    """Split a dotted key by TOML's own reader."""
    node: object = tomllib.loads(f"{dotted} = 0")
    keys: list[str] = []
    while isinstance(node, dict):
        key, node = next(iter(node.items()))
        keys.append(key)
    return tuple(keys)
