"""The people required, and what it costs to be short of them or to have some too many."""

from dataclasses import dataclass

COST_PER_WAGE_HOUR = 120_000
PERSON = 100  # 1/100 person is the unit of requirements


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a convex cost: the next `width` 1/100 persons cost `cost` each per slot; None is without end."""

    width: int | None
    cost: int


Steps = tuple[Step, ...]  # costs rise from step to step, only the last is without end


@dataclass(frozen=True, slots=True)
class Queue:
    """Where contacts wait: people required and the cost of being short of them, per slot."""

    id: str
    required: tuple[int, ...]
    shortage: tuple[Steps, ...]


@dataclass(frozen=True, slots=True)
class SubsetRow:
    """People who can serve any of these queues must be `required` per slot, or the queues are short of the rest."""

    queues: frozenset[int]
    required: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Queues that share people: Σ_{k∈S} u_k ≥ R(S) − y(S) for every row S; surplus = max(0, y(G) − R(G) + Σ u_k).

    `rows` hold R(S) ≤ Σ_{k∈S} r_k, with the row of all the group's queues among them.
    """

    id: str
    queues: tuple[int, ...]
    rows: tuple[SubsetRow, ...]
    surplus: Steps
