"""The coverage rows kept are enough: people can be given queues exactly when the rows hold (Hall)."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.pooling import subsets_to_keep


def can_serve(required: list[int], crews: list[frozenset[int]]) -> bool:
    """Try every way to give each person one queue."""
    return any(
        all(given.count(queue) >= needed for queue, needed in enumerate(required))
        for given in product(*(sorted(crew) for crew in crews))
    )


def test_queues_without_common_people_need_only_rows_of_their_own_and_the_whole() -> None:
    kept = subsets_to_keep(range(3), [frozenset({0}), frozenset({1}), frozenset({2})])
    assert kept == (frozenset({0}), frozenset({1}), frozenset({2}), frozenset({0, 1, 2}))


def test_a_set_with_the_people_of_a_larger_one_is_left_out() -> None:
    assert frozenset({0, 1}) not in subsets_to_keep(range(3), [frozenset({0, 1, 2})])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_the_rows_hold_exactly_when_everybody_can_be_served(seed: int) -> None:
    rng = random.Random(seed)
    queues = rng.randint(1, 4)
    crews = [frozenset(rng.sample(range(queues), rng.randint(1, queues))) for _ in range(rng.randint(1, 4))]
    required = [rng.randint(0, 2) for _ in range(queues)]
    rows = subsets_to_keep(range(queues), crews)
    holds = all(sum(required[k] for k in row) <= sum(bool(crew & row) for crew in crews) for row in rows)
    assert holds == can_serve(required, crews)
