"""Positions by hand on a small plot: 10 hours over x 42..1156, values 0..4 over y 168..20 (37 a unit)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import Plot, heat_class, heat_number, value_ticks
from reports.pages import TimeAxis

PLOT = Plot(TimeAxis(length_h=10, days=[], interval_h=1, starts_h=[0, 1, 5]), ticks=(0.0, 2.0, 4.0))


def test_positions_are_linear_and_values_go_up() -> None:
    assert [PLOT.x(0), PLOT.x(5), PLOT.x(10)] == [42, 599, 1156]
    assert [PLOT.y(0), PLOT.y(1), PLOT.y(4)] == [168, 131, 20]


def test_steps_break_where_the_queue_is_closed() -> None:
    assert PLOT.steps([1, 2, 4]) == "M42.0 131.0H153.4V94.0H264.8M599.0 20.0H710.4"


def test_areas_close_to_zero() -> None:
    assert PLOT.area([1, 2, 4]) == "M42.0 131.0H153.4V94.0H264.8V168.0H42.0ZM599.0 20.0H710.4V168.0H599.0Z"


def test_lines_go_through_the_middles() -> None:
    assert PLOT.line([1, 2, 4]) == "M97.7 131.0L209.1 94.0M654.7 20.0"


def test_bands_go_out_along_the_upper_line_and_back_along_the_lower() -> None:
    assert PLOT.band([0, 1, 0], [2, 3, 4]) == ("M97.7 94.0L209.1 57.0L209.1 131.0L97.7 168.0ZM654.7 20.0L654.7 168.0Z")


def test_only_what_is_short_is_filled() -> None:
    assert PLOT.shortage(required=[2, 1, 4], scheduled=[1, 2, 4]) == "M42.0 131.0V94.0H153.4V131.0Z"


def test_an_axis_without_intervals_draws_nothing() -> None:
    empty = Plot(TimeAxis(length_h=24, days=[], interval_h=1, starts_h=[]), ticks=(0.0, 1.0))
    assert [empty.steps([]), empty.area([]), empty.line([]), empty.band([], []), empty.shortage([], [])] == [""] * 5


@pytest.mark.parametrize(
    ("greatest", "ticks"),
    [
        (0, (0, 1)),
        (3.2, (0, 1, 2, 3, 4)),
        (8, (0, 2, 4, 6, 8)),
        (59.2, (0, 20, 40, 60)),
        (0.7, (0, 0.2, 0.4, 0.6, 0.8)),
        (1100, (0, 500, 1000, 1500)),
    ],
)
def test_ticks_are_round(greatest: float, ticks: tuple[float, ...]) -> None:
    assert value_ticks(greatest) == pytest.approx(ticks)


@given(st.floats(1e-6, 1e9))
def test_ticks_hold_the_greatest_value_and_are_few(greatest: float) -> None:
    ticks = value_ticks(greatest)
    assert ticks[0] == 0
    assert ticks[-1] >= greatest * (1 - 1e-9)
    assert 3 <= len(ticks) <= 6


@pytest.mark.parametrize(
    ("people", "colour", "printed"),
    [
        (0.0, "z", ""),
        (-0.04, "z", ""),
        (-0.05, "n1", "-0.1"),
        (-1.5, "n2", "-1.5"),
        (-9.96, "n4", "-10"),
        (0.4, "p1", ""),
        (3.2, "p3", "3"),
        (12.0, "p4", "12"),
    ],
)
def test_heat_cells_colour_and_print_the_gap(people: float, colour: str, printed: str) -> None:
    assert heat_class(people) == colour
    assert heat_number(people) == printed
