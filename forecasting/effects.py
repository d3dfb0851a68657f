"""The list of effects behind an outlook, for a planner to check and override."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from forecasting.calendar_effects import calendar_effects
from forecasting.fit import Outlook
from forecasting.uncertainty import Z80


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect in use: contacts are multiplied by `factor` (80 % band `factor_lo` to `factor_hi`).

    `name` is what an OVERRIDES row names; `observations` counts the past days behind the estimate.
    """

    queue: str
    name: str
    factor: float
    factor_lo: float
    factor_hi: float
    observations: int
    overridden: bool


def effects(outlook: Outlook) -> tuple[Effect, ...]:
    """List calendar, special-day and event effects, each once; those of special days and events where one is ahead."""
    found = {effect.name: effect for part in (_events, _special, _calendar) for effect in part(outlook)}
    return tuple(found.values())


def _calendar(outlook: Outlook) -> Iterator[Effect]:
    queue, cutoff = outlook.queue, outlook.cutoff
    history = queue.history
    days, features = history.source.days[:cutoff], queue.design.features[:cutoff]
    for effect in calendar_effects(queue.at(cutoff).model):
        seen = int((effect.applies(days, features) & history.ordinary[:cutoff]).sum())
        replaced = queue.overrides.log(effect.name)
        if replaced is not None:
            yield _listed(outlook, effect.name, replaced, 0.0, seen, True)
        elif seen:
            yield _listed(outlook, effect.name, effect.log_factor, effect.standard_error, seen, False)


def _special(outlook: Outlook) -> Iterator[Effect]:
    for day in outlook.prediction.special:
        sd = float(np.sqrt(day.log_variance))
        yield _listed(outlook, day.name, day.log_factor, sd, day.observations, day.overridden)


def _events(outlook: Outlook) -> Iterator[Effect]:
    for event in outlook.prediction.events:
        sd = float(np.sqrt(event.log_variance.max()))
        yield _listed(outlook, event.name, event.log_factor, sd, event.observations, event.overridden)


def _listed(outlook: Outlook, name: str, log_factor: float, sd: float, seen: int, overridden: bool) -> Effect:
    factor, low, high = (float(np.exp(log_factor + z * sd)) for z in (0.0, -Z80, Z80))
    return Effect(outlook.queue.history.source.queue, name, factor, low, high, seen, overridden)
