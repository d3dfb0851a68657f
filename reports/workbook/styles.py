"""The formats of a workbook's cells, each made once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reports.words import Moment, Number, Percent, Words
from reports.workbook.palette import FILLS, INK, RULE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

MOMENTS: Mapping[str, str] = {"weekday": "", "day": "mm-dd", "date": "yyyy-mm-dd", "moment": "mm-dd hh:mm"}
"""How a spreadsheet writes the forms of a moment, behind the weekday: that it would name in its own language."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks: its number format (`@` is text), its ground, and whether lines part it from its neighbours."""

    number: str = "@"
    fill: str = ""
    strong: bool = False
    wrapped: bool = False
    lined: bool = True


def number_format(words: Words, language: str) -> str:
    """Return the spreadsheet's format for the value that words stand for."""
    if isinstance(words, Number):
        return "#,##0" + ("." + "0" * words.decimals if words.decimals else "")
    if isinstance(words, Percent):
        return "0" + ("." + "0" * words.decimals if words.decimals else "") + "%"
    if isinstance(words, Moment):
        return f'"{weekday(words.at.weekday(), language)}" {MOMENTS[words.form]}'
    return "@"


@cache
def weekday(number: int, language: str) -> str:
    """Return the short name of a weekday (0 is Monday)."""
    return Moment(dt.date.fromordinal(1 + number), "weekday").in_language(language)


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
        "align": "left" if style.number[0] in '@"' else "right",  # text and moments, numbers
        "top": 1,
        "bottom": 1,
        "left": int(style.lined),
        "right": int(style.lined),
        "top_color": RULE,
        "bottom_color": RULE,
        "left_color": RULE,
        "right_color": RULE,
    }
    return properties | ({"bg_color": FILLS[style.fill]} if style.fill else {})
