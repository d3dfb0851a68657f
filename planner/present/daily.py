"""The weeks before and the forecast, day by day, for each queue."""

import datetime as dt
import math

import pandas as pd

from planner.present.facts import QueueFacts, RunFacts
from planner.present.week import Week, week_of
from reports import Moment, Number, Words, pages
from reports import text as _

WEEKS_SHOWN = 8


def daily_charts(facts: RunFacts) -> list[pages.BandChart]:
    """Return a small chart of the contacts of each day for every queue; none without a history."""
    if facts.history is None or facts.history.empty:
        return []
    week = week_of(facts)
    return [_chart(facts, week, facts.history, queue) for queue in facts.queues]


def _chart(facts: RunFacts, week: Week, history: pd.DataFrame, queue: QueueFacts) -> pages.BandChart:
    first = week.first_day - dt.timedelta(weeks=WEEKS_SHOWN)
    days = [first + dt.timedelta(days=day) for day in range(7 * WEEKS_SHOWN + week.days)]
    came, expected = (_by_day(week, frame, queue) for frame in (history, facts.forecast))
    past = [came.get(day, math.nan) if day < week.first_day else math.nan for day in days]
    ahead = [expected.get(day, math.nan) if day >= week.first_day else math.nan for day in days]
    return pages.BandChart(
        title=queue.name,
        caption=_caption(past[: -week.days], ahead),
        axis=pages.TimeAxis(
            length_h=24.0 * len(days),
            days=[pages.Day(24.0 * at, Moment(days[at], "short")) for at in range(0, len(days), 14)],
            interval_h=24.0,
            starts_h=[24.0 * at for at in range(len(days))],
            hours=False,
        ),
        line=pages.Line(_("Forecast"), ahead),
        beside=pages.Line(_("Came"), past),
        table=_table(days, past, ahead),
    )


def _by_day(week: Week, frame: pd.DataFrame, queue: QueueFacts) -> dict[dt.date, float]:
    rows = frame[frame["queue"] == queue.queue]
    sums = rows.groupby(week.local(rows["interval_start"]).dt.date)["offered"].sum()
    return {day: float(value) for day, value in sums.items() if isinstance(day, dt.date)}


def _caption(past: list[float], ahead: list[float]) -> Words:
    last = [value for value in past[-7:] if not math.isnan(value)]
    expected = Number(sum(value for value in ahead if not math.isnan(value)))
    if len(last) < 7:
        return _("{expected} contacts expected in the week", expected=expected)
    return _("{expected} contacts expected, {came} came the week before", expected=expected, came=Number(sum(last)))


def _table(days: list[dt.date], past: list[float], ahead: list[float]) -> pages.Table:
    """Return the days as rows of weeks."""
    values = [now if math.isnan(before) else before for before, now in zip(past, ahead, strict=True)]
    columns = [pages.Column(_("Week of")), *(pages.Column(Moment(day, "weekday"), number=True) for day in days[:7])]
    rows: list[list[Words | pages.Cell]] = [
        [Moment(days[at], "short"), *(Number(value) for value in values[at : at + 7])] for at in range(0, len(days), 7)
    ]
    return pages.Table(columns, rows, _("Contacts of each day, the last row is the forecast"))
