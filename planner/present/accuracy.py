"""How good the forecast for last week was, beside the week before it repeated."""

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from planner.present.facts import QueueFacts, RunFacts
from planner.present.week import Week, week_of
from reports import Number, Percent, Words, pages
from reports import text as _

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Errors:
    """A queue's last week: contacts, and the share of them by which a forecast was off, hour by hour and in all."""

    came: float
    forecast: float
    by_hour: float
    repeated_by_hour: float
    inside: float


def accuracy_blocks(facts: RunFacts) -> list[pages.Block]:
    """Return last week's forecast against what came; a sentence where no forecast of that week is kept."""
    if facts.last_week is None or facts.history is None or facts.history.empty:
        return []
    if facts.last_week.forecast is None:
        return [
            pages.Prose(
                [
                    _(
                        "No forecast made for {week} is kept in runs, so it cannot be compared with what came; "
                        "planner forecast --accuracy tests the method on the past.",
                        week=facts.last_week.week,
                    )
                ]
            )
        ]
    week = week_of(facts)
    columns = [
        pages.Column(_("Queue")),
        *(
            pages.Column(heading, number=True)
            for heading in (
                _("Came"),
                _("Forecast"),
                _("Off in all"),
                _("Off by hour"),
                _("Off by hour, week before repeated"),
                _("Intervals inside the band"),
            )
        ),
    ]
    rows = [_row(queue, _errors(week, facts.history, facts.last_week.forecast, queue.queue)) for queue in facts.queues]
    caption = _("Off by hour = sum of |came − forecast| of each hour / contacts; eight of ten intervals belong inside.")
    title = _("Forecast for {week} and what came", week=facts.last_week.week)
    return [pages.Table(columns, rows, caption, title=title)]


def _row(queue: QueueFacts, errors: Errors) -> list[Words | pages.Cell]:
    better = errors.by_hour <= errors.repeated_by_hour
    tone: pages.Tone = "plain" if math.isnan(errors.repeated_by_hour) else "good" if better else "bad"
    return [
        queue.name,
        Number(errors.came),
        Number(errors.forecast),
        Percent(errors.forecast / errors.came - 1 if errors.came else math.nan),
        pages.Cell(Percent(errors.by_hour), tone),
        Percent(errors.repeated_by_hour),
        Percent(errors.inside, 0),
    ]


def _errors(week: Week, history: pd.DataFrame, forecast: pd.DataFrame, queue: str) -> Errors:
    came, ahead = (_by_wall_time(week, frame[frame["queue"] == queue]) for frame in (history, forecast))
    known = ahead.join(came["offered"].rename("came"), how="inner")
    known = known.join(came["offered"].rename("repeated").set_axis(came.index + pd.Timedelta(days=7)))
    hours = known.groupby(pd.DatetimeIndex(known.index).floor("h"))
    sums = hours[["offered", "came"]].sum().join(hours["repeated"].sum(min_count=1))
    total = float(known["came"].sum())
    inside = known["came"].between(known["offered_lo"], known["offered_hi"])
    return Errors(
        came=total,
        forecast=float(known["offered"].sum()),
        by_hour=_share((sums["offered"] - sums["came"]).abs().sum(), total),
        repeated_by_hour=_share((sums["repeated"] - sums["came"]).abs().sum(skipna=False), total),
        inside=float(inside.mean()) if len(known) else math.nan,
    )


def _by_wall_time(week: Week, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows by local wall time; of an hour that a clock change repeats, the first."""
    frame = rows.set_index(pd.DatetimeIndex(week.wall(rows["interval_start"])))
    return frame[~frame.index.duplicated()]


def _share(part: float, whole: float) -> float:
    return float(part) / whole if whole else math.nan
