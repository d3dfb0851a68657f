"""Who serves which queue, where several could: spare people in proportion to need, as far as their skills allow."""

from collections.abc import Mapping, Sequence
from math import inf


def allocate(required: Sequence[int], kept: Sequence[int], crews: Mapping[int, int]) -> list[float]:
    """Return how many 1/100 people each queue gets: what it keeps of its requirement, and its share of the others.

    Queues that keep more than there is, since they need fewer people together than one by one, get less in proportion.
    `crews` counts people by the bit mask of the queues they can serve; every person is given out. The people y(S) who
    can serve a queue of S bound what S gets, and y is the rank function of a polymatroid: raise all queues together in
    proportion to `kept`, once that is reached to `required`, until a set of them has all who can serve it, fix that
    set, go on with the others (water filling: N. Megiddo, Mathematical Programming 7, 1974). Queues that require nobody
    share those who can do nothing else.
    """
    able = _able(len(required), crews)
    given = [0.0] * len(required)
    fixed = 0
    for weights, top in ((kept, 1.0), (required, inf), ([int(not amount) for amount in required], inf)):
        while rising := [queue for queue, weight in enumerate(weights) if weight and not fixed >> queue & 1]:
            level, full = _first_full(rising, weights, given, able, fixed)
            for queue in rising:
                if level >= top or full >> queue & 1:
                    given[queue] += min(level, top) * weights[queue]
            if level >= top:
                break
            fixed |= full
    return given


def _able(queues: int, crews: Mapping[int, int]) -> list[int]:
    """Return, for each set of queues as a bit mask, how many people can serve any of them."""
    return [sum(people for crew, people in crews.items() if crew & mask) for mask in range(1 << queues)]


def _first_full(
    rising: Sequence[int], weights: Sequence[int], given: Sequence[float], able: Sequence[int], fixed: int
) -> tuple[float, int]:
    """Return the level at which the first set of rising queues has all its people, and the largest such set."""
    best, full = float("inf"), 0
    for chosen in range(1, 1 << len(rising)):
        members = [queue for at, queue in enumerate(rising) if chosen >> at & 1]
        mask = sum(1 << queue for queue in members)
        room = able[mask | fixed] - able[fixed] - sum(given[queue] for queue in members)
        level = room / sum(weights[queue] for queue in members)
        if level < best - 1e-9:
            best, full = level, mask
        elif level < best + 1e-9:
            full |= mask
    return best, full
