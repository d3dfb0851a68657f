"""What a method sees at a cutoff and what it promises."""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from forecasting.day_types import WORKDAY_ROW
from forecasting.grid import Floats


@dataclass(frozen=True, slots=True)
class Past:
    """Everything known at a cutoff, for days 0 to `len(offered)`, and the calendar ahead.

    `offered` (days × slots) has no gaps; only days marked `ordinary` show ordinary demand. `row` (past and ahead) is
    the pattern row of a day (7 = a make-up day: the mean of the workdays), `workdays` (7) the weekdays it stands for.
    `open_` (8 × slots) the opening mask by row. `calendar` (past and ahead) and `weight` (past) are the day model's.
    """

    offered: Floats
    ordinary: NDArray[np.bool_]
    row: NDArray[np.int64]
    workdays: NDArray[np.bool_]
    open_: NDArray[np.bool_]
    calendar: Floats
    weight: Floats

    @property
    def cutoff(self) -> int:
        """Index of the first unknown day."""
        return len(self.offered)

    def ahead(self, days: int) -> NDArray[np.int64]:
        """Return the rows of the next `days` days."""
        return self.row[self.cutoff : self.cutoff + days]

    @property
    def weekday_ahead(self) -> int:
        """Weekday of the first unknown day."""
        known = int(np.argmax(self.row != WORKDAY_ROW))
        return int(self.row[known] - known + self.cutoff) % 7

    @property
    def weeks(self) -> float:
        """Length of the history from its first ordinary day."""
        ordinary = np.flatnonzero(self.ordinary)
        return float(self.cutoff - ordinary[0]) / 7 if len(ordinary) else 0.0

    def adjusted(self) -> "Past":
        """Return the same with the calendar's effects divided out."""
        offered = self.offered / self.calendar[: self.cutoff, None]
        return replace(self, offered=offered, calendar=np.ones_like(self.calendar))

    def like(self, row: int) -> NDArray[np.int64]:
        """Return the ordinary days of a row, oldest first; for a make-up day all workdays."""
        rows = self.row[: self.cutoff]
        same = np.isin(rows, np.flatnonzero(self.workdays)) if row == WORKDAY_ROW else rows == row
        return np.flatnonzero(same & self.ordinary)


class Method(Protocol):
    """A way to forecast ordinary days."""

    @property
    def name(self) -> str:
        """What the tables call it."""

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast contacts (days × slots) of the next `days` days as if none of them were special."""
