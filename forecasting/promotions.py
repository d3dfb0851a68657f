"""Promotions and incidents: what they multiply, learnt from past ones by kind and day of the campaign.

The log ratio of a past event's contacts to their expectation is taken per campaign day (day 1 holds the start hour,
later days the decay); a campaign day's uplift is the mean of its ratios and two pseudo-events at the mean of the kind.
The hours inside a campaign day follow past events, shrunk n / (n + 3) to flat. A volume typed by the planner wins.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecasting.errors import EventWithoutLength, Notice
from forecasting.grid import DAY_MIN, Floats, Grid
from forecasting.overrides import Overrides
from forecasting.tables import rows_of

KIND_EVENTS = 2.0
SHAPE_EVENTS = 3.0
ASSUMED_VARIANCE = 0.2**2  # of an event's log uplift, as two pseudo-events
LEAST_RATIO = np.log(0.01)


class UnknownEvent(Notice):
    """A coming event without a volume and without a past."""

    template = "{queue}: event {name}: no volume given and no past event of kind {kind}: no uplift assumed"


@dataclass(frozen=True, slots=True)
class Event:
    """One event on a queue's own days: `active` (days of the event × slots) from local day index `first`."""

    name: str
    kind: str
    volume: float  # NaN: learn
    first: int
    active: NDArray[np.bool_]

    def days(self, count: int) -> NDArray[np.int64]:
        """Return the indices of its days below `count`."""
        days = self.first + np.arange(len(self.active))
        return days[(days >= 0) & (days < count)]


def read_events(events: pd.DataFrame | None, queue: str, grid: Grid, first_day: np.datetime64) -> tuple[Event, ...]:
    """Lay a queue's rows of a checked EVENTS on its days and slots; an interval belongs to an event by its start."""
    if events is None:
        return ()
    rows = rows_of(events, queue)
    starts, ends = (_wall_minutes(rows[column], grid) for column in ("start", "end"))
    for row in np.flatnonzero(ends <= starts):
        raise EventWithoutLength(**rows.iloc[int(row)][["name", "start", "end"]])
    origin = int(first_day.astype("datetime64[m]").astype(np.int64))
    made = []
    for name, kind, volume, start, end in zip(
        rows["name"], rows["kind"], rows["volume"], starts - origin, ends - origin, strict=True
    ):
        first, last = int(start // DAY_MIN), int((end - 1) // DAY_MIN)
        minute = DAY_MIN * np.arange(first, last + 1)[:, None] + grid.slot_start_min
        begun = minute >= start if grid.slots > 1 else minute + DAY_MIN > start
        made.append(Event(str(name), str(kind), float(volume), first, begun & (minute < end)))
    return tuple(made)


def _wall_minutes(times: pd.Series, grid: Grid) -> NDArray[np.int64]:
    if times.dt.tz is not None:
        times = times.dt.tz_convert(grid.zone) if grid.zone is not None else times
        times = times.dt.tz_localize(None)
    minutes: NDArray[np.int64] = times.to_numpy("datetime64[m]").astype(np.int64)
    return minutes


def event_days(events: tuple[Event, ...], count: int) -> NDArray[np.bool_]:
    """Mark the days below `count` that any event touches."""
    marks = np.zeros(count, dtype=bool)
    for event in events:
        marks[event.days(count)] = True
    return marks


@dataclass(frozen=True, slots=True)
class EventDay:
    """What one campaign day of a past event did."""

    kind: str
    campaign_day: int
    log_ratio: float
    by_slot: Floats  # contacts beside expected × uplift; NaN outside the event


def past_event_days(
    events: tuple[Event, ...], offered: Floats, expected: Floats, recorded: NDArray[np.bool_]
) -> list[EventDay]:
    """Compare the intervals of past events with what was expected (both days × slots, up to the cutoff)."""
    found = []
    for event in events:
        for day in event.days(len(offered)):
            active = event.active[day - event.first] & (expected[day] > 0)
            usual = expected[day][active].sum()
            if usual > 0 and recorded[day]:
                ratio = max(float(np.log(max(offered[day][active].sum(), 0.5) / usual)), LEAST_RATIO)
                shape = np.full(len(active), np.nan)
                shape[active] = offered[day][active] / (expected[day][active] * np.exp(ratio))
                found.append(EventDay(event.kind, int(day - event.first) + 1, ratio, shape))
    return found


@dataclass(frozen=True, slots=True)
class Uplift:
    """Expected log uplift of a campaign day, the variance of one event around it, and its shape by slot."""

    log_factor: float
    log_variance: float
    observations: int
    shape: Floats


def learnt_uplift(past: list[EventDay], kind: str, campaign_day: int, slots: int) -> Uplift | None:
    """Shrink the campaign day's past ratios to the mean of the kind; None where the kind was never seen."""
    of_kind = [day for day in past if day.kind == kind]
    if not of_kind:
        return None
    ratios = np.array([day.log_ratio for day in of_kind])
    same = [day for day in of_kind if day.campaign_day == campaign_day]
    own = np.array([day.log_ratio for day in same])
    mean = (own.sum() + KIND_EVENTS * ratios.mean()) / (len(own) + KIND_EVENTS)
    _, at = np.unique([day.campaign_day for day in of_kind], return_inverse=True)
    around = _variance_within(ratios, at)
    shape = np.ones(slots)
    if same:
        pooled = np.nan_to_num(np.mean([day.by_slot for day in same], axis=0), nan=1.0)
        shape = np.maximum(pooled, 1e-3) ** (len(same) / (len(same) + SHAPE_EVENTS))
    return Uplift(float(mean), float(around * (1 + 1 / len(ratios))), len(own), shape)


def _variance_within(ratios: Floats, group: NDArray[np.int64]) -> float:
    """Variance of log ratios around their campaign day's mean, with two pseudo-observations of the assumed one."""
    size = np.bincount(group)
    mean = np.bincount(group, ratios) / size
    around = ((ratios - mean[group]) ** 2).sum() + KIND_EVENTS * ASSUMED_VARIANCE
    return float(around / (len(ratios) - len(size) + KIND_EVENTS))


@dataclass(frozen=True, slots=True)
class EventFactor:
    """One event day ahead: multiplier by slot (1 outside the event) and variance of its log.

    `unknown` marks an event without a volume and without a past: no uplift is assumed.
    """

    event: str
    name: str
    day: int
    by_slot: Floats
    log_variance: Floats
    log_factor: float
    observations: int
    overridden: bool
    unknown: bool


def event_factors(
    events: tuple[Event, ...], past: list[EventDay], ahead: NDArray[np.int64], overrides: Overrides
) -> tuple[EventFactor, ...]:
    """Multiply the intervals of the events that touch the days `ahead`."""
    return tuple(
        _event_factor(event, int(day), past, overrides)
        for event in events
        for day in np.intersect1d(event.first + np.arange(len(event.active)), ahead)
    )


def _event_factor(event: Event, day: int, past: list[EventDay], overrides: Overrides) -> EventFactor:
    active = event.active[day - event.first]
    campaign_day = day - event.first + 1
    name = f"{event.kind}: day {campaign_day}"
    learnt = learnt_uplift(past, event.kind, campaign_day, len(active))
    replaced = overrides.log(name, event.kind)
    typed = replaced if replaced is not None else float(np.log(max(event.volume, 1e-9)))
    wins = not np.isnan(typed)
    log_factor = typed if wins else 0.0 if learnt is None else learnt.log_factor
    shape = np.ones(len(active)) if wins or learnt is None else learnt.shape
    return EventFactor(
        event=event.name,
        name=name,
        day=day,
        by_slot=np.where(active, np.exp(log_factor) * shape, 1.0),
        log_variance=np.where(active, ASSUMED_VARIANCE if learnt is None else learnt.log_variance, 0.0),
        log_factor=log_factor,
        observations=0 if learnt is None else learnt.observations,
        overridden=wins,
        unknown=not wins and learnt is None,
    )
