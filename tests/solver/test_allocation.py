"""Spare people in proportion to need, as far as their skills allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.allocation import allocate


def test_one_pool_is_shared_in_proportion() -> None:
    assert allocate([100, 300], [100, 300], {0b11: 800}) == pytest.approx([200, 600])


def test_what_only_one_queue_can_use_stays_there() -> None:
    assert allocate([100, 300], [100, 300], {0b01: 500, 0b10: 400}) == pytest.approx([500, 400])


def test_a_full_set_is_fixed_and_the_others_rise_on() -> None:
    # 300 people only for the first, 100 for either, 600 only for the third
    assert allocate([100, 100, 100], [100, 100, 100], {0b001: 300, 0b011: 100, 0b100: 600}) == pytest.approx(
        [300, 100, 600]
    )


def test_people_who_can_serve_nothing_required_are_shared_by_the_other_queues() -> None:
    assert allocate([100, 0, 0], [100, 0, 0], {0b001: 100, 0b110: 300}) == pytest.approx([100, 150, 150])


def test_pooled_requirements_shrink_in_proportion() -> None:
    assert allocate([200, 200], [200, 200], {0b11: 300}) == pytest.approx([150, 150])


def test_a_queue_that_keeps_nothing_gets_nothing_where_the_pool_is_short() -> None:
    assert allocate([500, 500], [0, 400], {0b11: 200}) == pytest.approx([0, 200])


@given(
    required=st.lists(st.integers(0, 500), min_size=1, max_size=4),
    crews=st.dictionaries(st.integers(1, 15), st.integers(1, 6), max_size=6),
)
def test_everybody_is_given_out_and_no_set_gets_more_than_can_serve_it(
    required: list[int], crews: dict[int, int]
) -> None:
    everything = (1 << len(required)) - 1
    people = {crew & everything: 100 * count for crew, count in crews.items() if crew & everything}
    given_out = allocate(required, [amount // 2 for amount in required], people)
    assert min(given_out) >= 0
    for mask in range(1, everything + 1):
        got = sum(amount for queue, amount in enumerate(given_out) if mask >> queue & 1)
        assert got <= sum(count for crew, count in people.items() if crew & mask) + 1e-6
    assert sum(given_out) == pytest.approx(sum(people.values()), abs=1e-6)
