"""New rows into a table that is there: rows of the same key are replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.files.reading import read_table
from planner.files.writing import write_table
from planner.schema import Table


@dataclass(frozen=True, slots=True)
class Merged:
    """A table with new rows in it: how many were new, and how many rows they replaced."""

    frame: pd.DataFrame | None
    new: int
    replaced: int

    def write(self, table: Table, path: Path) -> None:
        """Write the table to `path`; nothing where there was nothing new."""
        if self.frame is not None and self.new:
            write_table(self.frame, table, path)


def merge_into(path: Path, frames: Sequence[pd.DataFrame], table: Table, timezone: str) -> Merged:
    """Return the table at `path`, where there is one, with the rows of `frames` in it, in the order of its key.

    Raises
    ------
    InputError
        When the table at `path` is not valid.
    """
    filled = [frame for frame in frames if len(frame)]
    merged = read_table(path, table, timezone=timezone) if filled and path.exists() else None
    replaced = 0
    for new in filled:
        rows = new[[name for name in table.names if name in new]]
        if merged is not None:
            again = _keys(merged, table).isin(_keys(rows, table))
            replaced += int(again.sum())
            rows = pd.concat([merged[~again], rows])
        merged = rows.sort_values(list(table.key), ignore_index=True)
    return Merged(merged, sum(map(len, filled)), replaced)


def _keys(frame: pd.DataFrame, table: Table) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(frame[list(table.key)])
