"""Cells as exports write them: `1,250`, `95.3%`, `00:03:25`, `09:30-10:00`, `6.12.2026 9:30 pm`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.errors import Message
from planner.files.clock import FIRST_YEAR, LAST_YEAR, NotATime, parse_time
from planner.files.importing.headers import Unit, dictionary, folded
from planner.files.importing.mapping import DateOrder
from planner.files.refusal import Refusal, shortened
from planner.schema import KIND_NAMES, NotOfKind, TooSmall

DAY_MIN = 24 * 60
SECONDS_PER_UNIT: dict[Unit, float] = {"s": 1.0, "min": 60.0, "h": 3600.0}

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?(e[+-]?\d+)?", re.ASCII)
_DURATION = re.compile(r"(?:(\d+):)?(\d+):(\d{2}(?:\.\d+)?)", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(t.*|.*(z|\+\d{2}:?\d{2}))", re.ASCII)
_DATE = re.compile(r"(\d{4}|\d{1,2})[^\d:](\d{1,2})[^\d:](\d{4}|\d{1,2})(?!\d)", re.ASCII)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)", re.ASCII)
_CLOCK = re.compile(r"(?:(am|pm) *)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? *(am|pm)?", re.ASCII)
_BARE_CLOCK = re.compile(r"(\d{1,2})(\d{2})?", re.ASCII)
_UNREAD = re.compile(r"\d|(?!to\b)[a-z]{2,}")


class DayOrMonthFirst(Message):
    """A date whose order the mapping does not tell."""

    template = "{value} may begin with the day or the month; set date_order in the mapping"


class NoDay(Message):
    """A time of day without a day."""

    template = "no day is given with it"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a cell says of time: a day, a time of day (24:00 is one day), the length of a range; each may be missing."""

    day: date | None = None
    clock: timedelta | None = None
    length_min: float | None = None
    moment: datetime | None = None  # of a cell with an offset

    def on(self, day: date | None) -> datetime:
        """Return the time said, taking a missing day from another cell.

        Raises
        ------
        Refusal
            When neither names a day.
        """
        if self.moment is not None:
            return self.moment
        whole = self.day or day
        if whole is None:
            raise Refusal(NoDay())
        return datetime.combine(whole, time.min) + (self.clock or timedelta())


def number(text: str) -> float:
    """Return the number of a cell, 0 or more; `1,250` is 1250 and `95.3%` is 0.953.

    Raises
    ------
    Refusal
        When it is no number, or negative.
    """
    bare = folded(text).replace(" ", "")
    percent = bare.endswith("%")
    bare = bare.removesuffix("%")
    if not _NUMBER.fullmatch(bare) or (value := float(bare.replace(",", ""))) == float("inf"):
        raise Refusal(NotOfKind(value=shortened(text), kind=KIND_NAMES["number"]))
    if value < 0:
        raise Refusal(TooSmall(value=bare, low=0))
    return value / 100 if percent else value


def duration_s(text: str, unit: Unit) -> float:
    """Return seconds of `h:mm:ss` or `m:ss`, or of a number in `unit`.

    Raises
    ------
    Refusal
        When it is neither, or negative.
    """
    match = _DURATION.fullmatch(folded(text))
    if match:
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    return number(text) * SECONDS_PER_UNIT[unit]


def stamp(text: str, order: DateOrder) -> Stamp:
    """Return what a cell says of time: a date, a time of day, a range, or several of these.

    Raises
    ------
    Refusal
        When it says nothing of time, or the order of its date cannot be known.
    """
    plain = _with_plain_halves_of_day(folded(text))
    if _ISO.fullmatch(plain):
        moment = parse_time(plain.upper())
        return Stamp(day=moment.date(), clock=_since_midnight(moment), moment=moment if moment.tzinfo else None)
    match = _COMPACT_DATE.match(plain) or _DATE.match(plain)
    day = _day(match, text, order) if match else None
    rest = _DATE.sub("", plain[match.end() :]) if match else plain  # a range may write its day twice
    clocks = _clocks(rest)
    unread = _UNREAD.search(_CLOCK.sub("", rest)) if not _BARE_CLOCK.fullmatch(rest.strip()) else None
    too_late = any(clock > timedelta(days=1) for clock in clocks)
    if unread or too_late or len(clocks) > 2 or (day is None and not clocks):
        raise Refusal(NotATime(value=shortened(text)))
    length = (clocks[1] - clocks[0]) % timedelta(days=1) if len(clocks) == 2 else None
    return Stamp(day, clocks[0] if clocks else None, length / timedelta(minutes=1) if length is not None else None)


def _with_plain_halves_of_day(text: str) -> str:
    words = dictionary()
    for half, names in (("am", words.before_noon), ("pm", words.after_noon)):
        for name in names:
            text = text.replace(name, half)
    return text


def _day(match: re.Match[str], text: str, order: DateOrder) -> date:
    first, second, third = match.groups()
    if len(first) == 4:
        year, month, day = first, second, third
    elif order == "ymd":
        raise Refusal(DayOrMonthFirst(value=shortened(text)))
    else:
        parts = dict(zip(order, (first, second, third), strict=True))
        year, month, day = parts["y"], parts["m"], parts["d"]
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        if not FIRST_YEAR <= full_year <= LAST_YEAR:
            raise ValueError
        return date(full_year, int(month), int(day))
    except ValueError:
        raise Refusal(NotATime(value=shortened(text))) from None


def _clocks(text: str) -> list[timedelta]:
    """Return the times of day in `text`: `9:30`, `09:30:00`, `9:30 pm`, or digits alone, `9` and `0930`."""
    bare = _BARE_CLOCK.fullmatch(text.strip())
    if bare:
        return [timedelta(hours=int(bare[1]), minutes=int(bare[2] or 0))]
    found = []
    for before, hour, minute, second, after in _CLOCK.findall(text):
        half = before or after
        hours = int(hour) % 12 + (12 if half == "pm" else 0) if half and int(hour) <= 12 else int(hour)
        found.append(timedelta(hours=hours, minutes=int(minute), seconds=int(second or 0)))
    return found


def _since_midnight(moment: datetime) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
