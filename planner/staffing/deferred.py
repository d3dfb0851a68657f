"""Work that can wait, as hours that come and hours that fall due: what levels it, and a test that it is on time.

A contact must be done within `within_s` of its arrival. One that arrives while nobody works counts as arriving when
work begins again; one that falls due while nobody works is due at the end of the first interval in which somebody does.
The week is taken as one of many alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from planner.errors import PlannerError
from planner.staffing.arguments import Column, Rows, at_least_zero, positive
from planner.staffing.deadline_loop import Contacts, met_deadline

BUFFER = 0.05  # more work than expected that the levelled hours allow for: at full load chance alone makes some late


class TooShortToAnswer(PlannerError):
    """A target leaves less time than a contact takes."""

    template = "queues.{queue}.target.within_s = {within_s}: less than the {aht_s} s that a contact takes"


@dataclass(frozen=True, slots=True)
class DeferredQueue:
    """Contacts that need not be answered at once, by interval over one period (a week)."""

    name: str
    offered: Column
    aht_s: float
    within_s: float
    interruptible: bool = False  # may be put aside for a live contact, so that idle live time serves

    @classmethod
    def checked(
        cls, name: str, offered: ArrayLike, aht_s: float, within_s: float, interruptible: bool = False
    ) -> "DeferredQueue":
        """Return the queue. Raises: TooShortToAnswer; PlannerError for NaN, negative numbers or a handle time of 0."""
        positive("aht_s", aht_s)
        if at_least_zero("within_s", within_s) < aht_s:
            raise TooShortToAnswer(queue=name, within_s=f"{within_s:g}", aht_s=f"{aht_s:g}")
        return cls(name, np.atleast_1d(at_least_zero("offered", offered)), aht_s, within_s, interruptible)

    def work_h(self, buffer: float = BUFFER) -> Column:
        """Return the hours of work that come in each interval, with the buffer."""
        return self.offered * self.aht_s / 3600.0 * (1.0 + buffer)

    def may_wait_h(self, interval_s: float, works: Column, buffer: float = BUFFER) -> Column:
        """Return the most hours that may be outstanding at each interval's end, infinite where nobody works.

        That is what came within the last `within_s` less the time that a contact takes; contacts come evenly within an
        interval. `works`: 0 where nobody works.
        """
        count = len(works)
        periods = 2 + int(self.within_s / (interval_s * count))
        came = np.concatenate([[0.0], np.cumsum(np.tile(self.work_h(buffer), periods))])
        ends = np.arange(len(came) - count, len(came))
        since = ends - (self.within_s - self.aht_s) / interval_s
        began = _last_work(np.floor(since).astype(np.intp), works)
        due = np.interp(np.minimum(since, began), np.arange(len(came)), came)
        return np.where(works > 0, came[ends] - due, np.inf)


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who works on deferred contacts: real-valued people by interval over one period.

    `agents` do nothing else; `spare` are idle live agents, for interruptible queues only.
    """

    interval_s: float
    agents: Column
    spare: Column

    @property
    def period_s(self) -> float:
        """Length of the period."""
        return self.interval_s * len(self.agents)


def on_time_shares(
    queues: Sequence[DeferredQueue], staffing: Staffing, works: Column, seed: int, periods: int = 20, cv: float = 1.0
) -> Column:
    """Return the share of each queue's contacts done by their deadline, the earliest first; 1 without contacts.

    Poisson arrivals and log-normal handle times with coefficient of variation `cv`. The first of the periods only
    builds up what is carried over. All people of an interval work on one contact at a time.
    """
    contacts = _drawn(queues, staffing, works, np.random.default_rng(seed), periods, cv)
    met = met_deadline(
        contacts, staffing.interval_s, np.tile(staffing.agents, periods), np.tile(staffing.spare, periods)
    )
    counted = (contacts.arrived >= staffing.period_s) & (contacts.due <= staffing.period_s * periods)
    of_queue = [met[counted & (contacts.queue == index)] for index in range(len(queues))]
    return np.array([own.mean() if len(own) else 1.0 for own in of_queue])


def _drawn(
    queues: Sequence[DeferredQueue],
    staffing: Staffing,
    works: Column,
    random: np.random.Generator,
    periods: int,
    cv: float,
) -> Contacts:
    """Draw the contacts of all queues over the periods, in the order of arrival."""
    spread = np.sqrt(np.log1p(cv * cv))
    arrived, work, queue = [], [], []
    for index, one in enumerate(queues):
        interval = np.repeat(np.arange(len(works) * periods), random.poisson(np.tile(one.offered, periods)))
        arrived.append((interval + random.random(len(interval))) * staffing.interval_s)
        work.append(one.aht_s * random.lognormal(-spread * spread / 2, spread, len(interval)))
        queue.append(np.full(len(interval), index))
    at, which = np.concatenate(arrived), np.concatenate(queue)
    order = np.argsort(at, kind="stable")
    at, which = at[order], which[order]
    due = due_s(at, np.array([q.within_s for q in queues])[which], staffing.interval_s, works)
    soft = np.array([q.interruptible for q in queues])[which]
    return Contacts(at, due, np.concatenate(work)[order], which, soft)


def _last_work(interval: Rows, works: Column) -> Rows:
    """Return the end of the last interval with work up to each interval, counted in intervals from the start."""
    working = np.flatnonzero(works)
    turn, within = np.divmod(interval, len(works))
    last = np.insert(working, 0, working[-1] - len(works))[np.searchsorted(working, within, side="right")]
    ends: Rows = turn * len(works) + last + 1
    return ends


def _next_work(interval: Rows, works: Column) -> Rows:
    """Return the first interval with work from each interval on, counted from the start."""
    working = np.flatnonzero(works)
    turn, within = np.divmod(interval, len(works))
    following = np.append(working, working[0] + len(works))[np.searchsorted(working, within)]
    intervals: Rows = turn * len(works) + following
    return intervals


def due_s(arrived: Column, within_s: Column, interval_s: float, works: Column) -> Column:
    """Return when contacts fall due, by the two rules for times when nobody works: the intervals with 0 in `works`."""
    counted_from = np.maximum(arrived, interval_s * _next_work((arrived // interval_s).astype(np.intp), works))
    due = counted_from + within_s
    interval = (due // interval_s).astype(np.intp)
    following = _next_work(interval, works)
    return np.where(following == interval, due, (following + 1) * interval_s)
