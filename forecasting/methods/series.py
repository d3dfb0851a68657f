"""The open intervals of a queue as one regular series, for methods that want one."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from forecasting.day_types import WORKDAY_ROW
from forecasting.grid import Floats
from forecasting.methods.base import Past


@dataclass(frozen=True, slots=True)
class WeekSeries:
    """Square roots of the open intervals in order, `period` of them a week; days that were not ordinary are filled.

    `open_` (7 × slots) tells which intervals the series holds, `weekday` the weekday of every day, past and ahead.
    """

    past: Past
    values: Floats
    period: int
    open_: NDArray[np.bool_]
    weekday: NDArray[np.int64]

    def steps(self, days: int) -> int:
        """Return the number of open intervals in the next days."""
        return int(self._cells(days).sum())

    def spread(self, values: Floats, days: int) -> Floats:
        """Lay forecast square roots on the next days (days × slots) as contacts; closed intervals are 0.

        A make-up day becomes the mean of the workdays ahead.
        """
        cells = self._cells(days)
        contacts = np.zeros(cells.shape)
        contacts[cells] = np.maximum(values, 0.0) ** 2
        makeup = self.past.ahead(days) == WORKDAY_ROW
        workday = self.past.workdays[self.weekday[self.past.cutoff :][:days]] & ~makeup
        if makeup.any() and workday.any():
            contacts[makeup] = contacts[workday].mean(axis=0)
        return contacts

    def _cells(self, days: int) -> NDArray[np.bool_]:
        return self.open_[self.weekday[self.past.cutoff :][:days]]


def week_series(past: Past, weeks: int) -> WeekSeries | None:
    """Take the last `weeks` weeks; None with less than two weeks of history or no open interval."""
    weekday = (past.weekday_ahead - past.cutoff + np.arange(len(past.row))) % 7
    open_ = past.open_[:7]
    first = int(np.argmax(past.ordinary)) if past.ordinary.any() else past.cutoff
    first = max(first, past.cutoff - 7 * weeks)
    if past.cutoff - first < 14 or not open_.any():
        return None
    filled = past.offered.copy()
    for day in first + np.flatnonzero(~past.ordinary[first:]):
        alike = np.flatnonzero((weekday[: past.cutoff] == weekday[day]) & past.ordinary)
        if len(alike):
            filled[day] = past.offered[alike[np.argsort(np.abs(alike - day), kind="stable")[:4]]].mean(axis=0)
    values = np.sqrt(filled[first:][open_[weekday[first : past.cutoff]]])
    return WeekSeries(past, values, int(open_.sum()), open_, weekday)


def daily_series(past: Past, weeks: int) -> WeekSeries | None:
    """Return the same of daily totals: one interval a day, open on open weekdays."""
    totals, opened = past.offered.sum(axis=1, keepdims=True), np.asarray(past.open_.any(axis=1, keepdims=True))
    return week_series(replace(past, offered=totals, open_=opened), weeks)
