"""Forbidden successions forbid those pairs and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Succession
from tests.solver.rules.weeks import allowed, problem

E, L, N = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAfter(AgentRule):
    """None of `later` on the day after `first`."""

    name: ClassVar[str] = "not_after"
    first: int
    later: frozenset[int]

    def shapes(self, problem: RosterProblem) -> Iterator[Succession]:
        for agent in range(len(problem.agents)):
            for day in range(len(problem.days) - 1):
                yield Succession(agent, day, frozenset({self.first}), day + 1, self.later)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        worked = {(a.agent, a.day): a.shift for a in roster.assignments}
        for (agent, day), shift in worked.items():
            if shift == self.first and worked.get((agent, day + 1)) in self.later:
                yield self.breach(1, agent, day + 1)


@pytest.mark.parametrize(("week", "verdict"), [("NE..", False), ("NN..", True), ("NL..", True), ("N.E.", True)])
def test_no_morning_after_a_night_leaves_night_and_evening_after_it(week: str, verdict: bool) -> None:
    assert allowed(problem(NotAfter(first=N, later=frozenset({E}))), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("N...", True), ("NN..", True), ("NE..", False), ("NL..", False)])
def test_a_shift_with_two_forbidden_successors_can_be_worked(week: str, verdict: bool) -> None:
    assert allowed(problem(NotAfter(first=N, later=frozenset({E, L}))), week) == verdict
