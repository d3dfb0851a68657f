"""What the sheets of a plan's workbook and the columns of its tables are called, in English and Chinese."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "zh")  # the order in which the words of a meaning stand


@dataclass(frozen=True, slots=True)
class Heading:
    """Words for a sheet and, by key, for its columns: English, Chinese, then others that are understood."""

    words: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]

    def sheet(self, language: str) -> str:
        """Return the name of the sheet in a language."""
        return in_language(self.words, language)

    def column(self, key: str, language: str) -> str:
        """Return the header of a column in a language."""
        return in_language(self.columns[key], language)


def in_language(words: Sequence[str], language: str) -> str:
    """Return the word of a language."""
    return words[LANGUAGES.index(language)]


@cache
def headings() -> Mapping[str, Heading]:
    """Return the words for each sheet by its meaning, such as `agents`."""
    return {
        meaning: Heading(tuple(entry["sheet"]), {key: tuple(words) for key, words in entry["columns"].items()})
        for meaning, entry in _dictionary().items()
        if "sheet" in entry
    }


def plan_workbooks() -> tuple[str, ...]:
    """Return what the file of a plan's workbook is called, in each language."""
    return tuple(_dictionary()["files"])


def said_flag(text: str) -> bool | None:
    """Return what a word for yes or no says; None where it is neither."""
    words = _dictionary()
    return True if _among(text, words["yes"]) else False if _among(text, words["no"]) else None


def flag_words(language: str) -> tuple[str, str]:
    """Return yes and no in a language."""
    words = _dictionary()
    return in_language(words["yes"], language), in_language(words["no"], language)


def meaning_of_sheet(name: str) -> str | None:
    """Return what a sheet of that name holds; None where that is not known."""
    return next((meaning for meaning, heading in headings().items() if _among(name, heading.words)), None)


def words_of_columns(sheet: str, keys: Iterable[str] = ()) -> Mapping[str, str]:
    """Return column key by word for a sheet's meaning; its keys, and those given, are words for themselves."""
    columns = headings()[sheet].columns if sheet in headings() else {}
    words = {word: key for key, words in columns.items() for word in words}
    return {**{key: key for key in (*columns, *keys)}, **words}


def plain(header: str) -> str:
    """Return a header as it is compared: case, spaces, underscores and full-width forms do not matter."""
    return "".join(unicodedata.normalize("NFKC", header).casefold().replace("_", " ").split())


def _among(name: str, words: Iterable[str]) -> bool:
    return plain(name) in map(plain, words)


@cache
def _dictionary() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text(encoding="utf-8"))
