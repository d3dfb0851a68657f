"""Ground of the plan's models: strict and frozen; and the small types of a plan: ids, clock times, hours, weekdays."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from planner.errors import Message

DAY_MIN = 24 * 60
END_OF_DAY = "24:00"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Part = TypeVar("Part")
Several = Annotated[tuple[Part, ...], Field(strict=False)]  # TOML has lists; a frozen model keeps tuples
Pair = Annotated[tuple[Part, Part], Field(strict=False)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]


_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class Refused(ValueError):
    """A value that a model refuses, with the message for the planner."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


class NotAClock(Message):
    """Not `HH:MM`."""

    template = "must be a clock time from 00:00 to 23:59, such as 09:30"


class NotAfterStart(Message):
    """Not `+H:MM`."""

    template = "must be a time after the shift's start such as +2:00"


class NotInShift(Message):
    """Neither `+H:MM` nor `-H:MM`."""

    template = "must be a time after the shift's start such as +0:15, or before its end such as -1:00"


class NotHours(Message):
    """Not `HH:MM-HH:MM`."""

    template = "must be hours such as 08:00-22:00, at most until 24:00"


class EmptyHours(Message):
    """Hours of no length."""

    template = "starts and ends at the same time; the whole day is 00:00-24:00"


class NotWeekdays(Message):
    """Not days of the week."""

    template = "must name days such as mon-fri, sat or mon,wed"


class Strict(BaseModel):
    """A part of the plan: unknown keys and quoted numbers are refused, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


def clock_min(text: str) -> int:
    """Return minutes after midnight of `HH:MM`."""
    match = _CLOCK.fullmatch(text)
    if not match:
        raise Refused(NotAClock())
    return int(match[1]) * 60 + int(match[2])


def after_min(text: str) -> int:
    """Return minutes after the start of the shift of `+H:MM`."""
    match = re.fullmatch(r"\+([0-9]{1,2}):([0-5][0-9])", text)
    if not match:
        raise Refused(NotAfterStart())
    return int(match[1]) * 60 + int(match[2])


def in_shift_min(text: str, shift_min: int) -> int:
    """Return minutes after the start of a shift so long of `+H:MM`, or of `-H:MM` before its end."""
    match = re.fullmatch(r"([+-])([0-9]{1,2}):([0-5][0-9])", text)
    if not match:
        raise Refused(NotInShift())
    minutes = int(match[2]) * 60 + int(match[3])
    return minutes if match[1] == "+" else shift_min - minutes


def hours_min(text: str) -> tuple[int, int]:
    """Return start and end in minutes of `HH:MM-HH:MM`; 24:00 ends the day, an end before the start is on the next."""
    start_text, _, end_text = (part.strip() for part in text.partition("-"))
    if not _CLOCK.fullmatch(start_text) or not (end_text == END_OF_DAY or _CLOCK.fullmatch(end_text)):
        raise Refused(NotHours())
    start, end = clock_min(start_text), DAY_MIN if end_text == END_OF_DAY else clock_min(end_text)
    if start == end:
        raise Refused(EmptyHours())
    return start, end if end > start else end + DAY_MIN


def weekdays(text: str) -> tuple[int, ...]:
    """Return weekday numbers (Monday 0) of `mon-fri`, `sat` or `mon,wed,fri`."""
    days: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().lower().partition("-")
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            raise Refused(NotWeekdays())
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last if dash else first)
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
