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
    """Queues that share people, the sets of queues that single people serve, and the subsets that need a row.

    The id is the name in the plan, or the queues in brackets, which no name is.
    """

    id: str
    queues: tuple[str, ...]
    skill_sets: frozenset[frozenset[str]]
    subsets: tuple[frozenset[str], ...]

    def linked_parts(self, subset: frozenset[str]) -> list[frozenset[str]]:
        """Return the parts of a subset that no person links, in the order of their queues in the plan."""
        parts = _joined([frozenset({queue}) for queue in self.queues if queue in subset], self.skill_sets)
        return [frozenset(part) for part in parts]


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
    joined = _joined([frozenset({queue}) for queue in plan.queues], [*map(frozenset, by_name.values()), *served])
    return [tuple(queue for queue in plan.queues if queue in component) for component in joined]


def _joined(components: Sequence[frozenset[str]], links: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return disjoint sets of queues once those that a link touches are made one, in the order of their first queue."""
    parts = list(components)
    for link in links:
        touched = [part for part in parts if part & link]
        if len(touched) > 1:
            parts[parts.index(touched[0])] = frozenset().union(*touched)
            parts = [part for part in parts if part not in touched[1:]]
    return parts


def _group(id: str, queues: tuple[str, ...], served: Iterable[frozenset[str]]) -> QueueGroup:
    if len(queues) > MOST_QUEUES:
        raise TooManyQueues(group=id, count=len(queues), most=MOST_QUEUES)
    skill_sets = frozenset(own & frozenset(queues) for own in served) - {frozenset()}
    return QueueGroup(id, queues, skill_sets, _needed_subsets(queues, skill_sets))


def _needed_subsets(queues: tuple[str, ...], skill_sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return the subsets that decide whether people are enough, the whole group last.

    Rows R(S) <= y(S), with y(S) the people who can serve a queue of S, hold for all subsets exactly when they hold for
    the largest subset of every set of people, as R grows with S (P. Hall 1935). Where people are missing, the larger
    row asks for the shortage of its queues together; a smaller one of the same people would only say which of them
    lacks it, once there are fewer people than a single queue requires. With R the sum of its queues' requirements and
    no queue short of more than it requires, it follows from the larger one.
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
