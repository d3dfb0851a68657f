"""Required against scheduled: a chart for each queue and the heat tables of people short and spare."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.measures import SHORT
from planner.present.facts import QueueFacts, RunFacts
from planner.present.queues import QueueFigures, queue_figures, rows_of
from planner.present.simulated import simulated_figures
from planner.present.week import Week, mean, records, week_of
from reports import Joined, Moment, Number, Percent, Words, pages
from reports import text as _

HEAT_CELLS_MIN = (30, 60)
"""A heat cell is the first of these that holds whole intervals."""


def coverage_section(facts: RunFacts) -> pages.Section:
    """Return one chart of people required and scheduled for each queue, what is short filled."""
    week = week_of(facts)
    simulated = {one.queue.queue: one.service_level for one in simulated_figures(facts)}
    charts = [
        _coverage_chart(facts, week, one, simulated.get(one.queue.queue, math.nan)) for one in queue_figures(facts)
    ]
    lead = _("People in each interval: the line is required with shrinkage, the area is scheduled, red is short.")
    return pages.Section("coverage", _("Coverage"), [all_queues_chart(facts, _("All queues")), *charts], lead)


def all_queues_chart(facts: RunFacts, title: Words) -> pages.StackChart:
    """Return what the queues require, one upon the other, beside all people scheduled."""
    week = week_of(facts)
    rows = week.of(facts.coverage)
    sums = rows.groupby("interval_start", as_index=False)[["scheduled_required", "scheduled"]].sum()
    by_queue = rows.set_index("interval_start").groupby("queue")["scheduled_required"]
    layers = {str(queue): people.reindex(sums["interval_start"], fill_value=0.0) for queue, people in by_queue}
    return pages.StackChart(
        title=title,
        caption=_("people required by each queue, and all who are scheduled"),
        axis=week.axis(sums["interval_start"]),
        layers=[
            pages.Line(queue.name, layers[queue.queue].tolist()) for queue in facts.queues if queue.queue in layers
        ],
        line=pages.Line(_("Scheduled"), sums["scheduled"].tolist()),
        table=week.hourly(sums, _("Required / scheduled, means of each hour"), _hour_of_all),
    )


def _hour_of_all(rows: Sequence[Any]) -> Words:
    need, have = mean(row.scheduled_required for row in rows), mean(row.scheduled for row in rows)
    return Joined([Number(need, 1), Number(have, 1)], by=" / ")


def _coverage_chart(facts: RunFacts, week: Week, figures: QueueFigures, simulated: float) -> pages.StepChart:
    rows = rows_of(facts.coverage, week, figures.queue)
    return pages.StepChart(
        title=figures.queue.name,
        caption=_coverage_caption(figures, simulated),
        axis=week.axis(rows["interval_start"]),
        required=rows["scheduled_required"].tolist(),
        scheduled=rows["scheduled"].tolist(),
        table=week.hourly(
            rows,
            _("Required / scheduled · predicted service level, means of each hour; red where an interval is short"),
            _hour_of_coverage,
        ),
    )


def _coverage_caption(figures: QueueFigures, simulated: float) -> Words:
    short = _(
        "{hours} person-hours short in {short} of {all} intervals",
        hours=Number(figures.short_h, 1),
        short=Number(figures.intervals_short),
        all=Number(figures.intervals),
    )
    said: list[Words] = [short]
    if not math.isnan(figures.service_level):
        said.append(_promise(figures))
    if not math.isnan(simulated):
        said.append(_("simulated service level {level}", level=Percent(simulated)))
    return Joined(said)


def _promise(figures: QueueFigures) -> Words:
    return _(
        "predicted service level {level}, target {target}",
        level=Percent(figures.service_level),
        target=Percent(figures.queue.service_level, 0),
    )


def _hour_of_coverage(rows: Sequence[Any]) -> Words | pages.Cell:
    level = mean(row.service_level for row in rows)
    people = _hour_of_all(rows)
    words = people if math.isnan(level) else Joined([people, Percent(level, 0)])
    return pages.Cell(words, "bad") if any(row.gap <= -SHORT for row in rows) else words


def heat_section(facts: RunFacts) -> pages.Section:
    """Return the heat table over all queues, then one for each queue: days by time of day."""
    week = week_of(facts)
    tables = [heat_of_all(facts, _("All queues")), *(_heat_of_queue(facts, week, queue) for queue in facts.queues)]
    lead = _("People short (negative, red) or spare (blue) by day and time of day; an empty cell is closed.")
    return pages.Section("gaps", _("Gaps"), tables, lead)


def heat_of_all(facts: RunFacts, title: Words) -> pages.HeatTable:
    """Return people short over all queues, and spare where no queue is short, by day and time of day."""
    week = week_of(facts)
    rows = week.of(facts.coverage)
    short = rows["gap"].clip(upper=0).groupby(rows["interval_start"]).sum()
    spare = rows["gap"].clip(lower=0).groupby(rows["interval_start"]).sum()
    caption = _("People short over all queues; people spare only where no queue is short")
    return heat_table(week, title, caption, short.where(short <= -SHORT, spare))


def _heat_of_queue(facts: RunFacts, week: Week, queue: QueueFacts) -> pages.HeatTable:
    rows = rows_of(facts.coverage, week, queue)
    return heat_table(week, queue.name, _worst(rows), rows.set_index("interval_start")["gap"])


def _worst(rows: pd.DataFrame) -> Words:
    if rows.empty or rows["gap"].min() > -SHORT:
        return _("no interval is short")
    worst = records(rows)[int(rows["gap"].to_numpy().argmin())]
    return _(
        "worst: {gap} in the interval from {moment}", gap=Number(worst.gap, 1), moment=Moment(worst.interval_start)
    )


def heat_table(week: Week, title: Words, caption: Words, gaps: pd.Series) -> pages.HeatTable:
    """Return gaps, indexed by local interval start, as days by times of day: the hours from first open to last."""
    cell_min = next(length for length in HEAT_CELLS_MIN if length % week.interval_min == 0)
    cells = _cells(gaps, cell_min)
    hours = sorted({key[1] * cell_min // 60 for key in cells})
    per_hour = 60 // cell_min
    span = range(hours[0] * per_hour, (hours[-1] + 1) * per_hour) if hours else range(0)
    return pages.HeatTable(
        title=title,
        caption=caption,
        headings=[f"{cell * cell_min // 60}" for cell in span[::per_hour]],
        cells_per_heading=per_hour,
        rows=[pages.HeatRow(Moment(day, "day"), [cells.get((day, cell)) for cell in span]) for day in week.dates],
    )


def _cells(gaps: pd.Series, cell_min: int) -> dict[tuple[dt.date, int], float]:
    """Mean gap by day and cell of the day; the hour that a clock change repeats is one cell."""
    at = pd.DatetimeIndex(gaps.index)
    means = gaps.groupby([at.date, (at.hour * 60 + at.minute) // cell_min]).mean()
    return dict(zip(means.index.to_list(), means.to_list(), strict=True))
