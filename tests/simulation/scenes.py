"""Small centres for the event loop: queues, who is on duty, the contacts that come; and ratios with their errors."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from planner.simulation.engine import play
from planner.simulation.lists import Records, Times
from planner.simulation.records import BEGIN, CHAT, CONTACT, DEFERRED, DUTY, END, LIVE, MOST_CHATS, QUEUE
from planner.simulation.state import EDF, Day, World
from planner.simulation.tally import BUSY, OF_OFFERED, ON, Tally

INTERVAL_S = 1800.0
NO_LIMIT = 1_000_000


class Line(NamedTuple):
    """A queue; `slower`: how many times as long a contact takes beside none, one, two … others."""

    kind: int = LIVE
    slower: tuple[float, ...] = (1.0,)
    interruptible: bool = False
    redial_share: float = 0.0
    definition: int = OF_OFFERED
    responds: bool = False


def world(
    lines: Sequence[Line],
    duties: Records,
    intervals: int,
    *,
    pool_of: Sequence[int],
    serves: Sequence[Sequence[bool]] = ((True,),),
    interval_s: float = INTERVAL_S,
    discipline: int = EDF,
    drops: bool = False,
    speed: Sequence[float] | None = None,
    chat_seats: Sequence[int] | int = NO_LIMIT,
    deferred_seats: Sequence[int] | int = 0,
    is_open: bool = False,
    at_agent: Times | None = None,
) -> World:
    queues = np.zeros(len(lines), QUEUE)
    for field in ("kind", "interruptible", "redial_share", "definition", "responds"):
        queues[field] = [getattr(line, field) for line in lines]
    queues["most"] = [len(line.slower) for line in lines]
    slower = np.ones((len(lines), MOST_CHATS))
    for row, line in zip(slower, lines, strict=True):
        row[: len(line.slower)] = line.slower
    seats = np.zeros((3, intervals), np.int64)
    seats[CHAT], seats[DEFERRED] = chat_seats, deferred_seats
    return World(
        interval_s,
        discipline,
        drops,
        queues,
        slower,
        np.array(serves, np.bool_),
        np.array(pool_of, np.int64),
        np.ones(len(pool_of)) if speed is None else np.array(speed, np.float64),
        seats,
        np.full((len(lines), intervals), is_open),
        np.ones((len(lines), MOST_CHATS, MOST_CHATS)) if at_agent is None else at_agent,
        duties,
    )


def one_pool(line: Line, agents: int, intervals: int, **options) -> World:
    """One queue, and agents who are always there."""
    return world([line], always(agents), intervals, pool_of=[0] * agents, **options)


def in_order(duties: Sequence[tuple[int, float, int]]) -> Records:
    """(agent, second, what) in order of time, of a moment's those who go before those who come."""
    rows = sorted(duties, key=lambda duty: (duty[1], duty[2]))
    out = np.zeros(len(rows), DUTY)
    for field, column in zip(("agent", "at_s", "what"), zip(*rows, strict=True), strict=False):
        out[field] = column
    return out


def always(agents: int) -> Records:
    return in_order([(agent, 0.0, BEGIN) for agent in range(agents)])


def staffed(agents: Sequence[int], length_s: float, rng: np.random.Generator) -> Records:
    """So many agents in each interval; who goes is drawn from those there, so none works much longer than others."""
    there: list[int] = []
    duties: list[tuple[int, float, int]] = []
    coming = 0
    for interval, wanted in enumerate(agents):
        at_s = interval * length_s
        while len(there) > wanted:
            duties.append((there.pop(rng.integers(len(there))), at_s, END))
        while len(there) < wanted:
            there.append(coming)
            duties.append((coming, at_s, BEGIN))
            coming += 1
    return in_order(duties)


def poisson(rng: np.random.Generator, rate_per_s: float, until_s: float) -> Times:
    count = rng.poisson(rate_per_s * until_s)
    return np.sort(rng.random(count) * until_s)


def contacts(arrived_s: Times, work_s: Times | float, within_s: float, patience_s: Times | float = np.inf) -> Records:
    out = np.zeros(len(arrived_s), CONTACT)
    out["arrived_s"], out["due_s"] = arrived_s, arrived_s + within_s
    out["patience_s"], out["work_s"] = patience_s, work_s
    return out


def memoryless(
    rng: np.random.Generator,
    rate_per_s: float,
    until_s: float,
    aht_s: float,
    within_s: float,
    patience_s: float = np.inf,
) -> Records:
    """Poisson arrivals, exponential handle times and patience."""
    arrived = poisson(rng, rate_per_s, until_s)
    patience = rng.exponential(patience_s, len(arrived)) if patience_s < np.inf else np.inf
    return contacts(arrived, rng.exponential(aht_s, len(arrived)), within_s, patience)


def day(rng: np.random.Generator, *of_queues: Records, present: Sequence[float] = (1.0,)) -> Day:
    """The contacts of each queue, and chance for all else."""
    whole = np.concatenate(of_queues)
    whole["queue"] = np.repeat(np.arange(len(of_queues)), [len(own) for own in of_queues])
    first = np.cumsum([0] + [len(own) for own in of_queues])
    count = len(whole)
    answers = np.zeros((count, MOST_CHATS))
    uniform = rng.random(count), rng.random(count)
    return Day(whole, first, uniform[0], whole["patience_s"].copy(), uniform[1], answers, np.array(present, np.float64))


def played(scene: World, chance: Day) -> Tally:
    """A replication, with the contacts left as they were."""
    tally = Tally.empty(len(scene.queues), scene.seats.shape[1], len(scene.serves), len(scene.pool_of))
    play(scene, chance._replace(contacts=chance.contacts.copy()), tally)
    return tally


def totals(tally: Tally, queue: int = 0) -> Times:
    return tally.counts[queue].sum(axis=0)


class Estimate(NamedTuple):
    value: float
    error: float

    def agrees(self, exact: float, other_error: float = 0.0) -> bool:
        """Within three standard errors."""
        return abs(self.value - exact) <= 3.0 * np.hypot(self.error, other_error)


def ratio(part: Times, whole: Times) -> Estimate:
    """Sum of part over sum of whole, and its standard error; a row each batch or replication."""
    value = part.sum() / whole.sum()
    spread = part - value * whole
    return Estimate(value, np.sqrt(len(part) / (len(part) - 1) * (spread**2).sum()) / whole.sum())


def batches(column: Times, count: int = 40) -> Times:
    """Sums over long spans of intervals, the first left out: it begins with nobody waiting."""
    length = len(column) // (count + 1)
    return column[length : (count + 1) * length].reshape(count, length).sum(axis=1)


def share(tally: Tally, part: int, whole: int, queue: int = 0) -> Estimate:
    """A share of contacts in the long run."""
    return ratio(batches(tally.counts[queue, :, part]), batches(tally.counts[queue, :, whole]))


def occupancy(tally: Tally) -> Estimate:
    return ratio(batches(tally.people_s[0, :, BUSY]), batches(tally.people_s[0, :, ON]))
