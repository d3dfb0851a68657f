"""Rosters built along prices: legal, counted right, and nearer the bound than those built without."""

import numpy as np
import pytest

from solver.check import check
from solver.problem import PERSON
from solver.weeks.arrays import centre_of
from solver.weeks.book import book_of
from solver.weeks.guided import crews_present, smoothed_change
from solver.weeks.improve import Search
from solver.weeks.kernels import slot_cost
from solver.weeks.prices import ascend
from solver.weeks.week import WeekProgram
from tests.benchmarks.large.family import Centre, centre


@pytest.fixture(scope="module")
def made() -> Centre:
    return centre(60, 4, seed=3)


@pytest.fixture
def search(made: Centre) -> Search:
    arrays = centre_of(made.problem)
    return Search(made.problem, arrays, book_of(made.problem, WeekProgram(made.problem), arrays), seed=0)


def test_a_roster_along_the_prices_is_legal_and_far_cheaper(made: Centre, search: Search) -> None:
    bound = ascend(search.centre, search.book, 300)
    search.construct()
    search.descend()
    without = search.best_cost()
    search.follow(bound)
    assert search.best is not None
    verdict = check(made.problem, search.best.roster(made.problem))
    assert not verdict.violations
    assert verdict.cost == search.best_cost()
    assert bound.value <= verdict.cost < 0.9 * without


def test_people_present_are_those_counted_one_by_one(search: Search) -> None:
    search.construct()
    there = crews_present(search.plan, search.centre, search.book)
    serves = search.centre.rows.serves.astype(np.int64)
    assert (serves @ there == search.plan.present - search.centre.rows.carried).all()


def test_without_width_a_smoothed_change_is_that_of_one_person(search: Search) -> None:
    search.construct()
    rows, present = search.centre.rows, search.plan.present
    before = present.copy()
    for slot in range(30, 60):
        for crew in range(rows.serves.shape[1]):
            one_more = slot_cost(rows, present, slot, crew) - slot_cost(rows, present, slot, -1)
            assert smoothed_change(rows, present, slot, crew, 0) == one_more
            wide = smoothed_change(rows, present, slot, crew, 3 * PERSON)
            assert min(0, one_more) - rows.pieces[..., 2].max() * PERSON <= wide <= rows.surplus[..., 1].max() * PERSON
    assert (present == before).all()
