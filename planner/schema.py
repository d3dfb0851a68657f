"""What a table is: its key, its columns with kind, unit and bounds, and the check that reports every fault of a frame.

`Table.check` tells the row as a spreadsheet counts it. Units are in the names: `_s` seconds, `_min` minutes, `_h`
hours, `_erl` erlangs; shares are 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from planner.errors import Fault, InputError, Message, Place

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "number", "count", "flag", "time", "date"]

MOST_FAULTS_PER_COLUMN = 20


class MissingColumn(Message):
    """A table lacks a column it must have."""

    template = "column {column} is missing; found: {found}"


class MissingValue(Message):
    """A cell that must be filled is empty."""

    template = "empty; a value is expected"


class NotOfKind(Message):
    """A cell holds something of another kind."""

    template = "{value} is not {kind}"


class TooSmall(Message):
    """A number below its bounds."""

    template = "{value} is less than {low}"


class TooLarge(Message):
    """A number above its bounds."""

    template = "{value} is more than {high}"


class DuplicateKey(Message):
    """Two rows have one key."""

    template = "the same {key} stands in row {first} already: {value}"


class EmptyTable(Message):
    """A table without a single row."""

    template = "has no rows"


class KindName(Message):
    """Base of the phrases for what a cell must hold; they stand inside other messages."""


class AText(KindName):
    """text."""

    template = "text"


class ANumber(KindName):
    """number."""

    template = "a number"


class ACount(KindName):
    """count."""

    template = "a whole number"


class AFlag(KindName):
    """flag."""

    template = "true or false"


class ATime(KindName):
    """time."""

    template = "a date and time"


class ADate(KindName):
    """date."""

    template = "a date"


KIND_NAMES: Mapping[Kind, KindName] = {
    "text": AText(),
    "number": ANumber(),
    "count": ACount(),
    "flag": AFlag(),
    "time": ATime(),
    "date": ADate(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, unit and bounds; `required` = must exist, `nullable` = cells may be empty."""

    name: str
    kind: Kind
    unit: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    required: bool = True
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, key and columns."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    may_be_empty: bool = True

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def check(self, frame: pd.DataFrame, file: str = "", first_row: int = 2) -> pd.DataFrame:
        """Return `frame` with this table's columns in order; optional columns stay away when absent.

        Raises
        ------
        InputError
            With every fault: missing columns, cells of the wrong kind, numbers out of bounds, empty cells, equal keys.
        """
        faults = self.faults(frame, file or self.name, first_row)
        if faults:
            raise InputError(faults)
        return frame[[name for name in self.names if name in frame.columns]]

    def faults(self, frame: pd.DataFrame, file: str, first_row: int = 2) -> list[Fault]:
        """Return everything wrong with `frame`, columns first, then rows in order."""
        missing = [c.name for c in self.columns if c.required and c.name not in frame.columns]
        if missing:
            found = ", ".join(map(str, frame.columns))
            return [Fault(Place(file=file, column=name), MissingColumn(column=name, found=found)) for name in missing]
        if frame.empty and not self.may_be_empty:
            return [Fault(Place(file=file), EmptyTable())]
        faults = [
            fault for c in self.columns if c.name in frame.columns for fault in _of_column(frame, c, file, first_row)
        ]
        faults += self._equal_keys(frame, file, first_row)
        return sorted(faults, key=lambda fault: fault.place.row or 0)

    def _equal_keys(self, frame: pd.DataFrame, file: str, first_row: int) -> list[Fault]:
        names = [name for name in self.key if name in frame.columns]
        if not frame.duplicated(names).any():
            return []
        first: dict[tuple[object, ...], int] = {}
        faults = []
        for at, key in enumerate(frame[names].itertuples(index=False, name=None)):
            if key in first:
                value = ", ".join(map(str, key))
                message = DuplicateKey(key=", ".join(names), first=first[key] + first_row, value=value)
                faults.append(Fault(Place(file=file, row=at + first_row, column=names[-1]), message))
            else:
                first[key] = at
        return faults[:MOST_FAULTS_PER_COLUMN]


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a checked frame's rows as dictionaries by column."""
    return frame.to_dict("records")  # type: ignore[return-value] # column names of a checked frame are text


def _of_column(frame: pd.DataFrame, column: Column, file: str, first_row: int) -> list[Fault]:
    """Return the faults of one column: empty cells, wrong kind, out of bounds."""
    values = frame[column.name]
    empty = values.isna() | (values == "")
    faults: list[Fault] = []

    def note(at: int, message: Message) -> None:
        faults.append(Fault(Place(file=file, row=at + first_row, column=column.name), message))

    if not column.nullable:
        for at in empty.to_numpy().nonzero()[0]:
            note(int(at), MissingValue())
    if not _has_kind(values, column.kind):
        for at in (~empty).to_numpy().nonzero()[0]:
            note(int(at), NotOfKind(value=repr(values.iloc[at]), kind=KIND_NAMES[column.kind]))
    elif column.kind in ("number", "count"):
        outside = ~empty & ~values.between(column.low, column.high)
        for at in outside.to_numpy().nonzero()[0]:
            note(int(at), _outside(values.iloc[at], column))
    return faults[:MOST_FAULTS_PER_COLUMN]


def _outside(value: float, column: Column) -> Message:
    if value < column.low:
        return TooSmall(value=f"{value:g}", low=f"{column.low:g}")
    return TooLarge(value=f"{value:g}", high=f"{column.high:g}")


def _has_kind(values: pd.Series, kind: Kind) -> bool:
    from pandas.api import types

    if kind == "time":
        return bool(types.is_datetime64_any_dtype(values.dtype))
    if kind == "flag":
        return bool(types.is_bool_dtype(values.dtype))
    if kind in ("number", "count"):
        return bool(types.is_numeric_dtype(values.dtype)) and not types.is_bool_dtype(values.dtype)
    return bool(types.is_string_dtype(values.dtype)) or bool(types.is_object_dtype(values.dtype))
