"""Calendars to iCalendar (RFC 5545): the same calendar, the same bytes."""

import datetime as dt
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.i18n import in_words
from reports.ics.calendar import Calendar, Event
from reports.ics.zone import vtimezone
from reports.words import Words

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//workforce-planner//roster//EN"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]+")  # no calendar may hold them; a line feed is escaped
DAY = dt.timedelta(days=1)


def render_calendar(calendar: Calendar, language: str) -> bytes:
    """Return a calendar in the language (`en` or `zh`) as an ICS file, whatever users typed escaped in it.

    DTSTAMP is the moment of the revision and SEQUENCE its minutes since 1970: with both, a program that knows an event
    by its UID takes the one settled later.
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", icalendar.vText(_text(calendar.name, language)))  # else written without escapes
    made.add("x-wr-timezone", calendar.timezone)
    zone = ZoneInfo(calendar.timezone)
    if calendar.events:
        moments = [_moment(at, zone) for event in calendar.events for at in (event.start, event.end)]
        made.add_component(vtimezone(calendar.timezone, min(moments) - DAY, max(moments) + DAY))
    for event in calendar.events:
        made.add_component(_event(event, calendar, zone, language))
    return bytes(made.to_ical())


def _event(event: Event, calendar: Calendar, zone: ZoneInfo, language: str) -> "icalendar.Event":
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", calendar.revised.astimezone(dt.UTC))
    made.add("sequence", int(calendar.revised.timestamp()) // 60)
    made.add("dtstart", _written(event.start, zone))
    made.add("dtend", _written(event.end, zone))
    made.add("summary", _text(event.title, language))
    if event.lines:
        made.add("description", "\n".join(_text(line, language) for line in event.lines))
    made.add("transp", "TRANSPARENT" if event.free else "OPAQUE")
    return made


def _written(at: dt.date, zone: ZoneInfo) -> dt.date:
    """Return a date as it is and a moment in the zone; in UTC where the zone's clocks show the time once more."""
    if not isinstance(at, dt.datetime):
        return at
    local = _moment(at, zone)
    return at.astimezone(dt.UTC) if local.fold else local


def _moment(at: dt.date, zone: ZoneInfo) -> dt.datetime:
    if not isinstance(at, dt.datetime):
        return dt.datetime.combine(at, dt.time(), zone)
    return dt.datetime.fromtimestamp(at.timestamp(), zone)


def _text(words: Words, language: str) -> str:
    return CONTROL.sub(" ", str(in_words(words, language)))
