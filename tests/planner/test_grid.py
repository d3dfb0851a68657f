"""The time grid in zones with and without clock changes, against plain walking in UTC."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.grid import Grid, NotAWeek, monday_of, week_of

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe")
grids = st.builds(
    Grid,
    first=st.dates(date(2020, 1, 1), date(2029, 12, 31)),
    days=st.integers(1, 10),
    step_min=st.sampled_from([5, 10, 15, 20, 30, 60]),
    timezone=st.sampled_from(ZONES),
)


@settings(deadline=None)
@given(grids, st.integers(-3000, 3000))
def test_a_step_begins_at_its_moment(grid: Grid, step: int) -> None:
    moment = grid.moment(step)
    assert grid.step_of(moment) == step
    assert grid.step_of(moment + timedelta(seconds=60 * grid.step_min - 1)) == step
    assert (moment.astimezone(UTC) - grid.at(0).astimezone(UTC)) == timedelta(minutes=step * grid.step_min)


@settings(deadline=None)
@given(grids)
def test_starts_days_and_minutes_agree_with_every_single_moment(grid: Grid) -> None:
    assert len(grid.starts) == len(grid.day_of) == len(grid.minute_of_day()) == grid.steps
    for step in range(0, grid.steps, 7):
        moment = grid.moment(step)
        assert grid.starts[step] == moment
        assert grid.minute_of_day()[step] == moment.hour * 60 + moment.minute
        if grid.timezone != "Australia/Lord_Howe" or grid.step_min <= 30:
            assert grid.day_of[step] == (moment.date() - grid.first).days


@settings(deadline=None)
@given(grids, st.integers(0, 9), st.integers(0, 1439))
def test_a_wall_time_is_found_unless_clocks_skip_it(grid: Grid, day: int, minute: int) -> None:
    moment = grid.at(day, minute)
    wall = datetime.combine(grid.first + timedelta(days=day), datetime.min.time()) + timedelta(minutes=minute)
    exists = wall.replace(tzinfo=ZoneInfo(grid.timezone)).astimezone(UTC).astimezone(ZoneInfo(grid.timezone))
    assert moment == exists
    skipped = exists.replace(tzinfo=None) - wall
    assert skipped in (timedelta(), timedelta(minutes=30), timedelta(hours=1))


@pytest.mark.parametrize(
    ("zone", "day", "minutes"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23 * 60),
        ("Europe/Berlin", date(2026, 10, 25), 25 * 60),
        ("America/New_York", date(2026, 3, 8), 23 * 60),
        ("America/New_York", date(2026, 11, 1), 25 * 60),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24 * 60 + 30),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23 * 60 + 30),
        ("Asia/Shanghai", date(2026, 3, 29), 24 * 60),
    ],
)
def test_a_day_of_a_clock_change_has_its_real_length(zone: str, day: date, minutes: int) -> None:
    for step_min in (5, 10, 15, 30):
        grid = Grid(day - timedelta(days=1), 3, step_min, zone)
        first, second, third, end = grid.day_steps
        assert first == 0
        assert (third - second) * step_min == minutes
        assert second * step_min == (end - third) * step_min == 24 * 60


def test_an_hour_that_comes_twice_has_two_steps_and_means_the_first() -> None:
    grid = Grid(date(2026, 10, 25), 1, 60, "Europe/Berlin")
    assert list(grid.minute_of_day()[:5]) == [0, 60, 120, 120, 180]
    assert grid.step_at(0, 120) == 2


def test_an_hour_that_is_skipped_becomes_the_next_one() -> None:
    grid = Grid(date(2026, 3, 29), 1, 60, "Europe/Berlin")
    assert grid.at(0, 150).strftime("%H:%M") == "03:30"
    assert grid.step_at(0, 120) == grid.step_at(0, 180) == 2


def test_minutes_past_midnight_and_days_past_the_end_go_on() -> None:
    grid = Grid(date(2026, 12, 7), 7, 30, "Asia/Shanghai")
    assert grid.step_at(0, 25 * 60) == grid.step_at(1, 60) == 50
    assert grid.step_at(7, 0) == grid.steps == 336
    assert grid.step_of(grid.at(0) - timedelta(minutes=1)) == -1
    assert list(grid.dates())[-1] == date(2026, 12, 13)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_is_named_by_its_monday(day: date) -> None:
    monday = monday_of(week_of(day))
    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)


@pytest.mark.parametrize("text", ["2026-50", "2026-W5", "2026-W54", "2025-W53", "2026-W00", "W50", "", "2026-w50"])
def test_what_is_no_week_is_wrong_usage(text: str) -> None:
    with pytest.raises(NotAWeek, match="2026-W50"):
        monday_of(text)
