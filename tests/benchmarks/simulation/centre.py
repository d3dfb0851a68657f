"""A large centre on one day: 180 agents of five skill sets with breaks, five queues, chats three at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.simulation.contacts import Source, draw
from planner.simulation.lists import Records, Times
from planner.simulation.records import BEGIN, CHAT, DEFERRED, END, LIVE, PAUSE
from planner.simulation.state import EDF, Day, World
from tests.simulation.scenes import Line, in_order, world

AGENTS, INTERVALS, INTERVAL_S = 180, 48, 1800.0
DAY_S = INTERVALS * INTERVAL_S
SEED = 1


class Kind(NamedTuple):
    """A queue: contacts a day, handle time of one alone, threshold and mean patience in seconds."""

    line: Line
    offered: float
    aht_s: float
    within_s: float
    patience_s: float


_CHATS = (1.0, 1.35, 1.7)
KINDS = (
    Kind(Line(LIVE), 3700.0, 360.0, 20.0, 300.0),
    Kind(Line(LIVE), 800.0, 420.0, 20.0, 240.0),
    Kind(Line(CHAT, _CHATS), 5000.0, 640.0, 60.0, 300.0),
    Kind(Line(CHAT, _CHATS), 1500.0, 540.0, 60.0, 240.0),
    Kind(Line(DEFERRED), 400.0, 720.0, 4 * 3600.0, np.inf),
)
SERVES = (
    (True, False, False, False, False),
    (True, True, False, False, False),
    (False, False, True, True, False),
    (False, False, True, True, True),
    (True, True, True, True, True),
)
_STARTS_H = (0, 6, 7, 8, 8, 9, 9, 10, 11, 12, 13, 13, 14, 14, 15, 16, 17, 22.5)
_SHIFT_H = 8.5
_PAUSES_H = ((2.0, 2.25), (4.0, 4.5), (6.5, 6.75))


def shape() -> Times:
    """Share of a day's contacts in each half hour: little at night, most at noon."""
    hours = np.arange(INTERVALS) / 2
    level = 0.15 + np.clip(np.sin((hours - 6.0) / 18.0 * np.pi), 0.0, None)
    return level / level.sum()


def roster() -> Records:
    """Everybody's shift with its breaks; of one past midnight also what is left of the day before's."""
    duties = []
    for agent in range(AGENTS):
        start = _STARTS_H[agent // len(SERVES) % len(_STARTS_H)]
        duties += [(agent, 3600.0 * at, what) for at, what in _shift(start) if at < 24.0]
        if start + _SHIFT_H > 24.0:
            duties += [(agent, 0.0, BEGIN), *((agent, 3600.0 * at, what) for at, what in _shift(start - 24) if at > 0)]
    return in_order(duties)


def _shift(start_h: float) -> list[tuple[float, int]]:
    pauses = [moment for begins, ends in _PAUSES_H for moment in ((begins, PAUSE), (ends, BEGIN))]
    moments = [(0.0, BEGIN), *pauses, (_SHIFT_H, END)]
    return [(start_h + at, what) for at, what in moments]


def centre() -> World:
    lines = [kind.line for kind in KINDS]
    pool_of = [agent % len(SERVES) for agent in range(AGENTS)]
    return world(lines, roster(), INTERVALS, pool_of=pool_of, serves=SERVES, discipline=EDF, deferred_seats=4)


def sources() -> list[Source]:
    """Where the contacts of each queue come from: log-normal handle times, exponential patience."""
    return [
        Source(
            queue=f"queue {number}",
            interval_s=INTERVAL_S,
            offered=kind.offered * shape()[np.newaxis],
            work_s=np.full(INTERVALS, kind.aht_s),
            within_s=np.full(INTERVALS, kind.within_s),
            patience_s=kind.patience_s,
            cv=1.0,
        )
        for number, kind in enumerate(KINDS)
    ]


def drawn(number: int) -> Day:
    """Return the contacts of one replication, nobody absent."""
    return draw(sources(), SEED, number)._replace(present=np.ones(1))
