"""The formats of a workbook's cells, each made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.words import Moment, Number, Percent, Words
from reports.workbook.palette import FILLS, INK, RULE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

WEEKDAY: Mapping[str, str] = {"en": "[$-409]ddd", "zh": "[$-804]ddd"}
"""The weekday's name in a language, whatever the spreadsheet's own language is."""

MOMENTS: Mapping[str, str] = {"day": "mm-dd", "date": "yyyy-mm-dd", "moment": "mm-dd hh:mm"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks: its number format (`@` is text), its ground, and whether it is strong."""

    number: str = "@"
    fill: str = ""
    strong: bool = False
    wrapped: bool = False


def number_format(words: Words, language: str) -> str:
    """Return the spreadsheet's format for the value that words stand for."""
    if isinstance(words, Number):
        return "#,##0" + ("." + "0" * words.decimals if words.decimals else "")
    if isinstance(words, Percent):
        return "0" + ("." + "0" * words.decimals if words.decimals else "") + "%"
    if isinstance(words, Moment):
        return f"{WEEKDAY[language]} {MOMENTS[words.form]}"
    return "@"


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[Style, Format] = {}

    def of(self, style: Style) -> "Format":
        """Return the format of a style."""
        if style not in self._made:
            self._made[style] = self._book.add_format(_properties(style))
        return self._made[style]


def _properties(style: Style) -> dict[str, object]:
    properties: dict[str, object] = {
        "font_color": INK,
        "font_size": 10,
        "num_format": style.number,
        "bold": style.strong,
        "text_wrap": style.wrapped,
        "valign": "top",
        "border": 1,
        "border_color": RULE,
    }
    return properties | ({"bg_color": FILLS[style.fill]} if style.fill else {})
