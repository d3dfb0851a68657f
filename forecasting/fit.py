"""One queue at one cutoff: what is known there, and what it says of the days after."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from forecasting.calendar_effects import calendar_effects
from forecasting.clean import CleanHistory
from forecasting.day_model import DayDesign, DayModel, fit_day_model
from forecasting.day_types import ORDINARY, DayTypes
from forecasting.grid import Floats
from forecasting.methods import Method, Past
from forecasting.overrides import Overrides
from forecasting.pattern import week_patterns
from forecasting.promotions import Event, EventFactor, event_days, event_factors, past_event_days
from forecasting.special_days import SpecialFactor, SpecialPast, special_factor, special_past

PROFILE_HALF_LIFE_WEEKS = 8.0


@dataclass(frozen=True, slots=True)
class Prediction:
    """Contacts of the days after a cutoff (days × slots), variance of their log beyond the ordinary, and why."""

    offered: Floats
    log_variance: Floats
    special: tuple[SpecialFactor, ...]
    events: tuple[EventFactor, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue ready to be fitted at any cutoff; `types` and `design` reach past the history to the last day asked."""

    history: CleanHistory
    types: DayTypes
    design: DayDesign
    events: tuple[Event, ...]
    overrides: Overrides
    fits: "dict[int, Fit]" = field(default_factory=dict, compare=False)

    def at(self, cutoff: int) -> "Fit":
        """Return the fit that knows only the days before index `cutoff`, estimated once."""
        if cutoff not in self.fits:
            self.fits[cutoff] = fit_queue(self, cutoff)
        return self.fits[cutoff]


@dataclass(frozen=True, slots=True)
class Fit:
    """The day model at a cutoff and what the methods may see."""

    queue: Queue
    model: DayModel
    past: Past
    made: dict[tuple[str, int], Floats] = field(default_factory=dict, compare=False)

    def ordinary(self, method: Method, days: int) -> Floats:
        """Forecast the next `days` days by `method` as if none were special, computed once."""
        key = (method.name, days)
        if key not in self.made:
            self.made[key] = method.ordinary(self.past, days)
        return self.made[key]

    def predict(self, method: Method, days: int) -> Prediction:
        """Forecast the next `days` days: ordinary days by `method`, times special-day and event factors."""
        offered = self.ordinary(method, days) * self._overridden(days)[:, None]
        log_variance = np.zeros(offered.shape)
        ahead = self.past.cutoff + np.arange(days)
        special, events = self._special(ahead), self._events(ahead)
        factors: tuple[SpecialFactor | EventFactor, ...] = (*special, *events)
        for factor in factors:
            offered[factor.day - self.past.cutoff] *= factor.by_slot
            log_variance[factor.day - self.past.cutoff] += factor.log_variance
        return Prediction(offered, log_variance, special, events)

    def _overridden(self, days: int) -> Floats:
        """Ratio of overridden calendar effects to the estimated ones on the days ahead."""
        ahead = slice(self.past.cutoff, self.past.cutoff + days)
        ratio = np.ones(days)
        for effect in calendar_effects(self.model) if self.queue.overrides.names else ():
            replaced = self.queue.overrides.log(effect.name)
            if replaced is not None:
                on = effect.applies(self.queue.types.days[ahead], self.queue.design.features[ahead])
                ratio[on] *= np.exp(replaced - effect.log_factor)
        return ratio

    def _special(self, days: NDArray[np.int64]) -> tuple[SpecialFactor, ...]:
        """Estimate those of `days` that are special."""
        queue = self.queue
        special_days = days[queue.types.kind[days] != ORDINARY]
        if not len(special_days):
            return ()
        past, profile = self._special_past(), self._profile()
        return tuple(
            special_factor(int(day), past, queue.history, self.model, queue.types, profile, queue.overrides)
            for day in special_days
        )

    def _special_past(self) -> SpecialPast:
        cutoff = self.past.cutoff
        return special_past(self.queue.history, self.model, self.queue.types, event_days(self.queue.events, cutoff))

    def _profile(self) -> Floats:
        """Each row's share by slot (8 × slots)."""
        pattern = week_patterns(self.past, self.past.adjusted().offered, (PROFILE_HALF_LIFE_WEEKS,))[0]
        profile: Floats = pattern / np.maximum(pattern.sum(axis=1), 1e-300)[:, None]
        return profile

    def _events(self, ahead: NDArray[np.int64]) -> tuple[EventFactor, ...]:
        """Learn from the events before the cutoff what those on the days `ahead` multiply."""
        cutoff = self.past.cutoff
        if not self.queue.events:
            return ()
        profile = self._profile()[self.queue.types.row[:cutoff]]
        expected = profile * np.exp(self.model.log_expected)[:, None]
        for factor in self._special(np.flatnonzero(event_days(self.queue.events, cutoff))):
            expected[factor.day] *= factor.by_slot
        seen = past_event_days(self.queue.events, self.past.offered, expected, self.queue.history.recorded[:cutoff])
        return event_factors(self.queue.events, seen, ahead, self.queue.overrides)


def fit_queue(queue: Queue, cutoff: int) -> Fit:
    """Estimate the day model from the days before `cutoff`."""
    workdays = ~queue.types.rest_weekdays
    model = fit_day_model(queue.design, queue.history, cutoff, workdays)
    past = Past(
        offered=queue.history.offered[:cutoff],
        ordinary=queue.history.ordinary[:cutoff],
        row=queue.types.row,
        workdays=workdays,
        open_=queue.history.open_,
        calendar=model.factor,
        weight=model.weight,
    )
    return Fit(queue, model, past)


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """One queue from one start: `prediction` covers the days from index `cutoff`, of which `skip` lie before the start.

    `borrowed` is the share of the forecast that siblings lent.
    """

    queue: Queue
    cutoff: int
    skip: int
    prediction: Prediction
    borrowed: float = 0.0

    @property
    def weeks(self) -> float:
        """Length of the history from its first ordinary day."""
        return self.queue.at(self.cutoff).past.weeks
