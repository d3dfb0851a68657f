"""The forecast, queue by queue, and what moved it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.present.accuracy import accuracy_blocks
from planner.present.daily import WEEKS_SHOWN, daily_charts
from planner.present.facts import DayFacts, EventFacts, QueueFacts, RunFacts
from planner.present.queues import rows_of
from planner.present.reasons import reason_blocks
from planner.present.week import Week, greatest, week_of
from reports import Joined, Moment, Number, Words, labels, pages
from reports import text as _


def forecast_section(facts: RunFacts) -> pages.Section:
    """Return one line with its band for each queue, holidays and events named, and the reasons for it."""
    week = week_of(facts)
    charts = [_forecast_chart(facts, week, queue) for queue in facts.queues]
    lead = _("Contacts expected in each interval with the band that holds eight of ten outcomes.")
    blocks = [*charts, *accuracy_blocks(facts), *reason_blocks(facts)]
    return pages.Section("forecast", _("Forecast"), blocks, _with_special_days(lead, facts), columns=2)


def history_sections(facts: RunFacts) -> list[pages.Section]:
    """Return the days of the weeks before beside the forecast; none without a history."""
    charts = daily_charts(facts)
    lead = _("Contacts of each day in the last {weeks} weeks, and the forecast after them.", weeks=WEEKS_SHOWN)
    return [pages.Section("history", _("History and forecast"), charts, lead, columns=3)] if charts else []


def _with_special_days(lead: Words, facts: RunFacts) -> Words:
    days = [_("{name} ({when})", name=_day_words(day), when=Moment(day.day, "day")) for day in facts.special_days]
    events = [_("{name} ({when})", name=_event_words(event), when=_span(event)) for event in facts.events]
    special = Joined([*days, *events])
    return Joined([lead, _("Special in this week: {days}.", days=special)], by=" ") if days or events else lead


def _forecast_chart(facts: RunFacts, week: Week, queue: QueueFacts) -> pages.BandChart:
    rows = rows_of(facts.forecast, week, queue)
    return pages.BandChart(
        title=queue.name,
        caption=_forecast_caption(rows),
        axis=week.axis(rows["interval_start"]),
        line=pages.Line(_("Forecast"), rows["offered"].tolist()),
        band=pages.Band(_("80% band"), rows["offered_lo"].tolist(), rows["offered_hi"].tolist()),
        beside=_week_before(facts, week, queue, rows),
        marks=[*(_day_mark(day, week) for day in facts.special_days), *_event_marks(facts.events, week, queue)],
        table=week.hourly(rows, _("Contacts in each hour, with the sum of the interval bands"), _contacts),
    )


def _week_before(facts: RunFacts, week: Week, queue: QueueFacts, rows: pd.DataFrame) -> pages.Line | None:
    """Return what came seven days before each interval; None where nothing of it is known."""
    if facts.history is None:
        return None
    history = facts.history[facts.history["queue"] == queue.queue]
    moved = week.wall(history["interval_start"]) + pd.Timedelta(days=week.days)
    came = pd.Series(history["offered"].to_numpy(), index=pd.DatetimeIndex(moved))
    values = came[~came.index.duplicated()].reindex(week.wall(rows["interval_start"]))
    return pages.Line(_("Came a week before"), values.tolist()) if values.notna().any() else None


def _forecast_caption(rows: pd.DataFrame) -> Words:
    if rows.empty:
        return _("closed all week")
    peak = greatest(rows, "offered")
    return _(
        "{contacts} contacts; the peak is {peak} in the interval from {moment}",
        contacts=Number(float(rows["offered"].sum())),
        peak=Number(float(peak.offered), 1),
        moment=Moment(peak.interval_start),
    )


def _contacts(rows: Sequence[Any]) -> Words:
    low, high = Number(sum(row.offered_lo for row in rows)), Number(sum(row.offered_hi for row in rows))
    return _("{value} ({low}–{high})", value=Number(sum(row.offered for row in rows)), low=low, high=high)


def _day_mark(day: DayFacts, week: Week) -> pages.Mark:
    start, end = (week.elapsed_h(week.midnight(date)) for date in (day.day, day.day + dt.timedelta(days=1)))
    return pages.Mark(start, end, _day_words(day))


def _day_words(day: DayFacts) -> Words:
    return day.name or labels.label(labels.DAY_KINDS, day.kind)


def _event_marks(events: Sequence[EventFacts], week: Week, queue: QueueFacts) -> list[pages.Mark]:
    length_h = week.length_h
    spans = [(event, week.elapsed_h(event.start), week.elapsed_h(event.end)) for event in events]
    return [
        pages.Mark(max(start, 0.0), min(end, length_h), _event_words(event))
        for event, start, end in spans
        if event.queue in ("", queue.queue) and start < length_h and end > 0
    ]


def _span(event: EventFacts) -> Words:
    return Joined([Moment(event.start), Moment(event.end)], by=" – ")


def _event_words(event: EventFacts) -> Words:
    return event.name if event.volume is None else Joined([event.name, Number(event.volume, 1)], by=" × ")
