"""Tables of the centre's own folder that commands write and every stage reads: locks, absences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.schema import rows_of

if TYPE_CHECKING:
    from planner.schema import Table


def read_rows(path: Path, table: Table, timezone: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of a file with their numbers in it; none where there is no file.

    Raises
    ------
    InputError
        With every fault of the file by itself.
    """
    from planner.files import read_table

    if path.exists():
        yield from enumerate(rows_of(read_table(path, table, timezone=timezone)), start=2)


def write_rows(path: Path, table: Table, rows: Iterable[tuple[object, ...]]) -> None:
    """Write a file whole."""
    import pandas as pd

    from planner.files import write_table

    write_table(pd.DataFrame(list(rows), columns=pd.Index(table.names)), table, path)
