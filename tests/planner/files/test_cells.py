"""Cells as exports write them."""

from datetime import date, datetime, timedelta

import pytest

from planner.files.importing.cells import DayOrMonthFirst, duration_s, number, stamp
from planner.files.importing.mapping import DateOrder
from planner.files.refusal import Refusal

DAY = date(2026, 12, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("1,250", 1250),
        ("12,345,678.5", 12345678.5),
        ("95.3%", 0.953),
        ("１２３", 123),
        (" 4 ", 4),
        ("1e3", 1000),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "-1", "1,25", "12.5.6", "many", "inf", "nan", "5人", "1_000", "1e999"])
def test_no_numbers(text: str) -> None:
    with pytest.raises(Refusal):
        number(text)


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("205", "s", 205),
        ("3.5", "min", 210),
        ("0.5", "h", 1800),
        ("00:03:25", "min", 205),
        ("03:25", "s", 205),
        ("26:00:00", "s", 93600),
    ],
)
def test_durations(text: str, unit: str, seconds: float) -> None:
    assert duration_s(text, unit) == seconds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-06 09:30",
        "2026/12/6 9:30:00",
        "2026.12.06 9:30",
        "2026年12月6日 09:30",
        "2026年12月6日 上午9:30",
        "2026-12-06T09:30",
        "20261206 0930",
        "2026/12/6 9:30 AM",
        "2026-12-06 星期日 09:30",
        "２０２６－１２－０６ ０９：３０",
    ],
)
def test_times_that_begin_with_the_year(text: str) -> None:
    assert stamp(text, "ymd").on(None) == datetime(2026, 12, 6, 9, 30)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("6/12/2026", "dmy", DAY),
        ("12/6/2026", "mdy", DAY),
        ("6.12.26", "dmy", DAY),
        ("2026-12-06", "dmy", DAY),
    ],
)
def test_orders_of_dates(text: str, order: DateOrder, day: date) -> None:
    assert stamp(text, order).day == day


@pytest.mark.parametrize("text", ["6/12/2026", "12-6-26 09:30"])
def test_an_order_is_never_guessed(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        stamp(text, "ymd")
    assert isinstance(refusal.value.message, DayOrMonthFirst)


@pytest.mark.parametrize(
    ("text", "clock", "length"),
    [
        ("09:30", 570, None),
        ("9", 540, None),
        ("0930", 570, None),
        ("24:00", 1440, None),
        ("9:30 pm", 1290, None),
        ("12:15 am", 15, None),
        ("下午1:30", 810, None),
        ("09:30-10:00", 570, 30),
        ("09:30 ~ 10:00", 570, 30),
        ("09:30至10:00", 570, 30),
        ("9:30 am - 10:00 am", 570, 30),
        ("9:30 to 9:45", 570, 15),
        ("23:30-24:00", 1410, 30),
        ("23:30-00:00", 1410, 30),
    ],
)
def test_times_of_day_and_ranges(text: str, clock: int, length: float | None) -> None:
    said = stamp(text, "ymd")
    assert (said.day, said.clock, said.length_min) == (None, timedelta(minutes=clock), length)
    assert said.on(DAY) == datetime(2026, 12, 6) + timedelta(minutes=clock)


@pytest.mark.parametrize(
    "text", ["2026-12-06 09:30-10:00", "2026-12-06 09:30 - 2026-12-06 10:00", "20261206 09:30~10:00"]
)
def test_ranges_with_their_day(text: str) -> None:
    said = stamp(text, "ymd")
    assert (said.on(None), said.length_min) == (datetime(2026, 12, 6, 9, 30), 30)


def test_an_offset_wins_over_the_zone() -> None:
    moment = stamp("2026-12-06T09:30:00+08:00", "ymd").on(None)
    assert moment.utcoffset() == timedelta(hours=8)
    assert stamp("2026-12-06 01:30:00Z", "ymd").on(None) == moment


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "2026-02-30", "25:00", "2026-12-06 noon", "13800138000", "1:2:3:4", "6000"]
)
def test_no_times(text: str) -> None:
    with pytest.raises(Refusal):
        stamp(text, "ymd")


def test_a_time_of_day_needs_a_day() -> None:
    with pytest.raises(Refusal, match="no day"):
        stamp("09:30", "ymd").on(None)
