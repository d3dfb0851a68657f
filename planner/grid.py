"""The time grid of a horizon: the only place that knows clock changes.

A horizon is a number of whole local days. Time on it is counted in steps of real minutes from its first midnight, so
that a day has 23 to 25 hours where clocks change, and a shift lasts as long as its length says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS_A_WEEK = 7
MOST_DAYS_AHEAD = 3653


class NotAWeek(UsageError):
    """A week that is not written as ISO 8601 does."""

    template = "{text} is no week; an example is 2026-W50"


class TooFarAhead(UsageError):
    """Days that no history can tell of."""

    template = "{first} is more than ten years after {last}, the last day of the history"


def monday_of(week: str) -> date:
    """Return the Monday of an ISO week such as `2026-W50`."""
    match = re.fullmatch(r"(\d{4})-W(\d{2})", week)
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else date.fromisocalendar(0, 0, 0)
    except ValueError as error:
        raise NotAWeek(text=week) from error


def week_of(day: date) -> str:
    """Return the ISO week of a day, such as `2026-W50`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def refuse_far(first: date, last_known: date) -> None:
    """Refuse to plan more than ten years after the last day of a history: it says nothing of that time.

    Raises
    ------
    TooFarAhead
        If `first` is later.
    """
    if (first - last_known).days > MOST_DAYS_AHEAD:
        raise TooFarAhead(first=first, last=last_known)


def week_before(week: str) -> str:
    """Return the ISO week before a week."""
    return week_of(monday_of(week) - timedelta(days=DAYS_A_WEEK))


@dataclass(frozen=True)
class Grid:
    """Steps of `step_min` minutes over `days` local days from `first`."""

    first: date
    days: int
    step_min: int
    timezone: str

    def at(self, day: int, minute: int = 0) -> datetime:
        """Return the local wall time `minute` minutes after midnight of a day; an hour skipped becomes the next one."""
        wall = datetime.combine(self.first + timedelta(days=day), datetime.min.time()) + timedelta(minutes=minute)
        local = wall.replace(tzinfo=ZoneInfo(self.timezone))
        return datetime.fromtimestamp(local.timestamp(), ZoneInfo(self.timezone))

    @cached_property
    def day_steps(self) -> tuple[int, ...]:
        """Step at which each day begins, and the end of the horizon: `days + 1` numbers."""
        return tuple(self.step_of(self.at(day)) for day in range(self.days + 1))

    @property
    def steps(self) -> int:
        """Number of steps in the horizon."""
        return self.day_steps[-1]

    @cached_property
    def starts(self) -> pd.DatetimeIndex:
        """Start of every step, zone-aware."""
        return pd.date_range(self.at(0), periods=self.steps, freq=f"{self.step_min}min")

    @cached_property
    def day_of(self) -> npt.NDArray[np.int64]:
        """Day of every step."""
        return np.repeat(np.arange(self.days), np.diff(self.day_steps))

    def minute_of_day(self) -> npt.NDArray[np.int64]:
        """Wall-clock minute of the day at which every step starts."""
        return np.asarray(self.starts.hour * 60 + self.starts.minute, dtype=np.int64)

    @cached_property
    def _begins_s(self) -> float:
        """Seconds of the horizon's start since 1970."""
        return self.at(0).timestamp()

    def step_of(self, moment: datetime) -> int:
        """Return the step in which a moment lies; negative before the horizon."""
        return int((moment.timestamp() - self._begins_s) // (60 * self.step_min))

    def step_at(self, day: int, minute: int) -> int:
        """Return the step of a wall time `minute` minutes after a day's midnight."""
        return self.step_of(self.at(day, minute))

    def moment(self, step: int) -> datetime:
        """Return the start of a step as local time; steps outside the horizon are allowed."""
        seconds = self._begins_s + step * 60 * self.step_min
        return datetime.fromtimestamp(seconds, ZoneInfo(self.timezone))

    def dates(self) -> Iterator[date]:
        """Yield the days."""
        for day in range(self.days):
            yield self.first + timedelta(days=day)
