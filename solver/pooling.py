"""Which sets of queues need a coverage row of their own."""

from collections.abc import Iterable
from itertools import combinations


def subsets_to_keep(queue_sets: Iterable[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """Return the sets S of queues whose rows Σ_{k∈S} u_k ≥ R(S) − y(S) imply those of all other sets, smallest first.

    A set is left out when its people split into parts that share no queue (the rows of the parts imply it), or when
    a larger set is served by the same people (its row is stronger). Every queue and the whole keep a row. By Hall's theorem (P. Hall,
    1935) the rows hold exactly when the people can be given one queue each so that only u_k is short.

    Parameters
    ----------
    queue_sets
        The queues that each agent of one group can serve; repeats do no harm.
    """
    skills = {queues for queues in queue_sets if queues}
    whole = frozenset().union(*skills)
    unions = {frozenset(subset) for size in range(1, len(whole) + 1) for subset in combinations(sorted(whole), size)}
    kept = {s for s in unions if len(s) == 1 or s == whole or (_is_closed(s, skills) and _is_connected(s, skills))}
    return tuple(sorted(kept, key=lambda s: (len(s), sorted(s))))


def _is_closed(queues: frozenset[int], skills: set[frozenset[int]]) -> bool:
    """Tell whether no further queue is served only by people who serve one of these."""
    others = frozenset().union(*skills) - queues
    return all(any(queue in skill and not skill & queues for skill in skills) for queue in others)


def _is_connected(queues: frozenset[int], skills: set[frozenset[int]]) -> bool:
    """Tell whether the queues hang together through people who serve two of them."""
    reached = frozenset([min(queues)])
    while True:
        links = [skill & queues for skill in skills if skill & reached]
        grown = reached.union(*links) if links else reached
        if grown == reached:
            return reached == queues
        reached = grown
