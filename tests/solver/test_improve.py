"""The search: what it thinks a roster costs is what the check finds, and every step keeps the rules."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solver.check import check
from solver.finish import finish
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.roster import Roster, Verdict
from solver.rules.rule import ActivityRule
from solver.weeks.arrays import centre_of
from solver.weeks.book import book_of
from solver.weeks.improve import Search
from solver.weeks.week import WeekProgram
from tests.solver.builders import centre
from tests.solver.small import small, small_roster


@pytest.fixture(scope="module")
def asked() -> RosterProblem:
    return centre(2, agents=20)


@pytest.fixture
def search(asked: RosterProblem) -> Search:
    built = search_of(asked)
    built.construct()
    return built


def search_of(problem: RosterProblem) -> Search:
    arrays = centre_of(problem)
    return Search(problem, arrays, book_of(problem, WeekProgram(problem), arrays), seed=0)


def verdict_of(problem: RosterProblem, search: Search) -> Verdict:
    assert search.best is not None
    return check(problem, search.best.roster(problem))


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
    search.load(Roster(search.best.assignments()))
    assert search.now >= best
    search.descend()
    assert verdict_of(asked, search).cost == search.best_cost() <= search.now + 1


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_any_roster_that_breaks_nothing_costs_the_search_what_the_check_finds(seed: int) -> None:
    rng = random.Random(seed)
    problem = small(rng)
    shift_rules = (rule for rule in problem.rules if not isinstance(rule, ActivityRule))  # the others come afterwards
    problem = replace(problem, rules=tuple(shift_rules))
    assignments = small_roster(rng, problem)
    search = search_of(problem)
    search.load(Roster(assignments))
    begun = {(a.agent, a.day): search.plan.begun[a.agent, a.day].tolist() for a in assignments}
    verdict = check(problem, finish(problem, assignments, begun))
    broken = {breach.rule for breach in verdict.violations}
    assume(
        not broken & {"one_shift_a_day", "breaks_in_windows"}
    )  # the search has no place for the one, moves the other
    if broken:
        assert search.now > COST_PER_WAGE_HOUR * 1000
    elif not any(post.on_contacts and post.overlap for post in problem.posts):  # there it takes all for the same crew
        assert search.now == verdict.cost


def test_a_settled_roster_costs_what_the_check_finds_handovers_and_all(asked: RosterProblem, search: Search) -> None:
    search.descend()
    for _ in range(100):
        search.ruin_and_recreate(warmth=10**6)
    before = verdict_of(asked, search)
    search.settle()
    after = verdict_of(asked, search)
    assert after.cost == search.best_cost() <= before.cost
    assert not after.violations
