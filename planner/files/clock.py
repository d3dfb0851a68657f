"""Times as people and systems write them, and what the clocks of a place make of them."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.errors import Message
from planner.files.refusal import Refusal, shortened

FIRST_YEAR, LAST_YEAR = 1970, 2199

# What Excel makes of an ISO time when a person opens and saves the CSV.
_LOOSE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)


class NotATime(Message):
    """A cell that must hold a time holds something else."""

    template = "{value} is not a time; expected is one such as 2026-12-07T09:30"


class TimeComesTwice(Message):
    """A local time in the hour that the clocks repeat, without the offset that would tell which."""

    template = "{value} comes twice in {timezone} as the clocks go back; write the offset, such as {example}"


class TimeDoesNotExist(Message):
    """A local time in the hour that the clocks skip."""

    template = "{value} does not exist in {timezone}: the clocks go forward past it"


def parse_time(text: str) -> datetime:
    """Return the time that `text` says in ISO 8601, with its offset if it has one.

    What Excel makes of it, `2026/12/7 9:30`, and 24:00 for the end of a day are understood.

    Raises
    ------
    Refusal
        When it is no time, or lies outside 1970 to 2199.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _parse_loose(text)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Refusal(NotATime(value=shortened(text)))
    return moment


def _parse_loose(text: str) -> datetime:
    match = _LOOSE.fullmatch(text)
    if match is None:
        raise Refusal(NotATime(value=shortened(text)))
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        if (hour, minute, second) == (24, 0, 0):
            return datetime(year, month, day) + timedelta(days=1)
        return datetime(year, month, day, hour, minute, second)
    except (ValueError, OverflowError):
        raise Refusal(NotATime(value=shortened(text))) from None


def comes_twice(wall: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the local time `wall` lies in an hour that the clocks of `zone` repeat."""
    return _offset(wall, zone, 0) > _offset(wall, zone, 1)


def localise(wall: datetime, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """Return the moment (in UTC) of the local time `wall`; of two, the earlier unless `later`.

    Raises
    ------
    Refusal
        When the clocks of `zone` skip that time.
    """
    if _offset(wall, zone, 0) < _offset(wall, zone, 1):
        raise Refusal(TimeDoesNotExist(value=wall.isoformat(), timezone=zone.key))
    return wall.replace(tzinfo=zone, fold=int(later)).astimezone(UTC)


def localise_strictly(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment (in UTC) of the local time `wall`, which must be one only.

    Raises
    ------
    Refusal
        When the clocks of `zone` skip or repeat that time.
    """
    if comes_twice(wall, zone):
        example = wall.replace(tzinfo=zone).isoformat()
        raise Refusal(TimeComesTwice(value=wall.isoformat(), timezone=zone.key, example=example))
    return localise(wall, zone)


def _offset(wall: datetime, zone: ZoneInfo, fold: int) -> timedelta:
    # PEP 495: in a repeated hour fold 0 has the larger offset, in a skipped one the smaller.
    return wall.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta()
