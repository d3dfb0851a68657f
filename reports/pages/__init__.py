"""What a page shows, free of language and of mark-up: sections of blocks, each block with the data it draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.pages.blocks import (
    Card,
    Cards,
    Cell,
    Column,
    Entries,
    Entry,
    Folded,
    Listing,
    Notice,
    Notices,
    Prose,
    Table,
    Tone,
)
from reports.pages.charts import (
    Band,
    BandChart,
    Bar,
    Day,
    HeatRow,
    HeatTable,
    Histogram,
    Line,
    Mark,
    StackChart,
    StepChart,
    TimeAxis,
)
from reports.pages.roster import (
    DayPlan,
    DayRow,
    Duty,
    RosterCell,
    RosterRow,
    RosterTable,
    RosterTeam,
    Sheet,
    Sheets,
    Stretch,
)
from reports.words import Words

Block = (
    Cards
    | Notices
    | Listing
    | Prose
    | Entries
    | Table
    | Folded
    | BandChart
    | StepChart
    | StackChart
    | HeatTable
    | Histogram
    | RosterTable
    | DayPlan
    | Sheets
)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page; `anchor` is its address within the file; `columns` blocks stand side by side."""

    anchor: str
    title: Words
    blocks: Sequence[Block]
    lead: Words = ""
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    title: Words
    subtitle: Words
    sections: Sequence[Section]
    footer: Words = ""


__all__ = [
    "Band",
    "BandChart",
    "Bar",
    "Block",
    "Card",
    "Cards",
    "Cell",
    "Column",
    "Day",
    "DayPlan",
    "DayRow",
    "Duty",
    "Entries",
    "Entry",
    "Folded",
    "HeatRow",
    "HeatTable",
    "Histogram",
    "Line",
    "Listing",
    "Mark",
    "Notice",
    "Notices",
    "Page",
    "Prose",
    "RosterCell",
    "RosterRow",
    "RosterTable",
    "RosterTeam",
    "Section",
    "Sheet",
    "Sheets",
    "StackChart",
    "StepChart",
    "Stretch",
    "Table",
    "TimeAxis",
    "Tone",
]
