"""Turns that go round: nights, weekends, holidays, late finishes, and shifts at a post."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.fairness import fair_turns, turn_cells, turns_of
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count

STEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness(AgentRule):
    """Nobody has more turns than is fair, past weeks included.

    The first turn beyond the fair number costs what the account says, the next one twice, up to four times: so turns
    go to those who are furthest below. Beyond counts the sum of these steps.
    """

    name: ClassVar[str] = "fairness"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Count every agent's turns against each step."""
        for account in problem.fair_accounts:
            cells = turn_cells(problem, account)
            for agent, fair in fair_turns(problem, account).items():
                for most in _steps(fair):
                    yield Count(agent, cells.weights, account.post, hi=most, cost=account.cost, blocks=cells.blocks)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every agent with too many turns of an account."""
        tours = roster.tours(len(problem.agents))
        for account in problem.fair_accounts:
            for agent, fair in fair_turns(problem, account).items():
                turns = turns_of(problem, account, tours[agent])
                amount = sum(turns - most for most in _steps(fair) if turns > most)
                if amount:
                    yield Breach(self.name, False, amount, amount * account.cost, agent, subject=account.name)


def _steps(fair: int) -> Iterator[int]:
    """Yield the numbers of turns beyond which each further one costs once more."""
    for step in range(STEPS):
        yield max(0, fair + step)
