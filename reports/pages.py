"""What a page shows, free of language and of mark-up: sections of blocks, each block with the data it draws.

A block names in `part` the template that draws it. Every chart carries its data table. Hours on a time axis are
elapsed hours since its first midnight, so that days of 23 and 25 hours keep their true width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from reports.words import Words

Tone = Literal["plain", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Card:
    """One key figure with its label and a line of explanation."""

    label: Words
    value: Words
    note: Words = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Cards:
    """Key figures side by side."""

    cards: Sequence[Card]
    part: ClassVar[str] = "cards"


@dataclass(frozen=True, slots=True)
class Notices:
    """Warnings and advice, one sentence each."""

    notices: Sequence[Words]
    part: ClassVar[str] = "notices"


@dataclass(frozen=True, slots=True)
class Listing:
    """A titled list; a folded one shows its title and count until it is opened, and all of it in print."""

    title: Words
    items: Sequence[Words]
    folded: bool = False
    part: ClassVar[str] = "listing"


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of running text."""

    paragraphs: Sequence[Words]
    part: ClassVar[str] = "prose"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name with its value."""

    name: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Entries:
    """Names with their values."""

    entries: Sequence[Entry]
    part: ClassVar[str] = "entries"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand to the right."""

    heading: Words
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that has more to say than its words.

    It may be good or bad news, `key` is text to copy as it stands, and `note` stands small beneath.
    """

    words: Words
    tone: Tone = "plain"
    key: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A plain table; the first cell of each row is its heading."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Words | Cell]]
    caption: Words = ""
    title: Words = ""
    part: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class Day:
    """Where a day begins on a time axis."""

    at_h: float
    label: Words


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Some whole days, cut into intervals of one length; `starts_h` are the intervals drawn, in order."""

    length_h: float
    days: Sequence[Day]
    interval_h: float
    starts_h: Sequence[float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A named stretch of time behind a chart: a holiday, a promotion."""

    start_h: float
    end_h: float
    label: Words


@dataclass(frozen=True, slots=True)
class BandChart:
    """A line with the band it is expected to stay in: one value of each for every interval of the axis."""

    title: Words
    caption: Words
    axis: TimeAxis
    line: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    marks: Sequence[Mark]
    table: Table
    part: ClassVar[str] = "band_chart"


@dataclass(frozen=True, slots=True)
class StepChart:
    """People required against people scheduled in each interval of the axis; what is short is filled."""

    title: Words
    caption: Words
    axis: TimeAxis
    required: Sequence[float]
    scheduled: Sequence[float]
    table: Table
    part: ClassVar[str] = "step_chart"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row of a heat table; None is a cell with nothing to say."""

    label: Words
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """People short (negative) or spare in coloured cells with the number printed; a heading spans several cells."""

    title: Words
    caption: Words
    headings: Sequence[Words]
    cells_per_heading: int
    rows: Sequence[HeatRow]
    part: ClassVar[str] = "heat_table"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a shift that is no ordinary work, in hours since the shift day's midnight."""

    start_h: float
    end_h: float
    kind: Literal["break", "handover", "activity"]


@dataclass(frozen=True, slots=True)
class Duty:
    """One shift of one person: `shift` counts in the table's shifts, hours from the midnight of the day it begins."""

    start_h: float
    end_h: float
    clock: str
    shift: int
    stretches: Sequence[Stretch]
    hint: Words
    post: Words = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class RosterCell:
    """One person's day: a duty, or why there is none; `wish` is good when granted and bad when not."""

    duty: Duty | None = None
    absence: Words = ""
    wish: Cell | None = None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person's week."""

    agent: str
    name: str
    cells: Sequence[RosterCell]
    totals: Sequence[Words]


@dataclass(frozen=True, slots=True)
class RosterTeam:
    """The people of one team, and a word on each day."""

    name: Words
    rows: Sequence[RosterRow]
    days: Sequence[Words]


@dataclass(frozen=True, slots=True)
class RosterTable:
    """Who works when, by team; each day's strip shows the hours `from_h` to `to_h`; `shifts` name the kinds."""

    days: Sequence[Words]
    totals: Sequence[Words]
    teams: Sequence[RosterTeam]
    shifts: Sequence[Words]
    from_h: float
    to_h: float
    part: ClassVar[str] = "roster_table"


Block = Cards | Notices | Listing | Prose | Entries | Table | BandChart | StepChart | HeatTable | RosterTable


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page; `anchor` is its address within the file."""

    anchor: str
    title: Words
    blocks: Sequence[Block]
    lead: Words = ""
    side_by_side: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    title: Words
    subtitle: Words
    sections: Sequence[Section]
    footer: Words = ""
