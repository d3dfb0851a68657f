"""Contract hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractHours(AgentRule):
    """Paid minutes stay within `under_min` below and `over_min` above what the contract owes."""

    under_min: int
    over_min: int
    name: ClassVar[str] = "contract_hours"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Count every agent's paid minutes."""
        paid = problem.paid_min(range(len(problem.days)))
        for number, agent in enumerate(problem.agents):
            owed = agent.contract_min
            yield Count(number, paid, lo=max(0, owed - self.under_min), hi=owed + self.over_min)

    def price(self, problem: RosterProblem, breach: Breach) -> int:
        """Return the wage of the minutes."""
        assert breach.agent is not None, "every breach names its agent"
        return breach.amount * problem.agents[breach.agent].minute_cost

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the minutes beyond either limit."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            paid_min = sum(problem.shifts[worked.shift].paid_min for worked in tour)
            balance_min = paid_min - problem.agents[agent].contract_min
            beyond_min = max(balance_min - self.over_min, -balance_min - self.under_min)
            if beyond_min > 0:
                yield self.breach(beyond_min, agent)
