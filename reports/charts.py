"""Geometry of the SVG charts: from hours and values to paths and positions, in view-box units."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reports.pages import BandChart, StepChart, TimeAxis
from reports.words import Number

TICKS_WANTED = 4
HEAT_STEPS = (0.05, 1.5, 3.0, 6.0)  # people; from here on the next darker colour


class Run(NamedTuple):
    """A half-open range of intervals that follow one another without a pause."""

    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing area: time runs to the right over `axis`, values up from 0 to `top`."""

    axis: TimeAxis
    ticks: tuple[float, ...]
    width: float = 1160
    height: float = 210
    left: float = 42
    right: float = 1156
    head: float = 20
    foot: float = 168

    @property
    def top(self) -> float:
        """The value at the upper edge."""
        return self.ticks[-1]

    def tick_label(self, tick: float) -> Number:
        """A tick's value with no more decimals than the step needs."""
        return Number(tick, max(0, -math.floor(math.log10(self.ticks[1]) + 1e-9)))

    def x(self, hours: float) -> float:
        """Position of a moment, in hours since the axis begins."""
        return round(self.left + (self.right - self.left) * hours / self.axis.length_h, 1)

    def y(self, value: float) -> float:
        """Position of a value."""
        return round(self.foot - (self.foot - self.head) * value / self.top, 1)

    def line(self, values: Sequence[float]) -> str:
        """Path through the middle of each interval, broken where the queue is closed."""
        return "".join(f"M{_through(self._middles(run, values))}" for run in self._runs())

    def band(self, low: Sequence[float], high: Sequence[float]) -> str:
        """Closed path between two lines through the middle of each interval."""
        return "".join(
            f"M{_through([*self._middles(run, high), *reversed(self._middles(run, low))])}Z" for run in self._runs()
        )

    def steps(self, values: Sequence[float]) -> str:
        """Path of level steps, one an interval, broken where the queue is closed."""
        return "".join(self._level(run, values) for run in self._runs())

    def area(self, values: Sequence[float]) -> str:
        """Closed path between level steps and zero."""
        return "".join(
            f"{self._level(run, values)}V{self.y(0)}H{self.x(self.axis.starts_h[run.first])}Z" for run in self._runs()
        )

    def shortage(self, required: Sequence[float], scheduled: Sequence[float]) -> str:
        """Closed boxes from the people scheduled up to the people required, where these are more."""
        return "".join(
            f"M{self.x(start)} {self.y(have)}V{self.y(need)}H{self.x(start + self.axis.interval_h)}V{self.y(have)}Z"
            for start, need, have in zip(self.axis.starts_h, required, scheduled, strict=True)
            if self.y(have) > self.y(need)
        )

    def _runs(self) -> Iterator[Run]:
        """Cut the intervals where one does not begin at the end of the one before."""
        starts = self.axis.starts_h
        cuts = [i + 1 for i, (a, b) in enumerate(pairwise(starts)) if not math.isclose(b - a, self.axis.interval_h)]
        edges = [0, *cuts, len(starts)] if starts else []
        return (Run(first, stop) for first, stop in pairwise(edges))

    def _middles(self, run: Run, values: Sequence[float]) -> list[str]:
        middle = self.axis.interval_h / 2
        return [f"{self.x(self.axis.starts_h[i] + middle)} {self.y(values[i])}" for i in range(*run)]

    def _level(self, run: Run, values: Sequence[float]) -> str:
        ends = [self.x(self.axis.starts_h[i] + self.axis.interval_h) for i in range(*run)]
        levels = [self.y(values[i]) for i in range(*run)]
        steps = "".join(f"V{level}H{end}" for level, end in zip(levels[1:], ends[1:], strict=True))
        return f"M{self.x(self.axis.starts_h[run.first])} {levels[0]}H{ends[0]}{steps}"


def band_plot(chart: BandChart) -> Plot:
    """Return the drawing area of a line with its band."""
    return Plot(chart.axis, value_ticks(max([*chart.high, *chart.line], default=0)), width=600, right=596)


def step_plot(chart: StepChart) -> Plot:
    """Return the drawing area of required against scheduled."""
    return Plot(chart.axis, value_ticks(max([*chart.required, *chart.scheduled], default=0)))


def value_ticks(greatest: float) -> tuple[float, ...]:
    """Return round values from 0 up to at least the greatest: steps of 1, 2 or 5 times a power of ten."""
    raw = max(greatest, 1e-9) / TICKS_WANTED
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))
    return tuple(i * step for i in range(math.ceil(greatest / step * (1 - 1e-9)) + 1)) if greatest > 0 else (0.0, 1.0)


def heat_class(people: float) -> str:
    """Return the colour class of a gap: `n1` to `n4` short, `p1` to `p4` spare, `z` as good as even."""
    depth = sum(abs(people) >= step for step in HEAT_STEPS)
    return ("n" if people < 0 else "p") + str(depth) if depth else "z"


def heat_number(people: float) -> str:
    """Return the number printed in a heat cell: whole people, tenths where fewer than ten are short."""
    if people <= -HEAT_STEPS[0]:
        return f"{people:.1f}" if people > -9.95 else f"{people:.0f}"
    return f"{people:.0f}" if people >= 0.5 else ""


def _through(points: Sequence[str]) -> str:
    return "L".join(points)
