"""Line numbers of the keys of a TOML text, so that an error can say where to look."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

Path = tuple[str, ...]

_TOKEN = re.compile(
    r'''
    """(?:\\.|[^\\])*?"""(?:"{0,2}) | \'\'\'.*?\'\'\'(?:'{0,2})   # strings of several lines
    | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | \#[^\n]* | \n | [\[\]{},=.] | [^\s\[\]{},=.\#"']+
    ''',
    re.VERBOSE | re.DOTALL,
)


class KeyLines:
    """Where each key and each part of a list stands in a valid TOML text.

    The text is only cut into keys and values here; what it says is left to TOML's own reader.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._tokens = [*_tokens(text), ("", 0)]
        self._at = 0
        self._read()

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line of the longest known beginning of a key path; None for a key that stands nowhere."""
        keys = tuple(str(key) for key in path)
        for length in range(len(keys), 0, -1):
            if keys[:length] in self._lines:
                return self._lines[keys[:length]]
        return None

    def _read(self) -> None:
        table: Path = ()
        sizes: dict[Path, int] = {}  # of arrays of tables
        while self._skip("\n"):
            if self._token == "[":
                table = self._header(sizes)
            else:
                self._key_and_value(table)

    def _header(self, sizes: dict[Path, int]) -> Path:
        """Read `[table]` or `[[table]]`; a key that is an array of tables is followed by the number of its last one."""
        line = self._line
        brackets = 0
        while self._token == "[":
            brackets += 1
            self._at += 1
        table: Path = ()
        keys = self._keys("]")
        self._at += brackets
        for nth, key in enumerate(keys, start=1):
            table += (key,)
            if nth == len(keys) and brackets == 2:
                sizes[table] = sizes.get(table, 0) + 1
            if table in sizes:
                self._lines.setdefault(table, line)
                table += (str(sizes[table] - 1),)
        self._note(table, line)
        return table

    def _key_and_value(self, table: Path) -> None:
        line = self._line
        path = table + self._keys("=")
        self._at += 1
        self._note(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._token == "[":
            self._at += 1
            size = 0
            while self._skip("\n", ",") and self._token != "]":
                self._note((*path, str(size)), self._line)
                self._value((*path, str(size)))
                size += 1
            self._at += 1
        elif self._token == "{":
            self._at += 1
            while self._skip("\n", ",") and self._token != "}":
                self._key_and_value(path)
            self._at += 1
        else:
            while self._token not in ("", "\n", ",", "]", "}"):
                self._at += 1

    def _keys(self, end: str) -> Path:
        """Read a dotted key up to `end`."""
        keys: list[str] = []
        while self._token != end:
            if self._token != ".":
                keys.append(_unquoted(self._token))
            self._at += 1
        return tuple(keys)

    def _note(self, path: Path, line: int) -> None:
        """Keep the line of a key, and of the tables around it where they have no header of their own."""
        for length in range(1, len(path)):
            self._lines.setdefault(path[:length], line)
        self._lines[path] = line

    def _skip(self, *passed: str) -> bool:
        """Go on to the next token that says something; False at the end."""
        while self._token in passed:
            self._at += 1
        return self._token != ""

    @property
    def _token(self) -> str:
        return self._tokens[self._at][0]

    @property
    def _line(self) -> int:
        return self._tokens[self._at][1]


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield tokens without blanks and comments, each with its line."""
    line = 1
    for match in _TOKEN.finditer(text):
        if not match[0].startswith("#"):
            yield match[0], line
        line += match[0].count("\n")


def _unquoted(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key
