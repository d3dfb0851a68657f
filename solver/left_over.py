"""People on contacts whom some queues of a group leave over for its others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from solver.coverage import Crew, cover, on_contacts
from solver.problem import PERSON, Group, RosterProblem, SubsetRow
from solver.roster import Roster


@dataclass(frozen=True, slots=True)
class LeftOver:
    """People by slot: so many of those who can serve any of these queues are not needed elsewhere."""

    queues: frozenset[int]
    people: NDArray[np.float64]


def left_over(problem: RosterProblem, roster: Roster, group: Group, waiting: frozenset[int]) -> list[LeftOver]:
    """Return whom a roster leaves over for the `waiting` queues once the other queues of a group have what they can.

    With u the least shortage of the others alone, for each row S of the group that holds waiting queues

        people(S) = y(S) - R(S without them) + sum of u over S,    R(S without them) = R(S) - sum of their r.
    """
    others = _without(problem, group, waiting)
    alone = next(other for other in others.groups if other.id == group.id)
    present = on_contacts(problem, roster)
    short = [dict(zip(alone.queues, cover(others, alone, t, at).shortage, strict=True)) for t, at in enumerate(present)]
    return [
        LeftOver(row.queues & waiting, np.array([_spared(row, t, present[t], short[t]) for t in range(problem.slots)]))
        for row in alone.rows
        if row.queues & waiting
    ]


def _spared(row: SubsetRow, slot: int, present: dict[Crew, int], short: dict[int, int]) -> float:
    there = sum(PERSON * people for crew, people in present.items() if crew & row.queues)
    return (there - row.required[slot] + sum(short[queue] for queue in row.queues)) / PERSON


def _without(problem: RosterProblem, group: Group, waiting: frozenset[int]) -> RosterProblem:
    """Return the problem in which the waiting queues of a group require nobody."""
    nobody = (0,) * problem.slots
    queues = tuple(
        replace(queue, required=nobody) if number in waiting else queue for number, queue in enumerate(problem.queues)
    )
    fewer = replace(group, rows=tuple(_rows_without(problem, group, waiting)))
    return replace(problem, queues=queues, groups=tuple(fewer if one is group else one for one in problem.groups))


def _rows_without(problem: RosterProblem, group: Group, waiting: frozenset[int]) -> Iterator[SubsetRow]:
    for row in group.rows:
        theirs = [problem.queues[queue].required for queue in row.queues & waiting]
        required = tuple(people - sum(each) for people, *each in zip(row.required, *theirs, strict=True))
        yield replace(row, required=required)
