"""Time off contacts that the roster places: in every shift, or so many times a week, alone or with the team."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Pair, Refused, Several, Strict, Weekdays, clock_min, in_shift_min
from planner.plan.shifts import Minutes


class WindowShorter(Message):
    """An activity that does not fit its window."""

    template = "the activity of {length_min} min does not fit the window from {start} to {end}"


class TogetherOfTheWeek(Message):
    """Something in every shift that is said to be done together."""

    template = "only what is done so many times a week can be done together; leave out each_shift or together"


class Activity(Strict):
    """An activity: how long, when, who, and how many times a week or in each shift."""

    name: str = ""
    length_min: Minutes
    each_shift: bool = Field(False, description="once in every shift, in a window relative to its start or end")
    per_week: Annotated[int, Field(ge=1, le=7)] = Field(1, description="times a week for each agent")
    window: Pair[str] = Field(
        description="earliest start and latest end: 13:00 to 17:00; in each shift +0:00 after its start, -1:00 before "
        "its end"
    )
    days: Weekdays = "mon-sun"
    who: Literal["all", "team"] = Field("all", description="of whom those who do it together are: all, or each team")
    tags: Several[str] = Field((), description="only agents with one of these tags; absent = everybody")
    together: bool = Field(False, description="all at the same time")
    least_share: Annotated[float, Field(gt=0, le=1)] = Field(
        1.0, description="together: the least share of them that is there"
    )

    @model_validator(mode="after")
    def _fits(self) -> Activity:
        if self.each_shift:
            for text in self.window:
                in_shift_min(text, 0)
            if self.together:
                raise Refused(TogetherOfTheWeek())
        else:
            start, end = map(clock_min, self.window)
            if end - start < self.length_min:
                start_text, end_text = self.window
                raise Refused(WindowShorter(length_min=self.length_min, start=start_text, end=end_text))
        return self

    def window_min(self, shift_min: int) -> tuple[int, int]:
        """Return the window in minutes: of the day, or after the start of a shift so long."""
        if self.each_shift:
            return in_shift_min(self.window[0], shift_min), in_shift_min(self.window[1], shift_min)
        return clock_min(self.window[0]), clock_min(self.window[1])
