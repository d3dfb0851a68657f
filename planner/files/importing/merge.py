"""New rows into a table that is there: rows of the same key are replaced."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.files.reading import read_table
from planner.tables import Table


@dataclass(frozen=True, slots=True)
class Merged:
    """A table after merging, and how many of its rows were replaced."""

    frame: pd.DataFrame | None = None
    replaced: int = 0

    def with_rows(self, new: pd.DataFrame, table: Table) -> "Merged":
        """Return the table with `new` in it, in the order of its key."""
        if new.empty:
            return self
        key = list(table.key)
        kept = []
        replaced = 0
        if self.frame is not None:
            again = pd.MultiIndex.from_frame(self.frame[key]).isin(pd.MultiIndex.from_frame(new[key]))
            replaced = int(again.sum())
            kept = [self.frame[~again]]
        frame = pd.concat([*kept, new[[name for name in table.names if name in new]]])
        return Merged(frame.sort_values(key, ignore_index=True), self.replaced + replaced)


def existing(path: Path, table: Table, timezone: str) -> Merged:
    """Return the table at `path`, or none where there is no file."""
    return Merged(read_table(path, table, timezone=timezone)) if path.exists() else Merged()
