"""What a workbook holds, free of language: sheets of rows whose cells are the words, numbers and moments of a page.

A `Number`, `Percent` or `Moment` becomes a number or a date that a spreadsheet counts with; everything else is text.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reports.words import Words


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in characters; what does not fit is wrapped where it may be.

    A `note` is shown behind the heading and is no part of the cell's text. The columns of a `strip` have no lines
    between them, and what they are headed by runs on.
    """

    heading: Words
    width: float = 10.0
    wrapped: bool = False
    note: Words = ""
    strip: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Words on a coloured ground (a name of `palette.FILLS`), which may be strong."""

    words: Words
    fill: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """People scheduled as an area and people required as a line, over some rows of a sheet.

    `rows` count from the first row below the headings, columns from 0; a label stands at every `label_every`-th row.
    """

    title: Words
    rows: range
    moments: int
    required: int
    scheduled: int
    label_every: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under one row of headings, which stays in sight and is printed again on each page.

    `frozen` columns stay in sight too. `pages_at` are the rows with which a new page begins. What is `narrow` is as
    wide as it is when printed; everything else is fitted to the width of a page. Charts stand beside the rows.
    """

    name: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[Words | Cell]]
    frozen: int = 1
    pages_at: Sequence[int] = ()
    narrow: bool = False
    hidden: bool = False
    charts: Sequence[Chart] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; its first sheet is the one it opens on. `made_on` is the date that it says of itself."""

    title: Words
    made_on: dt.date
    sheets: Sequence[Sheet]
