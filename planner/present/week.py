"""The planned week as people see it: local days and times, and elapsed hours for the charts."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.present.facts import RunFacts
from reports import Moment, Words, pages
from reports import text as _

HOUR = pd.Timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Week:
    """Some local days in a time zone; a day may have 23 to 25 hours."""

    first_day: dt.date
    days: int
    timezone: str
    interval_min: int

    @property
    def dates(self) -> list[dt.date]:
        """The days in order."""
        return [self.first_day + dt.timedelta(days=day) for day in range(self.days)]

    @property
    def end(self) -> pd.Timestamp:
        """The midnight after the last day."""
        return self.midnight(self.first_day + dt.timedelta(days=self.days))

    @property
    def length_h(self) -> float:
        """Hours from the first midnight to the last."""
        return self.elapsed_h(self.end)

    @property
    def day_names(self) -> list[Words]:
        """The days as headings."""
        return [Moment(day, "day") for day in self.dates]

    def midnight(self, day: dt.date) -> pd.Timestamp:
        """Return the beginning of a local day."""
        return pd.Timestamp(day, tz=self.timezone)

    def elapsed_h(self, moment: dt.datetime | pd.Timestamp) -> float:
        """Return the hours from the first midnight to a moment; a moment without a zone is local time."""
        at = pd.Timestamp(moment)
        at = at.tz_localize(self.timezone) if at.tzinfo is None else at
        return float((at - self.midnight(self.first_day)) / HOUR)

    def local(self, moments: pd.Series) -> pd.Series:
        """Return moments in local time; a column without rows may come without a type."""
        return pd.to_datetime(moments, utc=True).dt.tz_convert(self.timezone)

    def wall(self, moments: pd.Series) -> pd.Series:
        """Return moments as local wall times without a zone: what happened at the same hour of another week."""
        wall: pd.Series = self.local(moments).dt.tz_localize(None)
        return wall

    def of(self, frame: pd.DataFrame, column: str = "interval_start") -> pd.DataFrame:
        """Return the rows that begin in the week in time's order, `column` in local time."""
        local = frame.assign(**{column: self.local(frame[column])})
        inside = (local[column] >= self.midnight(self.first_day)) & (local[column] < self.end)
        return local[inside].sort_values(column, kind="stable")

    def axis(self, starts: pd.Series) -> pages.TimeAxis:
        """Return the week's time axis with the intervals that begin at `starts`."""
        first = self.midnight(self.first_day)
        return pages.TimeAxis(
            length_h=self.length_h,
            days=[pages.Day(self.elapsed_h(self.midnight(day)), Moment(day, "day")) for day in self.dates],
            interval_h=self.interval_min / 60,
            starts_h=[float(hours) for hours in (starts - first) / HOUR],
        )

    def hourly(
        self, rows: pd.DataFrame, caption: Words, cell: Callable[[Sequence[Any]], Words | pages.Cell]
    ) -> pages.Table:
        """Return a table of hours by days; `cell` sums up the rows of one hour of one day, given as named tuples."""
        inside: dict[tuple[int, dt.date], list[Any]] = defaultdict(list)
        for row in records(rows):
            inside[row.interval_start.hour, row.interval_start.date()].append(row)
        hours = sorted({hour for hour, _day in inside})
        cells = {key: cell(group) for key, group in inside.items()}
        body = [[f"{hour:02d}:00", *(cells.get((hour, day), "") for day in self.dates)] for hour in hours]
        columns = [pages.Column(_("Hour")), *(pages.Column(day, number=True) for day in self.day_names)]
        return pages.Table(columns, body, caption)


def week_of(facts: RunFacts) -> Week:
    """Return the week that a run plans."""
    return Week(facts.first_day, facts.days, facts.timezone, facts.interval_min)


def mean(values: Iterable[float]) -> float:
    """Return the mean of the values that are known; NaN where none is."""
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def records(frame: pd.DataFrame) -> list[Any]:
    """Return the rows as named tuples, one attribute a column."""
    return list(frame.itertuples(index=False))


def greatest(rows: pd.DataFrame, column: str) -> Any:
    """Return the first row with the greatest value of a column, as a named tuple."""
    return records(rows)[int(rows[column].to_numpy().argmax())]
