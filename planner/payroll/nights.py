"""The paid minutes of shifts at night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from planner.plan.base import hours_min
from planner.schema import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from planner.rostering import Week

UNPAID = "meal"  # the kind of break that is not paid


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time in seconds since 1970, so that a changed clock makes it no longer."""

    start_s: float
    end_s: float

    @classmethod
    def between(cls, start: datetime, end: datetime) -> Stretch:
        """Return the time between two moments."""
        return cls(start.timestamp(), end.timestamp())

    def shared_min(self, others: Sequence[Stretch]) -> float:
        """Return the minutes that it shares with others, which are apart from one another."""
        return sum(max(0.0, min(self.end_s, o.end_s) - max(self.start_s, o.start_s)) for o in others) / 60


class Nights:
    """The night hours of a week, and the breaks that are not paid."""

    def __init__(self, week: Week, activities: pd.DataFrame) -> None:
        self._nights = list(_nights(week))
        self._unpaid = _unpaid(activities)

    def paid_min(self, shift: Mapping[str, Any]) -> float:
        """Return the paid minutes of a row of ROSTER at night."""
        whole = Stretch.between(shift["shift_start"], shift["shift_end"])
        pauses = self._unpaid.get((shift["agent"], shift["shift_start"]), ())
        return whole.shared_min(self._nights) - sum(pause.shared_min(self._nights) for pause in pauses)


def _nights(week: Week) -> Iterator[Stretch]:
    """Yield the night hours that a shift of the week may reach."""
    start, end = hours_min(week.plan.rules.max_night_hours_a_week.night)
    for day in range(-1, week.grid.days + 1):
        yield Stretch.between(week.grid.at(day, start), week.grid.at(day, end))


def _unpaid(activities: pd.DataFrame) -> dict[tuple[str, datetime], list[Stretch]]:
    """Return the unpaid breaks by agent and start of the shift."""
    found: dict[tuple[str, datetime], list[Stretch]] = defaultdict(list)
    for row in rows_of(activities[activities["kind"] == UNPAID]):
        found[row["agent"], row["shift_start"]].append(Stretch.between(row["start"], row["end"]))
    return found
