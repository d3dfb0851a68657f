"""Shifts with their breaks, and posts with their handovers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import (
    DAY_MIN,
    AfterStart,
    Clock,
    Hours,
    Id,
    Pair,
    Refused,
    Several,
    Strict,
    Weekdays,
    after_min,
    clock_min,
)

Minutes = Annotated[int, Field(gt=0)]

SMALL_HOURS_MIN = (0, 5 * 60)  # 00:00-05:00, in which people sleep who do not work nights
NIGHT_LEAST_MIN = 3 * 60


class WindowTooShort(Message):
    """A break that does not fit its window."""

    template = "the break of {length_min} min is longer than its window of {window_min} min"


class BreakOutside(Message):
    """A window beyond the shift's end."""

    template = "the window of a break ends at {end}, after the shift of {length_min} min"


class NothingPaid(Message):
    """A shift of breaks only."""

    template = "the unpaid breaks fill the whole shift"


class Break(Strict):
    """A break of a shift: how long, paid or not, and the window in which it starts and ends."""

    min: Minutes
    paid: bool = False
    window: Pair[AfterStart] = Field(description="earliest start and latest end after the shift's start")

    @model_validator(mode="after")
    def _fits(self) -> Break:
        window_min = after_min(self.window[1]) - after_min(self.window[0])
        if self.min > window_min:
            raise Refused(WindowTooShort(length_min=self.min, window_min=window_min))
        return self


class Shift(Strict):
    """A kind of shift: its possible starts, length and breaks."""

    name: str = ""
    starts: Annotated[Several[Clock], Field(min_length=1)]
    length_min: Annotated[int, Field(gt=0, le=16 * 60)]
    breaks: Several[Break] = ()
    night: bool | None = Field(None, description="whether it counts as a night; absent = by its hours")

    @property
    def is_night(self) -> bool:
        """Whether it counts as a night: as set, else if from any start it works NIGHT_LEAST_MIN of the small hours."""
        if self.night is not None:
            return self.night
        start, end = SMALL_HOURS_MIN
        begins = [clock_min(text) for text in self.starts]
        worked = [
            min(begin + self.length_min, end + day) - max(begin, start + day)
            for begin in begins
            for day in (0, DAY_MIN)
        ]
        return max(worked) >= NIGHT_LEAST_MIN

    @property
    def paid_min(self) -> int:
        """Minutes paid: the length without unpaid breaks."""
        return self.length_min - sum(pause.min for pause in self.breaks if not pause.paid)

    @model_validator(mode="after")
    def _breaks_inside(self) -> Shift:
        for pause in self.breaks:
            if after_min(pause.window[1]) > self.length_min:
                raise Refused(BreakOutside(end=pause.window[1], length_min=self.length_min))
        if self.paid_min <= 0:
            raise Refused(NothingPaid())
        return self


class Post(Strict):
    """A duty that somebody holds at all hours named, one whole shift at a time, handed over with an overlap."""

    name: str = ""
    hours: Hours
    days: Weekdays = "mon-sun"
    holders: Annotated[int, Field(ge=1)] = 1
    skill: Id
    min_level: Annotated[int, Field(ge=1, le=9)] = 1
    overlap_min: Annotated[int, Field(ge=0)] = 0
    on_contacts: bool = Field(False, description="whether a holder also takes contacts")
