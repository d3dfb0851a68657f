"""Clock times, hours and weekdays of a plan are read as a slow second reading says, and anything else is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.base import WEEKDAYS, Refused, after_min, clock_min, hours_min, weekdays

MINUTES = st.integers(0, 24 * 60 - 1)


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@given(MINUTES)
def test_a_clock_time_is_minutes_after_midnight(minute: int) -> None:
    assert clock_min(clock(minute)) == minute
    assert clock_min(clock(minute).removeprefix("0")) == minute


@pytest.mark.parametrize("text", ["24:00", "25:00", "8", "08:60", "8:5", "08:00 ", "", "08:00:00", "-1:00", "٠٨:٠٠"])
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="clock time"):
        clock_min(text)


@given(MINUTES, MINUTES)
def test_hours_run_forward_at_most_a_day(start: int, end: int) -> None:
    if start == end:
        with pytest.raises(Refused, match="00:00-24:00"):
            hours_min(f"{clock(start)}-{clock(end)}")
        return
    first, last = hours_min(f"{clock(start)} - {clock(end)}")
    assert first == start
    assert last % 1440 == end
    assert 0 < last - first < 1440


def test_the_whole_day_and_hours_past_midnight() -> None:
    assert hours_min("00:00-24:00") == (0, 1440)
    assert hours_min("08:00-24:00") == (480, 1440)
    assert hours_min("22:00-06:00") == (1320, 1800)


@pytest.mark.parametrize("text", ["08:00", "08-22", "24:00-06:00", "24:00-00:00", "08:00-25:00", "08:00–22:00", "-"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="hours such as"):
        hours_min(text)


@given(st.integers(0, 99), st.integers(0, 59))
def test_a_time_after_the_start(hours: int, minutes: int) -> None:
    assert after_min(f"+{hours}:{minutes:02d}") == hours * 60 + minutes


@pytest.mark.parametrize("text", ["2:00", "+2", "+2:60", "+2:5", "+-1:00"])
def test_what_is_no_time_after_the_start_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=re.escape("+2:00")):
        after_min(text)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6) | st.none()), min_size=1, max_size=4))
def test_weekdays_are_counted_one_by_one(parts: list[tuple[int, int | None]]) -> None:
    texts, expected = [], set()
    for first, last in parts:
        texts.append(WEEKDAYS[first] + (f"-{WEEKDAYS[last].upper()}" if last is not None else ""))
        day = first
        expected.add(day)
        while last is not None and day != last:
            day = (day + 1) % 7
            expected.add(day)
    assert weekdays(" , ".join(texts)) == tuple(sorted(expected))


@pytest.mark.parametrize("text", ["", "monday", "mon-", "-fri", "mon,,tue", "mon-fri-sat", "mon fri", "1"])
def test_what_are_no_weekdays_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="mon-fri"):
        weekdays(text)
