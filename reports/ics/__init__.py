"""Calendars for phones: build a `Calendar` of `Event`s, `render_calendar` writes it as iCalendar."""

from reports.ics.calendar import Calendar, Event
from reports.ics.render import render_calendar

__all__ = ["Calendar", "Event", "render_calendar"]
