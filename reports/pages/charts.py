"""Charts: every one has a caption in words and carries its data table.

Hours on a time axis are elapsed hours since its first midnight, so that days of 23 and 25 hours keep their true width.
A value that is not there is NaN: lines break at it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from reports.pages.blocks import Table
from reports.words import Words

Unit = Literal["number", "share"]


@dataclass(frozen=True, slots=True)
class Day:
    """Where a day begins on a time axis."""

    at_h: float
    label: Words


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Some whole days, cut into intervals of one length; `starts_h` are the intervals drawn, in order.

    `hours` says whether the hours of the day are marked.
    """

    length_h: float
    days: Sequence[Day]
    interval_h: float
    starts_h: Sequence[float]
    hours: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A named stretch of time behind a chart: a holiday, a promotion."""

    start_h: float
    end_h: float
    label: Words


@dataclass(frozen=True, slots=True)
class Line:
    """A named line: one value for each interval of the axis."""

    name: Words
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Band:
    """A named band between two lines."""

    name: Words
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True, slots=True)
class BandChart:
    """A line, the band it is expected to stay in, `beside` it a line to compare it with, and marked times."""

    title: Words
    caption: Words
    axis: TimeAxis
    line: Line
    table: Table
    band: Band | None = None
    beside: Line | None = None
    marks: Sequence[Mark] = ()
    unit: Unit = "number"
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
class StackChart:
    """Areas one upon the other, and a line to compare their sum with."""

    title: Words
    caption: Words
    axis: TimeAxis
    layers: Sequence[Line]
    line: Line
    table: Table
    part: ClassVar[str] = "stack_chart"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row of a heat table; None is a cell with nothing to say."""

    label: Words
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Coloured cells with the number printed; a heading spans several cells.

    `people` short (negative) or spare, or `share` of the time at work.
    """

    title: Words
    caption: Words
    headings: Sequence[Words]
    cells_per_heading: int
    rows: Sequence[HeatRow]
    scale: Literal["people", "share"] = "people"
    part: ClassVar[str] = "heat_table"


@dataclass(frozen=True, slots=True)
class Bar:
    """How many there are in one class of a histogram."""

    label: Words
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts by class, side by side."""

    title: Words
    caption: Words
    bars: Sequence[Bar]
    table: Table
    part: ClassVar[str] = "histogram"
