"""What the people of the family may work, and what they would like."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Choice, Count


@dataclass(frozen=True, slots=True)
class Contract:
    """So many days a week of shifts of these kinds."""

    days: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contracts(AgentRule):
    """Everybody works the days and the kinds of shifts of her contract."""

    contracts: tuple[Contract, ...]
    name: ClassVar[str] = "contracts"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Forbid other kinds and count the days."""
        worked = dict.fromkeys(problem.offers(), 1)
        others = {
            kinds: {offer: 1 for offer in worked if problem.shifts[offer[1]].kind not in kinds}
            for kinds in {contract.kinds for contract in self.contracts}
        }
        for agent, contract in enumerate(self.contracts):
            yield Count(agent, others[contract.kinds], hi=0)
            yield Count(agent, worked, lo=contract.days, hi=contract.days)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield wrong kinds and days too many or too few."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            contract = self.contracts[agent]
            for worked in tour:
                if problem.shifts[worked.shift].kind not in contract.kinds:
                    yield self.breach(1, agent, worked.day)
            if len(tour) != contract.days:
                yield self.breach(abs(len(tour) - contract.days), agent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands(AgentRule):
    """All starts of an agent's week lie in one band: so many starts in a row."""

    bands: tuple[frozenset[int], ...]
    name: ClassVar[str] = "bands"

    def shapes(self, problem: RosterProblem) -> Iterator[Choice]:
        """Choose a band for each agent."""
        for agent in range(len(problem.agents)):
            yield Choice(agent, tuple(range(len(problem.days))), self.bands)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield what lies outside the band that holds most."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            outside = min(sum(worked.shift not in band for worked in tour) for band in self.bands)
            if outside:
                yield self.breach(outside, agent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dislikes(AgentRule):
    """What each agent would rather not work has a cost of its own: in units by agent and (day, shift)."""

    units: tuple[Mapping[tuple[int, int], int], ...]
    name: ClassVar[str] = "dislikes"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Count the units of every shift worked."""
        for agent, units in enumerate(self.units):
            yield Count(agent, units, hi=0)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the cost of every agent."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            units = sum(self.units[agent].get((worked.day, worked.shift), 0) for worked in tour)
            if units:
                yield self.breach(units, agent)
