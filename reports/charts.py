"""Geometry of the SVG charts: from hours and values to paths and positions, in view-box units.

Across, a path counts in intervals of the axis; `Plot.scale` brings it to its place.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from reports.pages import Band, BandChart, Histogram, StackChart, StepChart, TimeAxis
from reports.paths import Pen
from reports.words import Number, Percent

TICKS_WANTED = 4
SHARE_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
HEAT_STEPS = {"people": (0.05, 1.5, 3.0, 6.0), "share": (0.25, 0.5, 0.7, 0.85)}
"""From here on the next darker colour: people missing or spare, or the share of time."""
TOO_BUSY = 0.9  # of the time at work: from here on a share is drawn as a warning
NARROW = 600.0


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
    head: float = 20
    foot: float = 168
    share: bool = False

    @property
    def top(self) -> float:
        """The value at the upper edge."""
        return self.ticks[-1]

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.width - 4

    @property
    def scale(self) -> str:
        """The transformation from intervals to positions."""
        across = (self.right - self.left) * self.axis.interval_h / self.axis.length_h
        return f"translate({self.left:g})scale({across:.4f} 1)"

    def tick_label(self, tick: float) -> Number | Percent:
        """A tick's value with no more decimals than the step needs."""
        if self.share:
            return Percent(tick, 0)
        return Number(tick, max(0, -math.floor(math.log10(self.ticks[1]) + 1e-9)))

    def x(self, hours: float) -> float:
        """Position of a moment, in hours since the axis begins."""
        return round(self.left + (self.right - self.left) * hours / self.axis.length_h, 1)

    def y(self, value: float) -> float:
        """Position of a value."""
        return round(self.foot - (self.foot - self.head) * value / self.top, 1)

    def line(self, values: Sequence[float]) -> str:
        """Path through the middle of each interval, broken where the queue is closed."""
        pen = Pen()
        for run in self._runs(values):
            for at in range(*run):
                (pen.move if at == run.first else pen.line)(self._place(at) + 0.5, self.y(values[at]))
            if run.stop - run.first == 1:  # an interval by itself would not be seen
                pen.across(self._place(run.first) + 1)
        return pen.path()

    def band(self, band: Band) -> str:
        """Closed path between two lines through the middle of each interval."""
        pen = Pen()
        for run in self._runs(band.low):
            for at in range(*run):
                (pen.move if at == run.first else pen.line)(self._place(at) + 0.5, self.y(band.high[at]))
            for at in reversed(range(*run)):
                pen.line(self._place(at) + 0.5, self.y(band.low[at]))
            pen.close()
        return pen.path()

    def steps(self, values: Sequence[float]) -> str:
        """Path of level steps, one an interval, broken where the queue is closed."""
        pen = Pen()
        for run in self._runs(values):
            self._level(pen, run, values)
        return pen.path()

    def area(self, values: Sequence[float]) -> str:
        """Closed path between level steps and zero."""
        pen = Pen()
        for run in self._runs(values):
            self._level(pen, run, values)
            pen.up(self.y(0))
            pen.across(self._place(run.first))
            pen.close()
        return pen.path()

    def shortage(self, required: Sequence[float], scheduled: Sequence[float]) -> str:
        """Closed boxes from the people scheduled up to the people required, where these are more."""
        pen = Pen()
        for at, (need, have) in enumerate(zip(required, scheduled, strict=True)):
            if self.y(have) > self.y(need):
                pen.move(self._place(at), self.y(have))
                pen.up(self.y(need))
                pen.across(self._place(at) + 1)
                pen.up(self.y(have))
                pen.close()
        return pen.path()

    def _place(self, at: int) -> float:
        """Intervals from the axis' begin to the interval's."""
        return self.axis.starts_h[at] / self.axis.interval_h

    def _runs(self, values: Sequence[float]) -> Iterator[Run]:
        """Cut the intervals where one does not begin at the end of the one before, or has no value."""
        first = None
        for at, value in enumerate(values):
            if first is not None and (math.isnan(value) or not math.isclose(self._place(at) - self._place(at - 1), 1)):
                yield Run(first, at)
                first = None
            if first is None and not math.isnan(value):
                first = at
        if first is not None:
            yield Run(first, len(values))

    def _level(self, pen: Pen, run: Run, values: Sequence[float]) -> None:
        pen.move(self._place(run.first), self.y(values[run.first]))
        for at in range(*run):
            pen.up(self.y(values[at]))
            if at + 1 == run.stop or self.y(values[at + 1]) != self.y(values[at]):
                pen.across(self._place(at) + 1)


def band_plot(chart: BandChart) -> Plot:
    """Return the drawing area of a line with its band."""
    if chart.unit == "share":
        return Plot(chart.axis, SHARE_TICKS, NARROW, share=True)
    band = chart.band.high if chart.band else ()
    beside = chart.beside.values if chart.beside else ()
    return Plot(chart.axis, value_ticks(_greatest(chart.line.values, band, beside)), NARROW)


def step_plot(chart: StepChart) -> Plot:
    """Return the drawing area of required against scheduled."""
    return Plot(chart.axis, value_ticks(_greatest(chart.required, chart.scheduled)))


def stack_plot(chart: StackChart) -> Plot:
    """Return the drawing area of areas upon one another."""
    return Plot(chart.axis, value_ticks(_greatest(chart.line.values, *stack_tops(chart))))


def stack_tops(chart: StackChart) -> list[list[float]]:
    """Return the upper edge of each layer, lowest layer first."""
    layers = (list(layer.values) for layer in chart.layers)
    return list(accumulate(layers, lambda below, layer: [a + b for a, b in zip(below, layer, strict=True)]))


def bar_share(chart: Histogram, count: int) -> float:
    """Return a bar's height as a share of the highest."""
    return count / max(1, *(bar.count for bar in chart.bars))


def value_ticks(greatest: float) -> tuple[float, ...]:
    """Return round values from 0 up to at least the greatest: steps of 1, 2 or 5 times a power of ten."""
    raw = max(greatest, 1e-9) / TICKS_WANTED
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))
    return tuple(i * step for i in range(math.ceil(greatest / step * (1 - 1e-9)) + 1)) if greatest > 0 else (0.0, 1.0)


def heat_class(value: float, scale: str) -> str:
    """Return the colour class of a heat cell.

    Of people `n1` to `n4` short, `p1` to `p4` spare, `z` as good as even; of a share `p1` to `p4`, `n3` for too busy.
    """
    if scale == "share" and value >= TOO_BUSY:
        return "n3"
    depth = sum(abs(value) >= step for step in HEAT_STEPS[scale])
    return ("n" if value < 0 else "p") + str(depth) if depth else "z"


def heat_number(value: float, scale: str) -> str:
    """Return the number printed in a heat cell: whole percents, or people, in tenths where few are short."""
    if scale == "share":
        return f"{100 * value:.0f}"
    if value <= -HEAT_STEPS["people"][0]:
        return f"{value:.1f}" if value > -9.95 else f"{value:.0f}"
    return f"{value:.0f}" if value >= 0.5 else ""


def _greatest(*several: Sequence[float]) -> float:
    return max((value for values in several for value in values if not math.isnan(value)), default=0)
