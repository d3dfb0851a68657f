"""What can go wrong with the input, and what a reader of a forecast should know.

::

    ForecastingError
    ├── InvalidTable        a frame is not the table asked for: every problem at once
    ├── NotADate            a start or origin that cannot be read
    ├── EventWithoutLength  an event that ends before it starts
    ├── UnevenIntervals     the rows of a queue do not stand on one time grid
    ├── NothingToForecast   no usable row before the start
    ├── NoDays              fewer than one day asked
    ├── NoOrigins           a backtest from nowhere
    └── UnknownMethod       a name that no method has

`Notice` and its kinds stand beside a forecast: what was cleaned, assumed or is missing. Both carry an English
`template` and the `values` it names, so that an edge can translate them.
"""

from collections.abc import Mapping
from typing import ClassVar


class Notice:
    """Something to tell the reader: subclass it with a `template` and create it with the values it names."""

    template: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return self.template.format(**self.values)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class ForecastingError(Exception):
    """Base of everything the caller can mend; `str()` is the English text."""

    template: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, object] = values
        super().__init__(self.template.format(**values))


class InvalidTable(ForecastingError):
    """A frame does not fit its table; `problems` lists every fault found."""

    template = "{table}: {text}"

    def __init__(self, table: str, problems: tuple[Notice, ...]) -> None:
        self.problems = problems
        super().__init__(table=table, text="; ".join(str(problem) for problem in problems))


class NotADate(ForecastingError):
    """A start or origin that cannot be read as a date."""

    template = "{value!r} is not a date; write it as 2026-12-07"


class EventWithoutLength(ForecastingError):
    """An event that does not end after its start."""

    template = "events: {name} ends at {end}, which is not after its start {start}"


class UnevenIntervals(ForecastingError):
    """The rows of a queue do not stand on one time grid."""

    template = "history: queue {queue}: {time} is not on the queue's grid of {interval_min} minutes"


class NoDays(ForecastingError):
    """Fewer than one day asked."""

    template = "days must be 1 or more, not {days}"


class NoOrigins(ForecastingError):
    """A backtest from nowhere."""

    template = "a backtest needs one origin or more"


class UnknownMethod(ForecastingError):
    """A name that no method has."""

    template = "no method {name!r}; known: {known}"


class NothingToForecast(ForecastingError):
    """The history holds no usable row before the start."""

    template = "history: no contacts recorded before {start}"
