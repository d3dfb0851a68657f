"""The cheapest choices of all agents so far."""

from collections.abc import Sequence

from solver.check import check
from solver.exact.tours import Ints
from solver.problem import RosterProblem
from solver.roster import Assignment, Roster


class Incumbent:
    """Keeps the cheapest choices offered, as the checks of the rules and of coverage tell."""

    def __init__(self, problem: RosterProblem, first: Sequence[Ints]) -> None:
        self._problem = problem
        self.choices = first
        self.cost = self._cost(first)

    def offer(self, choices: Sequence[Ints]) -> bool:
        """Keep the choices if they are cheaper; tell whether they are."""
        cost = self._cost(choices)
        cheaper = cost < self.cost
        if cheaper:
            self.choices, self.cost = choices, cost
        return cheaper

    def _cost(self, choices: Sequence[Ints]) -> int:
        return check(self._problem, roster_of(choices)).cost


def roster_of(choices: Sequence[Ints]) -> Roster:
    """Return the roster that the choices [day] of each agent stand for."""
    return Roster(
        tuple(
            Assignment(agent, day, choice - 1)
            for agent, own in enumerate(choices)
            for day, choice in enumerate(own.tolist())
            if choice
        )
    )
