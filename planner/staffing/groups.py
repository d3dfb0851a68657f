"""Groups of queues that share people, and the subset rows that say when people are enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from planner.errors import PlannerError

if TYPE_CHECKING:
    from planner.people import Agent
    from planner.plan import Plan

MOST_QUEUES = 8  # 2^8 subsets of queues are looked at


class TooManyQueues(PlannerError):
    """A group with more queues than its subsets can be listed for."""

    template = "group {group} has {count} queues; at most {most} can share people: split it by [queues.….group]"


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Queues that share people, and the subsets of them whose people must be counted together.

    The id is the name in the plan, or the queues in brackets, which no name is.
    """

    id: str
    queues: tuple[str, ...]
    subsets: tuple[frozenset[str], ...]


def queue_groups(plan: Plan, agents: Sequence[Agent] = ()) -> tuple[QueueGroup, ...]:
    """Return the plan's groups: those named, and those of queues that common agents link.

    Raises
    ------
    TooManyQueues
        If a group has more than 8 queues.
    """
    served = [agent.queues(plan) for agent in agents]
    return tuple(_group(_id(queues, plan), queues, served) for queues in _linked(plan, served))


def _id(queues: Sequence[str], plan: Plan) -> str:
    named = sorted(group for queue in queues if (group := plan.queues[queue].group))
    return named[0] if named else f"({'+'.join(queues)})"


def _linked(plan: Plan, served: Iterable[frozenset[str]]) -> list[tuple[str, ...]]:
    """Return the queues joined by a common group name or a common agent, in the order of the plan."""
    by_name: dict[str, set[str]] = {}
    for id, queue in plan.queues.items():
        by_name.setdefault(queue.group or f"queue {id}", set()).add(id)
    components = [{queue} for queue in plan.queues]
    for joined in [*by_name.values(), *map(set, served)]:
        touched = [component for component in components if component & joined]
        components = [component for component in components if not component & joined]
        components += [set().union(*touched)] if touched else []
    in_order = [tuple(queue for queue in plan.queues if queue in component) for component in components]
    return sorted(in_order, key=lambda queues: list(plan.queues).index(queues[0]))


def _group(id: str, queues: tuple[str, ...], served: Iterable[frozenset[str]]) -> QueueGroup:
    if len(queues) > MOST_QUEUES:
        raise TooManyQueues(group=id, count=len(queues), most=MOST_QUEUES)
    skill_sets = {own & set(queues) for own in served} - {frozenset()}
    return QueueGroup(id, queues, _needed_subsets(queues, skill_sets))


def _needed_subsets(queues: tuple[str, ...], skill_sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return the subsets whose rows imply all others, the whole group last.

    Two subsets served by the same people have one number of people on contacts; with R(S) the sum of its queues'
    requirements the larger one asks for more, so the smaller row follows from it as long as no queue is short of more
    than it requires (P. Hall 1935, in aggregated form: the rows of all subsets hold exactly when people can be
    allocated to queues).
    """
    skill_sets = list(skill_sets)
    largest: dict[frozenset[frozenset[str]], frozenset[str]] = {}
    for size in range(1, len(queues) + 1):
        for subset in map(frozenset, combinations(queues, size)):
            servers = frozenset(own for own in skill_sets if own & subset)
            largest[servers] = largest.get(servers, frozenset()) | subset
    whole = frozenset(queues)
    kept = sorted(set(largest.values()) - {whole}, key=lambda s: (len(s), sorted(s)))
    return (*kept, whole)
