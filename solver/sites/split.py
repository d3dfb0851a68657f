"""One problem for each site, with its people and its part of what is required."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol, TypeVar

import numpy as np

from solver.errors import RuleSpansSites
from solver.expected_turns import expected_turns
from solver.problem import DutyFloor, FairAccount, Group, Pair, Queue, RosterProblem, Step, Steps, SubsetRow
from solver.sites.shares import Ints, divided, minutes_for_queues


class OfAgent(Protocol):
    """Anything about one agent."""

    @property
    def agent(self) -> int:
        """Her number."""


class OfAgents(Protocol):
    """Anything about several agents."""

    @property
    def agents(self) -> frozenset[int]:
        """Their numbers."""


One = TypeVar("One", bound=OfAgent)
Some = TypeVar("Some", bound=OfAgents)


def split(problem: RosterProblem, sites: Sequence[frozenset[int]]) -> tuple[RosterProblem, ...]:
    """Return one problem for each of the sites, which hold every agent once, its agents in the order of the whole.

    The parts of a requirement, of the steps of its costs, and of a floor's people sum up to the whole, slot by slot;
    so rosters of the parts join to one that breaks no rule that they keep and covers for no more than their costs
    together. A post that people of several sites may hold falls to one of them.

    Raises
    ------
    RuleSpansSites
        A rule sees people of several sites together.
    """
    _refuse_spanning(problem, sites)
    shared = _Shared.of(problem, sites)
    return tuple(_part(problem, site, number, shared) for number, site in enumerate(sites))


@dataclass(frozen=True, slots=True)
class _Together:
    """People whom a rule sees together."""

    subject: str
    agents: frozenset[int]


def _pairs(pairs: Sequence[Pair], problem: RosterProblem) -> Iterator[_Together]:
    for pair in pairs:
        yield _Together(", ".join(problem.agents[agent].id for agent in pair), frozenset(pair))


def _teams(problem: RosterProblem) -> Iterator[_Together]:
    return (_Together(team.id, team.agents) for team in problem.teams)


TOGETHER: Mapping[str, Callable[[RosterProblem], Iterator[_Together]]] = {
    "together": lambda problem: _pairs(problem.together, problem),
    "apart": lambda problem: _pairs(problem.apart, problem),
    "team_breaks": _teams,
    "spread_of_stops": _teams,
    "group_handover": lambda problem: (_Together(share.id, share.agents) for share in problem.handover_shares),
    "activities": lambda problem: (
        _Together(spec.id, spec.agents) for spec in problem.activities if spec.together is not None
    ),
    "max_changes": lambda problem: iter([_Together("", frozenset(range(len(problem.agents))))]),
}


def _refuse_spanning(problem: RosterProblem, sites: Sequence[frozenset[int]]) -> None:
    for rule in problem.rules:
        for people in TOGETHER[rule.name](problem) if rule.name in TOGETHER else ():
            if sum(not site.isdisjoint(people.agents) for site in sites) > 1:
                raise RuleSpansSites(rule=rule.name, subject=people.subject)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all sites have together, in parts: queues, groups and floors [site], and which site each post is of."""

    queues: list[tuple[Queue, ...]]
    groups: list[tuple[Group, ...]]
    floors: list[tuple[DutyFloor, ...]]
    posts: tuple[int, ...]

    @classmethod
    def of(cls, problem: RosterProblem, sites: Sequence[frozenset[int]]) -> "_Shared":
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


class _Site:
    """The people of a site by their new numbers, and what is of them."""

    def __init__(self, agents: frozenset[int]) -> None:
        self.place = {agent: at for at, agent in enumerate(sorted(agents))}

    def own(self, agents: frozenset[int]) -> frozenset[int]:
        """Return those of the agents who are here."""
        return frozenset(self.place[agent] for agent in agents & self.place.keys())

    def of_one(self, items: Sequence[One]) -> tuple[One, ...]:
        """Return what is about an agent who is here."""
        return tuple(replace(item, agent=self.place[item.agent]) for item in items if item.agent in self.place)  # type: ignore[type-var]

    def of_some(self, items: Sequence[Some]) -> tuple[Some, ...]:
        """Return what is about several agents, for those who are here; nothing where nobody is."""
        return tuple(replace(item, agents=agents) for item in items if (agents := self.own(item.agents)))  # type: ignore[type-var]

    def pairs(self, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        """Return the pairs who are both here."""
        return tuple((self.place[a], self.place[b]) for a, b in pairs if {a, b} <= self.place.keys())

    def shares(self, account: FairAccount) -> dict[int, int]:
        """Return the shares of an account of those who are here."""
        return {self.place[agent]: share for agent, share in account.shares.items() if agent in self.place}


def _part(problem: RosterProblem, agents: frozenset[int], number: int, shared: _Shared) -> RosterProblem:
    """Return the problem of one site: what is of its agents, and its part of what all sites have together."""
    site = _Site(agents)
    posts = (
        replace(post, eligible=site.own(post.eligible), holders=post.holders if of == number else 0)
        for post, of in zip(problem.posts, shared.posts, strict=True)
    )
    part = replace(
        problem,
        agents=tuple(problem.agents[agent] for agent in site.place),
        queues=shared.queues[number],
        groups=shared.groups[number],
        posts=tuple(posts),
        handover_shares=site.of_some(problem.handover_shares),
        locks=site.of_one(problem.locks),
        wishes=site.of_one(problem.wishes),
        carried=site.of_one(problem.carried),
        activities=site.of_some(problem.activities),
        teams=site.of_some(problem.teams),
        duty_floors=site.of_some(shared.floors[number]),
        together=site.pairs(problem.together),
        apart=site.pairs(problem.apart),
        previous=site.of_one(problem.previous),
    )
    accounts = (
        replace(account, shares=shares) for account in problem.fair_accounts if (shares := site.shares(account))
    )
    return replace(part, fair_accounts=tuple(replace(a, expected=expected_turns(part, a)) for a in accounts))
