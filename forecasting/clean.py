"""A queue's history made fit for estimation, and the list of what was done to it.

Every step looks back only: what is known about a day never depends on later days, so that a fit at an earlier cutoff
sees exactly what it would have seen then.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forecasting.day_types import ORDINARY, DayTypes
from forecasting.errors import Notice
from forecasting.grid import Floats, QueueHistory
from forecasting.opening import Mask

SUSPECT_MEAN = 5.0  # an empty interval is doubted where more contacts than this are usual
LEAST_COVERAGE = 0.5  # a day with fewer of its open intervals recorded is left out


class SuspectZeros(Notice):
    """Zeros in busy intervals: taken as missing."""

    template = "{queue}: {count} zeros where contacts are usual, first at {day}: taken as not recorded"


class FilledGaps(Notice):
    """Unrecorded intervals of otherwise recorded days."""

    template = "{queue}: {count} intervals not recorded, first on {day}: filled from the same weekday"


class DroppedDays(Notice):
    """Days with too little recorded."""

    template = "{queue}: {count} days with less than half of their intervals recorded, first {day}: left out"


class OutsideOpening(Notice):
    """Contacts when the queue is closed."""

    template = "{queue}: {count} contacts outside opening hours, first on {day}: left out"


class HalvedHour(Notice):
    """The repeated hour of a clock change."""

    template = "{queue}: {count} days with an hour that ran twice, first {day}: its mean is used"


class SetAside(Notice):
    """Special days and events are kept out of the ordinary pattern."""

    template = "{queue}: {count} special or event days, first {day}: kept out of the ordinary pattern"


@dataclass(frozen=True, slots=True)
class CleanHistory:
    """A queue's days without gaps: `offered` (days × slots) is 0 when closed.

    `total` is the day's sum; `recorded` marks days with enough recorded to speak of; `ordinary` those that are also
    open and neither special nor in an event; `open_` (8 × slots) the opening mask by pattern row.
    """

    source: QueueHistory
    offered: Floats
    total: Floats
    recorded: NDArray[np.bool_]
    ordinary: NDArray[np.bool_]
    open_: Mask
    notices: tuple[Notice, ...]

    @property
    def open_rows(self) -> NDArray[np.bool_]:
        """Which pattern rows (8) are open at all."""
        return np.asarray(self.open_.any(axis=1), dtype=bool)


def clean(history: QueueHistory, types: DayTypes, mask: Mask, in_event: NDArray[np.bool_]) -> CleanHistory:
    """Tell missing from zero, close what is closed and fill gaps from the same weekday so far.

    Parameters
    ----------
    types : the days from the first of the history on
    mask : open slots, 7 weekdays × slots
    in_event : days of the history that an event touches
    """
    count = len(history.offered)
    rows, special = types.row[:count], types.kind[:count] != ORDINARY
    open_ = np.vstack([mask, mask[~types.rest_weekdays].mean(axis=0) >= 0.5])
    opened = open_[rows]
    seen = np.where(opened, history.offered, np.nan)
    suspect = (seen == 0) & (_usual(seen, rows) > SUSPECT_MEAN) & ~(special | in_event)[:, None]
    seen[suspect] = np.nan
    missing = np.isnan(seen) & opened
    slots = opened.sum(axis=1)
    recorded = (slots > 0) & (missing.sum(axis=1) <= (1 - LEAST_COVERAGE) * slots)
    offered = _filled(seen, rows, missing & recorded[:, None])
    ordinary = recorded & ~special & ~in_event
    stray = ~opened & (np.nan_to_num(history.offered) > 0)
    done = (
        (SuspectZeros, suspect),
        (FilledGaps, missing & ~suspect & recorded[:, None]),
        (DroppedDays, (slots > 0) & ~recorded),
        (OutsideOpening, np.where(stray, history.offered, 0.0)),
        (HalvedHour, np.isin(history.days, history.doubled_days)),
        (SetAside, recorded & ~ordinary),
    )
    told = tuple(_told(notice, history, marks) for notice, marks in done if marks.any())
    return CleanHistory(history, offered, offered.sum(axis=1), recorded, ordinary, open_, told)


def _told(notice: type[Notice], history: QueueHistory, marks: NDArray[np.generic]) -> Notice:
    """Count the marks (days, or days × slots) and date the first."""
    first = int(marks.reshape(len(marks), -1).any(axis=1).argmax())
    return notice(queue=history.queue, count=int(marks.sum()), day=str(history.days[first]))


def _usual(seen: Floats, rows: NDArray[np.int64]) -> Floats:
    """Mean of the slot over earlier days of the same row; NaN where there is none."""
    usual = np.full(seen.shape, np.nan)
    known = ~np.isnan(seen)
    values = np.where(known, seen, 0.0)
    for row in np.unique(rows):
        at = rows == row
        before = np.cumsum(known[at], axis=0) - known[at]
        sums = np.cumsum(values[at], axis=0) - values[at]
        usual[at] = np.divide(sums, before, out=np.full(sums.shape, np.nan), where=before > 0)
    return usual


def _filled(seen: Floats, rows: NDArray[np.int64], gaps: NDArray[np.bool_]) -> Floats:
    """Put into each gap the slot's usual share of its day: of the same row so far, else of any day, else a mean."""
    filled = np.nan_to_num(seen)
    broken = gaps.any(axis=1)
    if not broken.any():
        return filled
    shape = _usual(seen, rows)[broken]
    any_day = _usual(seen, np.zeros_like(rows))[broken]
    shape = np.where(np.isnan(shape), any_day, shape)
    shape = np.where(np.isnan(shape), 1.0, shape)
    known = ~np.isnan(seen[broken])
    level = filled[broken].sum(axis=1) / np.maximum((shape * known).sum(axis=1), 1e-9)
    filled[broken] += np.where(gaps[broken], shape * level[:, None], 0.0)
    return filled
