"""Which sets of queues need more people, and how many, so that a simulated week meets its targets.

Where an hour misses its target, every kind of people (those with the same queues) is tried: one more of them in all the
hours missed, with the same customers. What that brings each hour says who helps, and how many are missing.

    people missing = what is missing of the service level / what one more person brings

The correction is asked of the largest set of queues all of whose people help at least half as much as the best do, so
that the roster may choose among them. Source: J. Atlason, M. A. Epelman and S. G. Henderson, Optimizing call center
staffing using simulation and analytic center cutting-plane methods, 2008, 10.1287/mnsc.1070.0774 (cuts from forward
differences with common random numbers); of their cuts the form kept is that of the roster's coverage rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.simulation.people import SHIFTS_OF_AGENT, mean_people
from planner.simulation.records import BEGIN, CHAT, DUTY, PAUSE
from planner.simulation.replicate import replicate
from planner.simulation.setup import Setup
from planner.simulation.sums import Sums

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
HELPS = 0.5  # of what the best people bring
LEAST, MOST = 0.25, 2.0  # people by which a row is corrected at once
SPARES, WELL_ABOVE = 0.15, 0.05  # part of its people that a queue so far above its goal gives
COLUMNS = ["queues", "interval_start", "more"]
KEY = COLUMNS[:2]
HARDLY = 0.002  # a gain of so little is chance


@dataclass(frozen=True, slots=True)
class Need:
    """People missing in an hour of a queue: how many of those who help most, and the queues of all who help.

    `people` is infinite where nobody helps.
    """

    queue: str
    hour: int
    people: float
    queues: frozenset[str]


def needs(setup: Setup, sums: Sums, short: Floats, sets: Sequence[frozenset[str]], seed: int) -> list[Need]:
    """Return what is missing in the hours of a group that miss their target.

    `short` (queues × hours): how far each is below its goal, 0 where it is met; `sets`: the sets of queues for which
    the roster has a row.
    """
    is_short = short > 0
    if not is_short.any():
        return []
    gains = np.array(
        [_gain(setup, sums, pool, is_short, seed) for pool in range(len(setup.world.serves))]
    )  # pools × queues × hours
    return list(_needs(setup, gains, short, sets))


def _gain(setup: Setup, sums: Sums, pool: int, is_short: Flags, seed: int) -> Floats:
    """Return by how much one more person of a pool raises the service level (queues × hours)."""
    more = replicate(with_one_more(setup, pool, is_short), 0, sums.replications, seed)
    before, after = (part.hours.band(part.replications).share for part in (sums, more))
    return np.nan_to_num(after - before)


def _needs(setup: Setup, gains: Floats, short: Floats, sets: Sequence[frozenset[str]]) -> Iterator[Need]:
    pools = [frozenset(np.array(setup.queues)[serves]) for serves in setup.world.serves]
    for q, hour in np.argwhere(short > 0):
        gain, queue = gains[:, q, hour], setup.queues[q]
        best = float(gain.max(initial=0.0))
        if best <= HARDLY:
            yield Need(queue, int(hour), np.inf, frozenset({queue}))
            continue
        helps = [pool for pool, brings in zip(pools, gain, strict=True) if brings >= HELPS * best]
        found = [row for row in sets if queue in row and all(pool in helps for pool in pools if pool & row)]
        widest = max(found, key=len, default=frozenset({queue}))
        yield Need(queue, int(hour), float(short[q, hour]) / best, widest)


def with_one_more(setup: Setup, pool: int, in_hours: Flags) -> Setup:
    """Return a group with one more person of a pool, never absent, in the hours flagged (queues × hours).

    Where a queue of chats is flagged that the person serves, there is a seat for it.
    """
    world, number = setup.world, len(setup.agents)
    chats = (world.queues["kind"] == CHAT) & world.serves[pool]
    seats, hours = world.seats.copy(), np.flatnonzero(in_hours.any(axis=0))
    for hour in np.flatnonzero(in_hours[chats].any(axis=0)):
        seats[CHAT, hour * setup.intervals_an_hour : (hour + 1) * setup.intervals_an_hour] += 1
    shift = number * SHIFTS_OF_AGENT
    moments = [(hour * 3600.0, number, BEGIN, shift, 0.0) for hour in hours]
    moments += [((hour + 1) * 3600.0, number, PAUSE, shift, 0.0) for hour in hours]
    duties = np.concatenate([world.duties, np.array(moments, DUTY)])
    more = world._replace(
        pool_of=np.append(world.pool_of, pool),
        speed=np.append(world.speed, 1.0),
        seats=seats,
        duties=duties[np.lexsort((duties["what"], duties["at_s"]))],
    )
    return replace(setup, world=more, agents=[*setup.agents, ""])


def asked(
    setup: Setup, found: Sequence[Need], surplus: Floats, interval_start: pd.DatetimeIndex, step: float
) -> pd.DataFrame:
    """Return as CORRECTIONS `step` times the people missing, in every interval of their hours.

    A row that has people to spare already (`surplus` by interval, of the whole group) must ask for these first.
    """
    asking = Counter(need.hour for need in found)
    rows = [
        (
            _name(setup, need.queues),
            interval_start[i],
            step * float(np.clip(need.people, LEAST, MOST)) + max(0.0, surplus[i]) / asking[need.hour],
        )
        for need in found
        for i in _intervals(setup, need.hour)
    ]
    return pd.DataFrame(rows, columns=pd.Index(COLUMNS)).groupby(KEY).max().reset_index()


def spared(
    setup: Setup, sums: Sums, goals: Floats, found: Sequence[Need], required: Floats, interval_start: pd.DatetimeIndex
) -> pd.DataFrame:
    """Return as CORRECTIONS the people that queues can spare in hours in which others miss their target.

    A queue of chats well above its goal (`goals`: queues × hours) gives a part of the people that it requires
    (`required`: queues × intervals); the group as a whole keeps them.
    """
    well = sums.hours.band(sums.replications).low >= goals + WELL_ABOVE
    rows = []
    for hour in sorted({need.hour for need in found}):
        for q in np.flatnonzero(well[:, hour] & (setup.world.queues["kind"] == CHAT)):
            for i in _intervals(setup, hour):
                part = SPARES * required[q, i]
                rows.append((setup.queues[q], interval_start[i], -part))
                rows.append((_name(setup, frozenset(setup.queues)), interval_start[i], part))
    return pd.DataFrame(rows, columns=pd.Index(COLUMNS))


def together(corrections: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return CORRECTIONS added up."""
    return pd.concat([frame for frame in corrections if len(frame)]).groupby(KEY).sum().reset_index()


def _name(setup: Setup, queues: frozenset[str]) -> str:
    """Return what the rows of requirement and pooled requirement call a set of queues."""
    return "+".join(queue for queue in setup.queues if queue in queues)


def _intervals(setup: Setup, hour: int) -> range:
    per_hour = setup.intervals_an_hour
    return range(hour * per_hour, min((hour + 1) * per_hour, setup.world.seats.shape[1]))


def on_contacts(setup: Setup, intervals: int) -> Floats:
    """Return the mean people of a group on contacts by interval, the absent among them."""
    begun: dict[int, float] = {}
    spans = []
    for duty in setup.world.duties:
        if duty["what"] == BEGIN:
            begun[int(duty["agent"])] = float(duty["at_s"])
        elif int(duty["agent"]) in begun:
            spans.append((begun.pop(int(duty["agent"])), float(duty["at_s"])))
    begin_s, end_s = np.array(spans).reshape(-1, 2).T
    return mean_people(begin_s, end_s, setup.world.interval_s, intervals)
