"""Days on the axis of slots, and the periods in which hours are counted."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """The slots from `start` to before `end`."""

    start: int
    end: int

    def __contains__(self, slot: int) -> bool:
        return self.start <= slot < self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a slot."""
        return self.start < other.end and other.start < self.end

    def slots(self) -> range:
        """Return the slots inside."""
        return range(self.start, self.end)


class Period(StrEnum):
    """A stretch of the calendar within which hours are counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Day:
    """A day to plan; `pay_percent` is the pay class of shifts that start on it.

    `month`, `quarter` and `year` number the calendar's periods: days of one period have the same number.
    """

    span: Span
    pay_percent: int = 100
    holiday: bool = False  # statutory
    month: int = 0
    quarter: int = 0
    year: int = 0
