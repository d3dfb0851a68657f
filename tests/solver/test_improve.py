"""The search: what it thinks a roster costs is what the check finds, and every step keeps the rules."""

import pytest

from solver.arrays import centre_of
from solver.check import check
from solver.finish import finish
from solver.improve import Search
from solver.problem import RosterProblem
from solver.roster import Verdict
from solver.week import WeekProgram
from tests.solver.builders import centre


@pytest.fixture(scope="module")
def asked() -> RosterProblem:
    return centre(2, agents=20)


@pytest.fixture
def search(asked: RosterProblem) -> Search:
    built = Search(centre_of(asked), WeekProgram(asked).weeks, seed=0)
    built.construct()
    return built


def verdict_of(problem: RosterProblem, search: Search) -> Verdict:
    assert search.best is not None
    assignments = search.best.assignments()
    begun = {(a.agent, a.day): search.best.begun[a.agent, a.day].tolist() for a in assignments}
    return check(problem, finish(problem, assignments, begun))


def test_a_roster_costs_what_the_search_thinks(asked: RosterProblem, search: Search) -> None:
    search.descend()
    for _ in range(200):
        search.ruin_and_recreate(warmth=10**6)
    verdict = verdict_of(asked, search)
    assert not verdict.violations
    assert verdict.cost == search.best_cost()


def test_a_descent_never_makes_it_dearer(search: Search) -> None:
    before = search.now
    search.descend()
    assert search.now < before


def test_a_roster_taken_up_again_costs_no_less_than_with_its_best_breaks(asked: RosterProblem, search: Search) -> None:
    search.descend()
    best = search.best_cost()
    assert search.best is not None
    search.load(search.best.assignments())
    assert search.now >= best
    search.descend()
    assert verdict_of(asked, search).cost == search.best_cost() <= search.now + 1
