"""A roster as duties: who is on contacts when."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.simulation.people import OnShift, Span, duties, mean_people
from planner.simulation.records import BEGIN, END, PAUSE

HOUR = 3600.0
HALF = 1800.0


def moments(shift, share=0.0, intervals=48):
    found = duties([shift], {"A": 0}, np.full(intervals, share), HALF)
    return [(row["at_s"] / HOUR, int(row["what"])) for row in found]


def test_breaks_part_a_shift_and_its_end_ends_it():
    shift = OnShift("A", 0, Span(8 * HOUR, 17 * HOUR), [Span(10 * HOUR, 10.25 * HOUR), Span(12 * HOUR, 13 * HOUR)])
    assert moments(shift) == [
        (8.0, BEGIN),
        (10.0, PAUSE),
        (10.25, BEGIN),
        (12.0, PAUSE),
        (13.0, BEGIN),
        (17.0, PAUSE),
        (17.0, END),
    ]


def test_a_shift_that_ends_with_a_handover_still_ends():
    shift = OnShift("A", 0, Span(8 * HOUR, 12 * HOUR), [Span(11.5 * HOUR, 12 * HOUR)])
    assert moments(shift) == [(8.0, BEGIN), (11.5, PAUSE), (12.0, END)]


def test_only_the_part_of_last_weeks_shift_that_reaches_into_the_week_counts():
    shift = OnShift("A", -1, Span(-1 * HOUR, 8 * HOUR), [Span(-0.5 * HOUR, 0.5 * HOUR)])
    assert moments(shift) == [(0.5, BEGIN), (8.0, PAUSE), (8.0, END)]


def test_a_share_that_changes_parts_the_shift_so_that_presence_is_right_at_each_time():
    share = np.zeros(48)
    share[20:24] = 0.5
    found = duties([OnShift("A", 0, Span(8 * HOUR, 14 * HOUR))], {"A": 0}, share, HALF)
    begins = [(row["at_s"] / HOUR, row["absent_share"]) for row in found if row["what"] == BEGIN]
    assert begins == [(8.0, 0.0), (10.0, 0.5), (12.0, 0.0)]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=5))
def test_time_on_contacts_is_the_shift_without_what_is_off(spans):
    off = [Span(start * 900.0, (start + length) * 900.0) for start, length in spans]
    shift = OnShift("A", 0, Span(0.0, 36 * 900.0), off)
    on = sum(span.end_s - span.start_s for span in shift.on_contacts)
    is_off = np.zeros(36, bool)
    for start, length in spans:
        is_off[start : start + length] = True
    assert on == pytest.approx(900.0 * (~is_off).sum())


@given(st.lists(st.tuples(st.floats(-5, 12), st.floats(0, 9)), max_size=6))
def test_mean_people_are_the_time_of_all_spans_in_each_interval(spans):
    begin = np.array([start for start, _ in spans])
    end = np.array([start + length for start, length in spans])
    plain = [
        sum(max(0.0, min(stop, at + 2.0) - max(start, at)) / 2.0 for start, stop in zip(begin, end, strict=True))
        for at in (0.0, 2.0, 4.0, 6.0)
    ]
    assert mean_people(begin, end, 2.0, 4) == pytest.approx(plain, abs=1e-9)
