"""Shifts with their breaks, and posts with their handovers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import AfterStart, Clock, Hours, Id, Refused, Strict, Weekdays, after_min

Minutes = Annotated[int, Field(gt=0)]


class WindowTooShort(Message):
    """A break that does not fit its window."""

    template = "the break is longer than its window"


class BreakOutside(Message):
    """A window beyond the shift's end."""

    template = "a break's window ends after the shift"


class NothingPaid(Message):
    """A shift of breaks only."""

    template = "the unpaid breaks fill the whole shift"


class Break(Strict):
    """A break of a shift: how long, paid or not, and the window in which it starts and ends."""

    min: Minutes
    paid: bool = False
    window: tuple[AfterStart, AfterStart] = Field(description="earliest start and latest end after the shift's start")

    @model_validator(mode="after")
    def _fits(self) -> Break:
        if after_min(self.window[0]) + self.min > after_min(self.window[1]):
            raise Refused(WindowTooShort())
        return self


class Shift(Strict):
    """A kind of shift: its possible starts, length and breaks."""

    name: str = ""
    starts: Annotated[tuple[Clock, ...], Field(min_length=1)]
    length_min: Annotated[int, Field(gt=0, le=16 * 60)]
    breaks: tuple[Break, ...] = ()

    @property
    def paid_min(self) -> int:
        """Minutes paid: the length without unpaid breaks."""
        return self.length_min - sum(pause.min for pause in self.breaks if not pause.paid)

    @model_validator(mode="after")
    def _breaks_inside(self) -> Shift:
        if any(after_min(pause.window[1]) > self.length_min for pause in self.breaks):
            raise Refused(BreakOutside())
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
