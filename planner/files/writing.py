"""A canonical table to a CSV file: the same frame, the same bytes; never half a file."""

import csv
import re
from collections.abc import Callable, Hashable
from pathlib import Path

import pandas as pd

from planner.files.whole import placed_whole
from planner.schema import Kind, Table

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_EXACT_INTEGERS = 2.0**53


def write_table(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write `frame` to `path` as UTF-8 CSV that Excel opens: columns of `table` in order, times in ISO 8601.

    Zone-aware times carry their offset. A text that a spreadsheet would run as a formula is written with `'` before
    it, which `read_table` takes off again. The file is written beside and then put in place whole.

    Raises
    ------
    InputError
        When `frame` does not fit `table`, or the file cannot be written.
    """
    checked = table.check(frame, path.name)
    columns = [_texts(checked[name], table[name].kind) for name in checked.columns]
    with placed_whole(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)  # CRLF, so that a lone CR or LF inside a text is quoted
        writer.writerow(checked.columns)
        writer.writerows(zip(*columns, strict=True))


def _texts(values: pd.Series, kind: Kind) -> list[str]:
    written: Callable[[Hashable], str] = {
        "text": lambda text: guarded(str(text)),
        "number": _number,
        "count": _number,
        "flag": lambda flag: "true" if flag else "false",
        "time": _iso,
        "date": _iso,
    }[kind]
    codes, uniques = pd.factorize(values)  # times and names repeat: write each once
    texts = [written(value) for value in uniques]
    return ["" if code < 0 else texts[code] for code in codes]


def guarded(text: str) -> str:
    """Return `text` with `'` before it where a spreadsheet would take it for a formula."""
    return "'" + text if _DANGEROUS.match(text) else text


def _number(value: Hashable) -> str:
    number = float(str(value))
    return str(int(number)) if number.is_integer() and abs(number) <= _EXACT_INTEGERS else repr(number)


def _iso(value: Hashable) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
