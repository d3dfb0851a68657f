"""What a queue's week amounts to: contacts, hours, gaps and service level."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

SHORT = 0.5
"""People: an interval is short where at least half a person is missing; a smaller gap rounds to nobody."""


@dataclass(frozen=True, slots=True)
class QueueMeasures:
    """One queue's week; `intervals` are those open, `short_h` is missing in those short.

    Service level is the mean over contacts, NaN without any.
    """

    contacts: float
    required_h: float
    scheduled_h: float
    short_h: float
    intervals: int
    intervals_short: int
    service_level: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of two runs or rosters."""

    measure: str
    base: float
    other: float

    @property
    def change(self) -> float:
        """Other − base."""
        return self.other - self.base


def queue_measures(coverage: pd.DataFrame, contacts: pd.DataFrame, interval_min: int) -> QueueMeasures:
    """Return the measures of one queue from its rows of COVERAGE, and of a table that has `offered`."""
    hours = interval_min / 60
    both = coverage.merge(contacts[["queue", "interval_start", "offered"]], on=["queue", "interval_start"])
    is_open = (both["offered"] > 0) | (both["scheduled_required"] > 0)
    is_short = both["gap"] <= -SHORT
    predicted = both.dropna(subset=["service_level"])
    met, offered = (predicted["offered"] * predicted["service_level"]).sum(), predicted["offered"].sum()
    return QueueMeasures(
        contacts=float(both["offered"].sum()),
        required_h=float(both["scheduled_required"].sum() * hours),
        scheduled_h=float(both["scheduled"].sum() * hours),
        short_h=float(both.loc[is_short, "gap"].abs().sum() * hours),
        intervals=int(is_open.sum()),
        intervals_short=int(is_short.sum()),
        service_level=float(met / offered) if offered else float("nan"),
    )
