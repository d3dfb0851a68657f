"""Which sets of queues need a coverage row of their own."""

from collections.abc import Iterable
from itertools import combinations


def subsets_to_keep(queues: Iterable[int], queue_sets: Iterable[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """Return the sets S of a group's queues whose rows Σ_{k∈S} u_k ≥ R(S) − y(S) imply those of all other sets.

    A set is left out when its people split into parts that share no queue (the rows of the parts imply it), or when a
    larger set is served by the same people (its row is stronger). Every queue and the whole keep a row. By Hall's
    theorem (P. Hall, 1935) the rows hold exactly when people can be given one queue each so that queue k lacks only
    u_k.

    Parameters
    ----------
    queues
        All queues of the group.
    queue_sets
        The queues that each agent can serve; repeats do no harm.
    """
    whole = frozenset(queues)
    skills = {skill & whole for skill in queue_sets} - {frozenset()}
    served = sorted(frozenset().union(*skills))
    kept = {whole} | {frozenset({queue}) for queue in whole}
    for size in range(2, len(served) + 1):
        for subset in map(frozenset, combinations(served, size)):
            if _is_closed(subset, skills) and _is_connected(subset, skills):
                kept.add(subset)
    return tuple(sorted(kept, key=lambda subset: (len(subset), sorted(subset))))


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
