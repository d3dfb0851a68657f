"""Forbidden successions forbid those pairs and nothing else."""

import pytest

from solver.rules import ForbiddenSuccessions
from tests.solver.rules.weeks import agent, allowed, before, problem


@pytest.mark.parametrize(("week", "verdict"), [("NE..", False), ("NN..", True), ("NL..", True), ("N.E.", True)])
def test_no_morning_after_a_night_leaves_night_and_evening_after_it(week: str, verdict: bool) -> None:
    assert allowed(problem(ForbiddenSuccessions(after={"N": frozenset("E")})), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("N...", True), ("NN..", True), ("NE..", False), ("NL..", False)])
def test_a_shift_with_two_forbidden_successors_can_be_worked(week: str, verdict: bool) -> None:
    assert allowed(problem(ForbiddenSuccessions(after={"N": frozenset("EL")})), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("E...", False), ("L...", True), ("N...", True), (".E..", True)])
def test_a_succession_reaches_back_to_the_day_before_the_plan(week: str, verdict: bool) -> None:
    tired = agent(history=before("N"))
    assert allowed(problem(ForbiddenSuccessions(after={"N": frozenset("E")}), agents=(tired,)), week) == verdict
