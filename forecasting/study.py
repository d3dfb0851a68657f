"""All queues of a history, prepared once and forecast from any start."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from forecasting import tables
from forecasting.clean import clean
from forecasting.day_model import day_design
from forecasting.day_types import day_types
from forecasting.errors import NotADate
from forecasting.fit import Outlook, Queue
from forecasting.grid import QueueHistory, read_histories
from forecasting.methods import HOUSE, Method
from forecasting.opening import Mask, given_mask, proposed_mask
from forecasting.overrides import of_queue
from forecasting.promotions import event_days, read_events
from forecasting.siblings import with_siblings
from forecasting.tables import rows_of
from forecasting.uncertainty import Band, PastErrors, Spread, band, measure_spread, past_errors


@dataclass(frozen=True, slots=True)
class Inputs:
    """Checked tables; None where nothing was given."""

    history: pd.DataFrame
    calendar: pd.DataFrame | None
    events: pd.DataFrame | None
    opening: pd.DataFrame | None
    overrides: pd.DataFrame | None


def check_inputs(
    history: pd.DataFrame,
    calendar: pd.DataFrame | None,
    events: pd.DataFrame | None,
    opening: pd.DataFrame | None,
    overrides: pd.DataFrame | None = None,
) -> Inputs:
    """Check every table where it enters."""
    return Inputs(
        tables.HISTORY.check(history),
        None if calendar is None else tables.CALENDAR.check(calendar),
        None if events is None else tables.EVENTS.check(events),
        None if opening is None else tables.OPENING.check(opening),
        None if overrides is None else tables.OVERRIDES.check(overrides),
    )


@dataclass(frozen=True, slots=True)
class Banded:
    """An outlook with its band and what the band was measured on."""

    outlook: Outlook
    errors: PastErrors
    spread: Spread
    band: Band


@dataclass(frozen=True, slots=True)
class Study:
    """Checked inputs, the queues' matrices, and the queues prepared so far (by queue and opening mask)."""

    inputs: Inputs
    histories: list[QueueHistory]
    end: np.datetime64
    prepared: dict[tuple[str, bytes], Queue] = field(default_factory=dict)

    def outlooks(self, start: np.datetime64, days: int, method: Method) -> list[Outlook]:
        """Forecast every queue with history before local day `start`, seeing nothing later."""
        made = []
        for history in self.histories:
            cutoff = history.cutoff(start)
            if cutoff:
                queue = self._queue(history, cutoff)
                skip = int((start - history.first_day).astype(int)) - cutoff
                prediction = queue.at(cutoff).predict(method, skip + days)
                made.append(Outlook(queue, cutoff, skip, prediction))
        return with_siblings(made) if method is HOUSE else made

    def _queue(self, history: QueueHistory, cutoff: int) -> Queue:
        mask = self._mask(history, cutoff)
        key = (history.queue, mask.tobytes())
        if key not in self.prepared:
            self.prepared[key] = prepare(history, self.inputs, mask, self.end)
        return self.prepared[key]

    def _mask(self, history: QueueHistory, cutoff: int) -> Mask:
        given = self.inputs.opening
        if given is None or rows_of(given, history.queue).empty:
            return proposed_mask(history, cutoff)
        return given_mask(given, history.queue, history.grid)


def open_study(inputs: Inputs, before: np.datetime64, end: np.datetime64) -> Study:
    """Take up all rows before local day `before` for forecasts up to local day `end`."""
    return Study(inputs, read_histories(inputs.history, before), end)


def local_day(day: date | str) -> np.datetime64:
    """Read a date in any form that pandas knows.

    Raises
    ------
    NotADate
        If it cannot be read.
    """
    read = pd.to_datetime(day, errors="coerce")
    if not isinstance(read, pd.Timestamp):
        raise NotADate(value=day)
    return np.datetime64(read.date(), "D")


def prepare(history: QueueHistory, inputs: Inputs, mask: Mask, end: np.datetime64) -> Queue:
    """Make a queue ready for fits at any cutoff and forecasts up to local day `end`."""
    count = int((end - history.first_day).astype(int))
    types = day_types(inputs.calendar, history.first_day, count)
    events = read_events(inputs.events, history.queue, history.grid, history.first_day)
    cleaned = clean(history, types, mask, event_days(events, len(history.offered)))
    design = day_design(types, cleaned.open_rows)
    return Queue(cleaned, types, design, events, of_queue(inputs.overrides, history.queue))


def banded(outlook: Outlook) -> Banded:
    """Lay the band around an outlook of the house method."""
    errors = past_errors(outlook.queue, outlook.cutoff, len(outlook.prediction.offered))
    spread = measure_spread(errors)
    return Banded(outlook, errors, spread, band(outlook.prediction, spread))
