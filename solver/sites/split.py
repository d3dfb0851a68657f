"""One problem for each site, with its people and its part of what is required."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from solver.expected_turns import expected_turns
from solver.problem import FairAccount, Pair, RosterProblem
from solver.sites.shared import Shared
from solver.sites.spanning import refuse_spanning


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
    refuse_spanning(problem, sites)
    shared = Shared.of(problem, sites)
    return tuple(_part(problem, site, number, shared) for number, site in enumerate(sites))


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


def _part(problem: RosterProblem, agents: frozenset[int], number: int, shared: Shared) -> RosterProblem:
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
