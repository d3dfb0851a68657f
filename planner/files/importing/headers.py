"""The dictionary of headers: what the columns of exports mean, in English and Chinese."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

ExportKind = Literal["intervals", "records"]
Unit = Literal["s", "min", "h"]

_LAST_BRACKETS = re.compile(r"\(([^()]*)\)$")
_PUNCTUATION = re.compile(r"[\s_\-:.·'\"*]+")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Headers and words by what they mean; all are held in their plain form."""

    intervals: dict[str, tuple[str, ...]]
    records: dict[str, tuple[str, ...]]
    totals: frozenset[str]
    empties: frozenset[str]
    units: dict[str, Unit | None]
    before_noon: tuple[str, ...]
    after_noon: tuple[str, ...]

    def meanings(self, header: str, kind: ExportKind) -> tuple[str, ...]:
        """Return what `header` may mean in an export of this kind: nothing, one thing, or several."""
        by_header = self.intervals if kind == "intervals" else self.records
        return by_header.get(self._without_unit(plain(header)), ())

    def knows(self, header: str) -> bool:
        """Tell whether `header` means something in an export of either kind."""
        return bool(self.meanings(header, "intervals") or self.meanings(header, "records"))

    def unit(self, header: str) -> Unit | None:
        """Return the unit of time that a header names in brackets at its end."""
        match = _LAST_BRACKETS.search(plain(header))
        return self.units.get(match[1]) if match else None

    def is_total(self, cell: str) -> bool:
        """Tell whether a cell marks its row as a sum or mean of others."""
        return plain(cell) in self.totals

    def is_empty(self, cell: str) -> bool:
        """Tell whether a cell says that there is no value."""
        return not cell or folded(cell) in self.empties

    def _without_unit(self, header: str) -> str:
        match = _LAST_BRACKETS.search(header)
        known = match is not None and (match[1] in self.units)
        return re.sub(r"\d+", "#", header[: match.start()] if match and known else header)


def folded(text: str) -> str:
    """Return `text` with full-width characters and capitals made plain, without outer spaces."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def plain(text: str) -> str:
    """Return `text` as the dictionary compares it: folded, without spaces and punctuation."""
    return _PUNCTUATION.sub("", folded(text))


@cache
def dictionary() -> Dictionary:
    """Return the dictionary that comes with the package."""
    data = tomllib.loads(files(__package__).joinpath("headers.toml").read_text(encoding="utf-8"))
    words = data["words"]
    return Dictionary(
        intervals=_by_header(data["intervals"]),
        records=_by_header(data["records"]),
        totals=frozenset(map(plain, words["total"])),
        empties=frozenset(map(folded, words["empty"])),
        units={
            plain(word): None if unit == "none" else unit for unit, words in data["units"].items() for word in words
        },
        before_noon=tuple(map(folded, words["am"])),
        after_noon=tuple(map(folded, words["pm"])),
    )


def _by_header(headers: dict[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    meanings: dict[str, tuple[str, ...]] = {}
    for meaning, names in headers.items():
        for header in map(plain, [*names, meaning]):
            if meaning not in meanings.get(header, ()):
                meanings[header] = (*meanings.get(header, ()), meaning)
    return meanings
