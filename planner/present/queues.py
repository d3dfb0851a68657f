"""One line of figures for each queue: what was asked, what is covered, what is promised."""

from dataclasses import dataclass

import pandas as pd

from planner.present.facts import QueueFacts, RunFacts
from planner.present.week import Week, week_of

SHORT = 0.05
"""People: a gap smaller than this rounds to nothing in tenths and counts as covered."""


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """A queue's week in figures; `service_level` is the mean over the contacts, NaN where none is predicted."""

    queue: QueueFacts
    contacts: float
    required_h: float
    scheduled_h: float
    short_h: float
    intervals: int
    intervals_short: int
    service_level: float

    @property
    def on_target(self) -> bool:
        """Whether the predicted service level, rounded to tenths of a percent, reaches the promise."""
        return round(self.service_level, 3) >= round(self.queue.service_level, 3)


def queue_figures(facts: RunFacts) -> list[QueueFigures]:
    """Return the figures of every queue in the plan's order."""
    week = week_of(facts)
    return [_figures(facts, week, queue) for queue in facts.queues]


def rows_of(frame: pd.DataFrame, week: Week, queue: QueueFacts) -> pd.DataFrame:
    """Return a queue's rows of the week in time's order, with local `interval_start`."""
    return week.of(frame[frame["queue"] == queue.queue])


def _figures(facts: RunFacts, week: Week, queue: QueueFacts) -> QueueFigures:
    coverage = rows_of(facts.coverage, week, queue)
    forecast = rows_of(facts.forecast, week, queue)
    interval_h = facts.interval_min / 60
    short = (-coverage["gap"]).where(coverage["gap"] <= -SHORT, 0.0)
    return QueueFigures(
        queue=queue,
        contacts=float(forecast["offered"].sum()),
        required_h=float(coverage["scheduled_required"].sum()) * interval_h,
        scheduled_h=float(coverage["scheduled"].sum()) * interval_h,
        short_h=float(short.sum()) * interval_h,
        intervals=len(coverage),
        intervals_short=int((short > 0).sum()),
        service_level=_mean_service_level(coverage, forecast),
    )


def _mean_service_level(coverage: pd.DataFrame, forecast: pd.DataFrame) -> float:
    """Mean over contacts: Σ offered × service_level / Σ offered over the intervals with a prediction."""
    both = coverage[["interval_start", "service_level"]].merge(forecast[["interval_start", "offered"]])
    known = both.dropna(subset=["service_level"])
    offered = float(known["offered"].sum())
    return float((known["offered"] * known["service_level"]).sum()) / offered if offered > 0 else float("nan")
