"""What all sites have together, in parts: what is required, floors, posts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from solver.problem import DutyFloor, Group, Queue, RosterProblem, Step, Steps, SubsetRow
from solver.sites.minutes import minutes_for_queues
from solver.sites.parts import Ints, divided


@dataclass(frozen=True, slots=True)
class Shared:
    """The parts of queues, groups and floors by site, and which site each post is of."""

    queues: list[tuple[Queue, ...]]
    groups: list[tuple[Group, ...]]
    floors: list[tuple[DutyFloor, ...]]
    posts: tuple[int, ...]

    @classmethod
    def of(cls, problem: RosterProblem, sites: Sequence[frozenset[int]]) -> "Shared":
        """Divide what a problem asks of all by the minutes of each site's people."""
        minutes = minutes_for_queues(problem, sites)
        days = [problem.day_of(slot) for slot in range(problem.slots)]
        queues = [_divided_queue(queue, minutes[:, at][:, days]) for at, queue in enumerate(problem.queues)]
        parts = list(zip(*queues, strict=True))
        groups = [_divided_group(group, parts, minutes.sum(axis=2)) for group in problem.groups]
        floors = [_divided_floor(floor, sites) for floor in problem.duty_floors]
        every = range(len(sites))
        return cls(
            parts,
            [tuple(group[site] for group in groups) for site in every],
            [tuple(floor[site] for floor in floors) for site in every],
            tuple(_sites_of_posts(problem, sites)),
        )


def _divided_queue(queue: Queue, minutes: Ints) -> list[Queue]:
    """Return each site's part of a queue, by its minutes [site, slot]."""
    required = divided(np.array(queue.required), minutes)
    steps = [_divided_steps(slot, minutes[:, at]) for at, slot in enumerate(queue.shortage)]
    return [
        Queue(queue.id, tuple(part.tolist()), tuple(slot[site] for slot in steps)) for site, part in enumerate(required)
    ]


def _divided_steps(steps: Steps, weights: Ints) -> list[Steps]:
    """Return each site's part of the steps of a cost."""
    widths = [
        [None] * len(weights) if step.width is None else divided(np.array(step.width), weights).tolist()
        for step in steps
    ]
    return [
        tuple(Step(width[site], step.cost) for step, width in zip(steps, widths, strict=True))
        for site in range(len(weights))
    ]


def _divided_group(group: Group, parts: Sequence[Sequence[Queue]], minutes: Ints) -> list[Group]:
    """Return each site's part of a group: what a row requires less than its queues do is divided as these are."""
    surplus = _divided_steps(group.surplus, minutes[:, list(group.queues)].sum(axis=1))
    rows = []
    for row in group.rows:
        apart = np.array([np.sum([part[queue].required for queue in row.queues], axis=0) for part in parts])
        less = divided(apart.sum(axis=0) - np.array(row.required), apart)
        rows.append([SubsetRow(row.queues, tuple(required.tolist())) for required in apart - less])
    return [replace(group, rows=tuple(row[site] for row in rows), surplus=surplus[site]) for site in range(len(parts))]


def _divided_floor(floor: DutyFloor, sites: Sequence[frozenset[int]]) -> list[DutyFloor]:
    """Return each site's part of a floor, by how many of its people are there; the agents are still all."""
    members = np.array([len(site & floor.agents) for site in sites])
    return [replace(floor, people=people) for people in divided(np.array(floor.people), members).tolist()]


def _sites_of_posts(problem: RosterProblem, sites: Sequence[frozenset[int]]) -> Iterator[int]:
    """Yield the site of each post: the one with the most people who may hold it for each post that it has then."""
    had = Counter[int]()
    for post in problem.posts:
        able = [Fraction(len(site & post.eligible), 1 + had[number]) for number, site in enumerate(sites)]
        had[chosen := able.index(max(able))] += 1
        yield chosen
