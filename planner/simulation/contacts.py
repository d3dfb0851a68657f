"""The contacts of a replication, drawn at random: when each comes, how long it takes, how long its customer waits.

Every queue has its own streams of numbers for each replication, one for each kind of chance. The n-th contact of a
queue takes the n-th numbers, whatever roster it meets and however many come: two rosters are compared with the same
customers (common random numbers), and more demand brings the same ones sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from planner.plan.conversation import Conversation
from planner.simulation.records import CONTACT, MOST_CHATS
from planner.simulation.state import Day
from planner.staffing.deferred import due_s

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the contacts of a queue come from, by interval.

    `offered`: contacts expected (paths × intervals), a path for each replication in turn; `counted`: they are what did
    come, to be spread evenly over the interval, not a rate. `work_s`: mean work of an agent who holds nothing else.
    `within_s`: time to answer. `works`: 1 where somebody does deferred work, none for contacts that cannot wait. `cv`
    of the handle time: none for an exponential one.
    """

    queue: str
    interval_s: float
    offered: Floats
    work_s: Floats
    within_s: Floats
    patience_s: float
    works: Floats | None = None
    cv: float | None = None
    counted: bool = False
    conversation: Conversation | None = None  # whose first message answers


def draw(sources: Sequence[Source], seed: int, replication: int) -> Day:
    """Return the contacts of queues that share people in one replication, without who is there."""
    streams = [_Streams.of(source.queue, seed, replication) for source in sources]
    drawn = [_contacts(*pair, replication) for pair in zip(sources, streams, strict=True)]
    contacts = np.concatenate(drawn)
    contacts["queue"] = np.repeat(np.arange(len(drawn)), list(map(len, drawn)))
    return Day(
        contacts=contacts,
        first=np.cumsum([0, *map(len, drawn)]),
        again=np.concatenate([own.again.random(len(part)) for own, part in zip(streams, drawn, strict=True)]),
        patience_s=contacts["patience_s"].copy(),
        ahead=np.concatenate([own.answer.random(len(part)) for own, part in zip(streams, drawn, strict=True)]),
        answer_s=_answers(sources, streams, drawn),
        present=np.zeros(0),
    )


class _Streams(NamedTuple):
    """The streams of random numbers of a queue in one replication."""

    arrival: np.random.Generator
    work: np.random.Generator
    patience: np.random.Generator
    again: np.random.Generator
    answer: np.random.Generator

    @classmethod
    def of(cls, queue: str, seed: int, replication: int) -> _Streams:
        """Return the streams that belong to these three."""
        key = crc32(queue.encode())
        return cls(*(np.random.default_rng([seed, replication, key, kind]) for kind in range(len(cls._fields))))


def _contacts(source: Source, streams: _Streams, replication: int) -> npt.NDArray[np.void]:
    """Return the contacts of one queue in the order of arrival."""
    path = source.offered[replication % len(source.offered)]
    arrived_s = (_spread if source.counted else _poisson)(path, source.interval_s, streams.arrival)
    interval = np.minimum((arrived_s / source.interval_s).astype(np.intp), len(path) - 1)
    contacts = np.zeros(len(arrived_s), CONTACT)
    contacts["arrived_s"] = arrived_s
    contacts["due_s"] = _due_s(source, arrived_s, source.within_s[interval])
    contacts["work_s"] = source.work_s[interval] * _work(source.cv, len(arrived_s), streams.work)
    contacts["patience_s"] = np.inf
    if source.patience_s < np.inf:
        contacts["patience_s"] = streams.patience.standard_exponential(len(arrived_s)) * source.patience_s
    return contacts


def _due_s(source: Source, arrived_s: Floats, within_s: Floats) -> Floats:
    """Return when contacts are due; those that can wait by the rules for times when nobody works."""
    if source.works is None or not source.works.any():
        return arrived_s + within_s
    return due_s(arrived_s, within_s, source.interval_s, source.works)


def _poisson(path: Floats, interval_s: float, random: np.random.Generator) -> Floats:
    """Return Poisson arrivals: the n-th comes when the contacts expected so far reach the n-th of a unit process."""
    expected = np.concatenate([[0.0], np.cumsum(path)])
    total = expected[-1]
    reached = np.cumsum(random.standard_exponential(_enough(total)))
    while reached[-1] < total:
        more = reached[-1] + np.cumsum(random.standard_exponential(_enough(total)))
        reached = np.concatenate([reached, more])
    came = reached[: np.searchsorted(reached, total)]
    return np.asarray(np.interp(came, expected, interval_s * np.arange(len(expected))))


def _enough(total: float) -> int:
    """Return a number of contacts that is hardly ever exceeded."""
    return int(total + 6.0 * sqrt(total) + 20.0)


def _spread(path: Floats, interval_s: float, random: np.random.Generator) -> Floats:
    """Return as many arrivals as are counted in each interval, at any time of it; parts of a contact by chance."""
    counts = np.floor(path + random.random(len(path))).astype(np.intp)
    at = np.repeat(np.arange(len(path)), counts) + random.random(counts.sum())
    return interval_s * np.sort(at)


def _work(cv: float | None, count: int, random: np.random.Generator) -> Floats:
    """Return works of mean 1: exponential, or log-normal with a coefficient of variation."""
    if cv is None:
        return random.standard_exponential(count)
    spread = sqrt(np.log1p(cv * cv))
    return np.asarray(np.exp(spread * random.standard_normal(count) - spread * spread / 2.0))


def _answers(sources: Sequence[Source], streams: Sequence[_Streams], drawn: Sequence[npt.NDArray[np.void]]) -> Floats:
    """Return when an agent has written so many messages one after the other; one row where no queue counts them."""
    if not any(source.conversation for source in sources):
        return np.zeros((1, MOST_CHATS))
    works_s = [source.conversation.work_s if source.conversation else 0.0 for source in sources]
    messages = [
        work_s * own.answer.standard_exponential((len(part), MOST_CHATS))
        for work_s, own, part in zip(works_s, streams, drawn, strict=True)
    ]
    return np.cumsum(np.concatenate(messages), axis=1)
