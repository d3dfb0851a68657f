"""A time zone as a calendar carries it: the offsets in force over its days and the changes among them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

HOUR, SECOND = dt.timedelta(hours=1), dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Onset:
    """From a moment on another offset is in force."""

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta

    @property
    def wall(self) -> dt.datetime:
        """The wall time of the onset, as clocks show it that have not been changed yet (RFC 5545, 3.6.5)."""
        return (self.at + self.before).replace(tzinfo=None)


def vtimezone(timezone: str, first: dt.datetime, last: dt.datetime) -> "Timezone":
    """Return the VTIMEZONE of a zone that holds from one moment to another.

    Only the changes between them are told: of a longer span programs would have to guess the rule.
    """
    from icalendar import Timezone

    zone = Timezone()
    zone.add("tzid", timezone)
    for onset in _onsets(ZoneInfo(timezone), first, last):
        zone.add_component(_observance(ZoneInfo(timezone), onset))
    return zone


def _observance(zone: ZoneInfo, onset: Onset) -> "TimezoneStandard | TimezoneDaylight":
    from icalendar import TimezoneDaylight, TimezoneStandard

    local = onset.at.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", onset.wall)
    part.add("tzname", local.tzname())
    part.add("tzoffsetfrom", onset.before)
    part.add("tzoffsetto", onset.after)
    return part


def _onsets(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[Onset]:
    """Yield the offset in force at first, and every change until last."""
    at = first.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
    offset = _offset(zone, at)
    yield Onset(at, offset, offset)
    while at < last:
        at += HOUR
        if (after := _offset(zone, at)) != offset:
            yield Onset(_change(zone, at - HOUR, at), offset, after)
            offset = after


def _change(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> dt.datetime:
    """Return the first second with the offset of `after`, by halves."""
    old = _offset(zone, before)
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: ZoneInfo, at: dt.datetime) -> dt.timedelta:
    return at.astimezone(zone).utcoffset() or dt.timedelta()
