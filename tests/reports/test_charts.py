"""Positions by hand on a small plot: 10 hours over x 42..1156, values 0..4 over y 168..20 (37 a unit).

Across, paths count in intervals: those drawn begin at 0, 1 and 5.
"""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import (
    SHARE_TICKS,
    Plot,
    band_plot,
    heat_class,
    heat_number,
    stack_plot,
    stack_tops,
    value_ticks,
)
from reports.pages import Band, BandChart, Line, StackChart, Table, TimeAxis
from reports.words import Percent

PLOT = Plot(TimeAxis(length_h=10, days=[], interval_h=1, starts_h=[0, 1, 5]), ticks=(0.0, 2.0, 4.0))


def test_positions_are_linear_and_values_go_up() -> None:
    assert [PLOT.x(0), PLOT.x(5), PLOT.x(10)] == [42, 599, 1156]
    assert [PLOT.y(0), PLOT.y(1), PLOT.y(4)] == [168, 131, 20]


def test_steps_break_where_the_queue_is_closed() -> None:
    assert PLOT.steps([1, 2, 4]) == "M0 131h1v-37h1M5 20h1"


def test_areas_close_to_zero() -> None:
    assert PLOT.area([1, 2, 4]) == "M0 131h1v-37h1v74h-2zM5 20h1v148h-1z"


def test_lines_go_through_the_middles() -> None:
    assert PLOT.line([1, 2, 4]) == "M.5 131l1-37M5.5 20h.5"


def test_bands_go_out_along_the_upper_line_and_back_along_the_lower() -> None:
    assert PLOT.band(Band("", [0, 1, 0], [2, 3, 4])) == "M.5 94l1-37l0 74l-1 37zM5.5 20l0 148z"


def test_only_what_is_short_is_filled() -> None:
    assert PLOT.shortage(required=[2, 1, 4], scheduled=[1, 2, 4]) == "M0 131v-37h1v37z"


def test_lines_break_where_a_value_is_missing() -> None:
    hourly = Plot(TimeAxis(length_h=10, days=[], interval_h=1, starts_h=[0, 1, 2, 3]), ticks=(0.0, 4.0))
    assert hourly.line([1, 2, math.nan, 4]) == "M.5 131l1-37M3.5 20h.5"


def test_equal_levels_are_one_step() -> None:
    hourly = Plot(TimeAxis(length_h=10, days=[], interval_h=1, starts_h=[0, 1, 2]), ticks=(0.0, 4.0))
    assert hourly.steps([1, 1, 2]) == "M0 131h2v-37h1"


def test_intervals_are_brought_to_their_place() -> None:
    assert PLOT.scale == "translate(42)scale(111.4000 1)"


def test_layers_stand_one_upon_the_other() -> None:
    axis = TimeAxis(length_h=2, days=[], interval_h=1, starts_h=[0, 1])
    layers = [Line("a", [1, 2]), Line("b", [3, 0])]
    chart = StackChart("", "", axis, layers, Line("c", [9, 9]), Table([], []))
    assert stack_tops(chart) == [[1, 2], [4, 2]]
    assert stack_plot(chart).top == 10


def test_shares_go_to_the_whole() -> None:
    axis = TimeAxis(length_h=2, days=[], interval_h=1, starts_h=[0, 1])
    chart = BandChart("", "", axis, Line("", [0.2, 0.4]), Table([], []), unit="share")
    assert band_plot(chart).ticks == SHARE_TICKS
    assert band_plot(chart).tick_label(0.25) == Percent(0.25, 0)


@pytest.mark.parametrize(
    ("share", "colour", "printed"), [(0.1, "z", "10"), (0.6, "p2", "60"), (0.86, "p4", "86"), (0.95, "n3", "95")]
)
def test_shares_have_colours_of_their_own(share: float, colour: str, printed: str) -> None:
    assert (heat_class(share, "share"), heat_number(share, "share")) == (colour, printed)


@given(st.lists(st.floats(0, 4), min_size=1, max_size=50))
def test_rounding_never_adds_up(values: list[float]) -> None:
    """Following the steps of a path ends at the last value."""
    axis = TimeAxis(length_h=50, days=[], interval_h=1, starts_h=list(range(len(values))))
    plot = Plot(axis, ticks=(0.0, 4.0))
    start, *ups = re.findall(r"(?:M\S+ |v)(-?[\d.]+)", plot.steps(values))
    assert float(start) + sum(map(float, ups)) == pytest.approx(plot.y(values[-1]), abs=0.051)


def test_an_axis_without_intervals_draws_nothing() -> None:
    empty = Plot(TimeAxis(length_h=24, days=[], interval_h=1, starts_h=[]), ticks=(0.0, 1.0))
    assert [empty.steps([]), empty.area([]), empty.line([]), empty.band(Band("", [], [])), empty.shortage([], [])] == [
        ""
    ] * 5


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
    assert heat_class(people, "people") == colour
    assert heat_number(people, "people") == printed
