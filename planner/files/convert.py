"""Text cells of a canonical table to values of a column's kind."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from planner.errors import Message
from planner.files.clock import localise_strictly, parse_time
from planner.files.refusal import Refusal, shortened
from planner.schema import KIND_NAMES, Column, Kind, MissingValue, NotOfKind

Value = str | float | bool | date | None

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


class OffsetsDiffer(Message):
    """Without a time zone, a column mixes times of several offsets."""

    template = "{value} has another offset than {first}; with clock changes the time zone must be named"


@dataclass(frozen=True, slots=True)
class Converted:
    """A column's values, empty where a cell was refused, and the refusals by position."""

    values: pd.Series
    refusals: dict[int, Message]


def convert(texts: Sequence[str], column: Column, timezone: str | None) -> Converted:
    """Return the cells of `column` as values of its kind: local times in `timezone`, naive without one.

    Text columns hold `""` where a cell is empty, all others a missing value.
    """
    parse = _parser(column.kind, timezone)
    known: dict[str, Value | Message] = {text: _attempt(parse, text) for text in dict.fromkeys(texts) if text}
    if not column.nullable:
        known[""] = MissingValue()
    elif column.kind == "text":
        known[""] = ""
    refusals = {at: told for at, text in enumerate(texts) if isinstance(told := known.get(text), Message)}
    values = [None if isinstance(value := known.get(text), Message) else value for text in texts]
    if column.kind == "time" and not timezone:
        refusals |= _unlike_first(values)
    return Converted(_series(values, column.kind, timezone), refusals)


def unguarded(text: str) -> str:
    """Return a text cell without the `'` that keeps a spreadsheet from running it as a formula."""
    return text[1:] if _GUARDED.match(text) else text


def _attempt(parse: Callable[[str], Value], text: str) -> Value | Message:
    try:
        return parse(text)
    except Refusal as refusal:
        return refusal.message


def _parser(kind: Kind, timezone: str | None) -> Callable[[str], Value]:
    if kind == "time":
        zone = ZoneInfo(timezone) if timezone else None
        return lambda text: _moment(text, zone)
    parsers: dict[Kind, Callable[[str], Value]] = {
        "text": unguarded,
        "number": _number,
        "count": _count,
        "flag": _flag,
        "date": _date,
    }
    return parsers[kind]


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text) or (number := float(text)) in (float("inf"), float("-inf")):
        raise Refusal(NotOfKind(value=shortened(text), kind=KIND_NAMES["number"]))
    return number


def _count(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not float(text).is_integer():
        raise Refusal(NotOfKind(value=shortened(text), kind=KIND_NAMES["count"]))
    return float(text)


def _flag(text: str) -> bool:
    if text.lower() not in _FLAGS:
        raise Refusal(NotOfKind(value=shortened(text), kind=KIND_NAMES["flag"]))
    return _FLAGS[text.lower()]


def _date(text: str) -> date:
    moment = parse_time(text)
    if moment.tzinfo or moment != datetime.combine(moment, datetime.min.time()):
        raise Refusal(NotOfKind(value=shortened(text), kind=KIND_NAMES["date"]))
    return moment.date()


def _moment(text: str, zone: ZoneInfo | None) -> datetime:
    moment = parse_time(text)
    if zone is None:
        return moment
    return moment.astimezone(UTC) if moment.tzinfo else localise_strictly(moment, zone)


def _unlike_first(moments: Sequence[Value]) -> dict[int, Message]:
    """Return a refusal for every time whose offset is not that of the column's first."""
    found = {at: moment for at, moment in enumerate(moments) if isinstance(moment, datetime)}
    first = next(iter(found.values()), None)
    return {
        at: OffsetsDiffer(value=moment.isoformat(), first=first.isoformat())
        for at, moment in found.items()
        if first is not None and moment.utcoffset() != first.utcoffset()
    }


def _series(values: list[Value], kind: Kind, timezone: str | None) -> pd.Series:
    if kind == "time" and timezone:
        moments: pd.Series = pd.Series(values, dtype="datetime64[us, UTC]").dt.tz_convert(timezone)
        return moments
    if kind == "time":
        naive = [value.replace(tzinfo=None) if isinstance(value, datetime) else None for value in values]
        return pd.Series(naive, dtype="datetime64[us]")
    if kind == "date":
        return pd.Series(values, dtype="object")
    if kind == "flag":
        return pd.Series([bool(value) for value in values], dtype="bool")
    if kind == "text":
        return pd.Series(values, dtype="str")
    whole = kind == "count" and None not in values
    return pd.Series(values, dtype="int64" if whole else "float64")
