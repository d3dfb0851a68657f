"""Ground of the plan's models: strict and frozen; and the small types of a plan: ids, clock times, hours, weekdays."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from planner.errors import Message

DAY_MIN = 24 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]


class Refused(ValueError):
    """A value that a model refuses, with the message for the planner."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


class NotAClock(Message):
    """Not `HH:MM`."""

    template = "must be a clock time such as 09:30, at most 24:00"


class NotAfterStart(Message):
    """Not `+H:MM`."""

    template = "must be a time after the shift's start such as +2:00"


class NotHours(Message):
    """Not `HH:MM-HH:MM`."""

    template = "must be hours such as 08:00-22:00"


class EmptyHours(Message):
    """Hours of no length."""

    template = "starts and ends at the same time; the whole day is 00:00-24:00"


class NotWeekdays(Message):
    """Not days of the week."""

    template = "must name days such as mon-fri, sat or mon,wed"


class Strict(BaseModel):
    """A part of the plan: unknown keys are refused, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def clock_min(text: str) -> int:
    """Return minutes after midnight of `HH:MM`; 24:00 is the end of the day."""
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d)", text)
    minutes = int(match[1]) * 60 + int(match[2]) if match else DAY_MIN + 1
    if minutes > DAY_MIN:
        raise Refused(NotAClock())
    return minutes


def after_min(text: str) -> int:
    """Return minutes after the start of the shift of `+H:MM`."""
    match = re.fullmatch(r"\+(\d{1,2}):([0-5]\d)", text)
    if not match:
        raise Refused(NotAfterStart())
    return int(match[1]) * 60 + int(match[2])


def hours_min(text: str) -> tuple[int, int]:
    """Return start and end in minutes of `HH:MM-HH:MM`; an end at or before the start is on the next day."""
    start_text, dash, end_text = text.partition("-")
    if not dash:
        raise Refused(NotHours())
    start, end = clock_min(start_text.strip()), clock_min(end_text.strip())
    if start == end:
        raise Refused(EmptyHours())
    return start, end if end > start else end + DAY_MIN


def weekdays(text: str) -> tuple[int, ...]:
    """Return weekday numbers (Monday 0) of `mon-fri`, `sat` or `mon,wed,fri`."""
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.strip().lower().partition("-")
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            raise Refused(NotWeekdays())
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        days += [day % 7 for day in range(start, (end if end >= start else end + 7) + 1)]
    return tuple(sorted(set(days)))


def _checked(parse: object) -> AfterValidator:
    """Keep the text as written, once it has been seen to parse."""

    def check(text: str) -> str:
        parse(text)  # type: ignore[operator]
        return text

    return AfterValidator(check)


Clock = Annotated[str, _checked(clock_min)]
AfterStart = Annotated[str, _checked(after_min)]
Hours = Annotated[str, _checked(hours_min)]
Weekdays = Annotated[str, _checked(weekdays)]
