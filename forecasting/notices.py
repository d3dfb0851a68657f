"""What a reader should know of a forecast: what was short, assumed, proposed or unknown."""

from collections.abc import Iterator, Sequence

import numpy as np

from forecasting.errors import Notice
from forecasting.fit import Outlook
from forecasting.methods.ensemble import SHORT_WEEKS
from forecasting.promotions import UnknownEvent
from forecasting.special_days import special_notices
from forecasting.study import Banded, Inputs
from forecasting.uncertainty import LEAST_CUTOFFS

STALE_DAYS = 7
UNUSUAL_WEIGHT = 0.4  # Huber weight of a residual of five standard deviations


class ShortHistory(Notice):
    """Less history than the method is at home with."""

    template = "{queue}: {weeks:.0f} weeks of history: averaged with simpler methods; 13 weeks or more are better"


class BorrowedShare(Notice):
    """A young queue follows its siblings."""

    template = "{queue}: {weeks:.0f} weeks of history: {share:.0%} of the forecast is its share of the other queues"


class AssumedBand(Notice):
    """Too few past forecasts to measure the band."""

    template = "{queue}: the band is assumed: it can be measured from about {weeks} weeks of history"


class NothingRecorded(Notice):
    """No contacts at all, so zero is forecast."""

    template = "{queue}: no contacts in any open interval: zero is forecast"


class StaleHistory(Notice):
    """The history ends well before the start."""

    template = "{queue}: the history ends {days} days before the first day forecast"


class ProposedOpening(Notice):
    """No opening hours were given."""

    template = "{queue}: opening hours are read from the data ({open_h:.0f} hours a week); please confirm them"


class UnusualDay(Notice):
    """A day far from what was expected of it counts less."""

    template = "{queue}: {day} brought {ratio:.0%} of the contacts expected: it counts {weight:.0%} of a day"


class NoCalendar(Notice):
    """No calendar was given."""

    template = "no calendar given: holidays are forecast as ordinary days"


class NoMakeupDays(Notice):
    """The calendar knows make-up days in other years, but none in this one."""

    template = "{year}: the calendar has no make-up work days for this year yet; they are forecast as weekends"


def unusual_days(part: Banded) -> Iterator[Notice]:
    """Name the ordinary days more than five robust standard deviations from the day model."""
    fit = part.outlook.queue.at(part.outlook.cutoff)
    source, past = part.outlook.queue.history.source, fit.past
    for at in np.flatnonzero(past.ordinary & (fit.model.weight < UNUSUAL_WEIGHT)):
        ratio = past.offered[at].sum() / np.exp(fit.model.log_expected[at])
        yield UnusualDay(queue=source.queue, day=str(source.days[at]), ratio=ratio, weight=fit.model.weight[at])


def notices(made: Sequence[Banded], inputs: Inputs) -> tuple[Notice, ...]:
    """Collect what to tell about all queues, the common things first."""
    told = [*_calendar_notices(made, inputs)]
    for part in made:
        told += _queue_notices(part, inputs.opening is None)
    return tuple(told)


def _calendar_notices(made: Sequence[Banded], inputs: Inputs) -> Iterator[Notice]:
    if inputs.calendar is None:
        yield NoCalendar()
        return
    makeup = inputs.calendar["date"][(inputs.calendar["kind"] == "makeup").to_numpy()].dt.year.unique()
    ahead = {int(str(day)[:4]) for part in made for day in _days_ahead(part.outlook)}
    for year in sorted(ahead) if len(makeup) else ():
        if year not in makeup:
            yield NoMakeupDays(year=year)


def _days_ahead(outlook: Outlook) -> np.ndarray:
    first = outlook.queue.history.source.first_day + outlook.cutoff
    return first + np.arange(outlook.skip, len(outlook.prediction.offered))


def _queue_notices(part: Banded, hours_proposed: bool) -> Iterator[Notice]:
    outlook, history = part.outlook, part.outlook.queue.history
    queue = history.source.queue
    if not history.total[: outlook.cutoff].any():
        yield NothingRecorded(queue=queue)
        return
    if outlook.borrowed:
        yield BorrowedShare(queue=queue, weeks=outlook.weeks, share=outlook.borrowed)
    elif outlook.weeks < SHORT_WEEKS:
        yield ShortHistory(queue=queue, weeks=outlook.weeks)
    if part.spread.assumed:
        yield AssumedBand(queue=queue, weeks=2 * LEAST_CUTOFFS)
    if outlook.skip >= STALE_DAYS:
        yield StaleHistory(queue=queue, days=outlook.skip)
    if hours_proposed:
        open_h = history.open_[:7].sum() * history.source.grid.interval_min / 60
        yield ProposedOpening(queue=queue, open_h=open_h)
    yield from special_notices(queue, history.source.first_day, outlook.prediction.special)
    for event in outlook.prediction.events:
        if event.unknown:
            yield UnknownEvent(queue=queue, name=event.event, kind=event.name.split(":")[0])
