"""The tables that enter and leave, column by column, and the check that names every fault at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecasting.errors import InvalidTable, Notice


class MissingColumn(Notice):
    """A required column is absent."""

    template = "column {column} is missing; found: {found}"


class EmptyCell(Notice):
    """A value is needed in every row."""

    template = "{column}, row {row}: empty"


class NotANumber(Notice):
    """Text where a number belongs."""

    template = "{column}, row {row}: {value!r} is not a number"


class NotATime(Notice):
    """A value that cannot be read as a date or time, or a mixture of time zones."""

    template = "{column}, row {row}: {value!r} is not a date or time of one zone"


class NotAClock(Notice):
    """A time of day outside 00:00 to 24:00."""

    template = "{column}, row {row}: {value!r} is not a time of day between 00:00 and 24:00"


class OutOfBounds(Notice):
    """A number below or above what the column allows."""

    template = "{column}, row {row}: {value} is outside {low} to {high}"


class UnknownKind(Notice):
    """A word that the column does not know."""

    template = "{column}, row {row}: {value!r} is none of {known}"


class DuplicateRow(Notice):
    """The same key twice."""

    template = "row {row}: the same {key} stands above"


CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind (`text`, `number`, `time`, `date`, `clock`), whether it may be absent, and its bounds."""

    name: str
    kind: str
    optional: bool = False  # column may be absent
    blank: bool = False  # cells may be empty
    low: float = -np.inf
    high: float = np.inf
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A named table: its columns and its key."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the table's own columns in their types; an absent optional column comes empty.

        Raises
        ------
        InvalidTable
            With every problem found (the first row of each), rows counted as in a spreadsheet: the header is row 1.
        """
        problems: list[Notice] = []
        typed: dict[str, pd.Series] = {}
        for column in self.columns:
            if column.name in frame:
                typed[column.name] = _typed(column, frame[column.name], problems)
                continue
            typed[column.name] = pd.Series(np.nan, index=frame.index)
            if not column.optional:
                found = ", ".join(str(name) for name in frame.columns)
                problems.append(MissingColumn(column=column.name, found=found))
        checked = pd.DataFrame(typed, index=frame.index)
        if self.key and not problems:
            _refuse_duplicates(checked, self.key, problems)
        if problems:
            raise InvalidTable(self.name, tuple(problems))
        return checked


def _typed(column: Column, raw: pd.Series, problems: list[Notice]) -> pd.Series:
    values, fault = _CONVERT[column.kind](raw)
    absent = values.isna().to_numpy()
    empty = absent & (raw.isna() | (raw == "")).to_numpy() if absent.any() else absent
    if not column.blank and empty.any():
        problems.append(EmptyCell(column=column.name, row=_row(empty)))
    wrong = absent & ~empty
    if wrong.any():
        problems.append(fault(column=column.name, row=_row(wrong), value=raw.iloc[int(wrong.argmax())]))
    if column.kind == "number":
        _refuse_outside(column, values, problems)
    if column.known:
        strange = ~(values.isin(column.known).to_numpy() | empty)
        if strange.any():
            value, known = values.iloc[int(strange.argmax())], ", ".join(column.known)
            problems.append(UnknownKind(column=column.name, row=_row(strange), value=value, known=known))
    return values


def _refuse_outside(column: Column, values: pd.Series, problems: list[Notice]) -> None:
    numbers = values.to_numpy()
    outside = (numbers < column.low) | (numbers > column.high) | np.isinf(numbers)
    if outside.any():
        value = numbers[outside.argmax()]
        bounds = {"low": column.low, "high": column.high}
        problems.append(OutOfBounds(column=column.name, row=_row(outside), value=value, **bounds))


def _refuse_duplicates(frame: pd.DataFrame, key: tuple[str, ...], problems: list[Notice]) -> None:
    twice = frame.duplicated(list(key)).to_numpy()
    if twice.any():
        problems.append(DuplicateRow(row=_row(twice), key=" and ".join(key)))


def _row(wrong: np.ndarray) -> int:
    return int(wrong.argmax()) + 2


def _numbers(raw: pd.Series) -> tuple[pd.Series, type[Notice]]:
    if raw.dtype.kind not in "iuf":
        raw = pd.to_numeric(raw, errors="coerce")
    return raw.astype(float), NotANumber


def _times(raw: pd.Series) -> tuple[pd.Series, type[Notice]]:
    if raw.dtype.kind != "M":
        try:
            raw = pd.to_datetime(raw, errors="coerce", format="ISO8601")
        except ValueError:  # offsets differ
            raw = pd.Series(pd.NaT, index=raw.index)
    return raw, NotATime


def _dates(raw: pd.Series) -> tuple[pd.Series, type[Notice]]:
    times, fault = _times(raw)
    if times.dt.tz is not None:
        times = times.dt.tz_localize(None)
    return times.dt.normalize(), fault


def _texts(raw: pd.Series) -> tuple[pd.Series, type[Notice]]:
    """Categories of text (long columns repeat few words); empty text is missing."""
    codes, words = pd.factorize(raw)
    known = sorted({str(word) for word in words} - {""})
    place = [known.index(str(word)) if str(word) else -1 for word in words]
    texts = pd.Categorical.from_codes(np.array([*place, -1])[codes], categories=pd.Index(known, dtype=object))
    return pd.Series(texts, index=raw.index), EmptyCell


def _clocks(raw: pd.Series) -> tuple[pd.Series, type[Notice]]:
    """Minutes after midnight."""
    return pd.Series([_minutes(str(text)) for text in raw], index=raw.index, dtype=float), NotAClock


def _minutes(text: str) -> float:
    match = CLOCK.fullmatch(text)
    minutes = 60 * int(match[1]) + int(match[2]) if match else np.inf
    return minutes if minutes <= 24 * 60 else np.nan


_CONVERT: dict[str, Callable[[pd.Series], tuple[pd.Series, type[Notice]]]] = {
    "text": _texts,
    "number": _numbers,
    "time": _times,
    "date": _dates,
    "clock": _clocks,
}


def rows_of(frame: pd.DataFrame, queue: str) -> pd.DataFrame:
    """Select the rows for `queue` and those for all queues (empty), its own first."""
    own, all_queues = (frame["queue"] == queue).to_numpy(), frame["queue"].isna().to_numpy()
    return frame.iloc[np.concatenate([np.flatnonzero(own), np.flatnonzero(all_queues)])]


DAY_KINDS = ("workday", "weekend", "holiday", "bridge", "eve", "half", "makeup")

HISTORY = Table(
    "history",
    ("queue", "interval_start"),
    (
        Column("queue", "text"),
        Column("interval_start", "time"),
        Column("offered", "number", blank=True, low=0),
        Column("answered", "number", optional=True, blank=True, low=0),
        Column("aht_s", "number", optional=True, blank=True, low=0),
    ),
)
CALENDAR = Table(
    "calendar",
    ("date",),
    (Column("date", "date"), Column("kind", "text", known=DAY_KINDS), Column("name", "text", True, True)),
)
EVENTS = Table(
    "events",
    (),
    (
        Column("name", "text"),
        Column("kind", "text"),
        Column("start", "time"),
        Column("end", "time"),
        Column("queue", "text", optional=True, blank=True),
        Column("volume", "number", optional=True, blank=True, low=0),
    ),
)
OPENING = Table(
    "opening",
    (),
    (
        Column("queue", "text", optional=True, blank=True),
        Column("weekday", "number", low=0, high=6),
        Column("start", "clock"),
        Column("end", "clock"),
    ),
)
OVERRIDES = Table(
    "overrides",
    ("queue", "effect"),
    (Column("queue", "text", blank=True), Column("effect", "text"), Column("factor", "number", low=0)),
)
