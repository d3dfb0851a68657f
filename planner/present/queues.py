"""One line of figures for each queue: what was asked, what is covered, what is promised."""

from dataclasses import asdict, dataclass

import pandas as pd

from planner.measures import QueueMeasures, queue_measures
from planner.present.facts import QueueFacts, RunFacts
from planner.present.week import Week, week_of


@dataclass(frozen=True, slots=True)
class QueueFigures(QueueMeasures):
    """A queue's week in figures, beside what it promises."""

    queue: QueueFacts

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
    coverage, forecast = (rows_of(frame, week, queue) for frame in (facts.coverage, facts.forecast))
    return QueueFigures(**asdict(queue_measures(coverage, forecast, facts.interval_min)), queue=queue)
