import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.staffing.search import least_whole


@given(st.lists(st.tuples(st.integers(0, 3000), st.floats(0, 3000)), min_size=1, max_size=20))
def test_finds_the_threshold_of_every_row_from_any_start(rows):
    thresholds = np.array([threshold for threshold, _ in rows], float)
    starts = np.array([start for _, start in rows])
    assert (least_whole(lambda at, numbers: numbers >= thresholds[at], starts) == thresholds).all()


def test_tests_each_row_about_twice_the_logarithm_of_its_distance():
    tested = []

    def meets(rows, numbers):
        tested.extend(numbers)
        return numbers >= 1000

    least_whole(meets, np.zeros(1))
    assert len(tested) < 25


def test_no_rows():
    assert least_whole(lambda _rows, numbers: numbers >= 1, np.zeros(0)).shape == (0,)
