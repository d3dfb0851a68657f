"""Measures of several weeks or scenarios side by side: the first is what the others are compared with."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports import Joined, Number, Percent, Words, pages
from reports import text as _


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of all; NaN is not known. `up` is whether more is better."""

    name: Words
    values: Sequence[float]
    decimals: int = 0
    share: bool = False
    up: bool | None = None


def compared_table(heading: Words, names: Sequence[str], rows: Sequence[Compared], caption: Words = "") -> pages.Table:
    """Return one row for each measure, with the change against the first beneath each other value."""
    columns = [pages.Column(heading), *(pages.Column(name, number=True) for name in names)]
    return pages.Table(columns, [_row(row) for row in rows], caption)


def _row(row: Compared) -> list[Words | pages.Cell]:
    base, *others = row.values
    changed = [pages.Cell(_figure(row, one), _tone(row, one), note=_change_words(row, one)) for one in others]
    return [row.name, _figure(row, base), *changed]


def _figure(row: Compared, value: float) -> Words:
    return Percent(value, row.decimals) if row.share else Number(value, row.decimals)


def _change(row: Compared, value: float) -> float:
    """Return a change as it is printed; NaN where it is not known."""
    return round((100 if row.share else 1) * (value - row.values[0]), row.decimals)


def _change_words(row: Compared, value: float) -> Words:
    change = _change(row, value)
    if math.isnan(change):
        return ""
    if not change:
        return "±0"
    figure: Words = Joined(["+" if change > 0 else "", Number(change, row.decimals)], by="")
    return _("{points} points", points=figure) if row.share else figure


def _tone(row: Compared, value: float) -> pages.Tone:
    change = _change(row, value)
    if row.up is None or not change or math.isnan(change):
        return "plain"
    return "good" if (change > 0) == row.up else "bad"
