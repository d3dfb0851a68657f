"""Every table of the run folder with its manifest, `week.json`."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from planner.export.week import FinishedWeek
from planner.files.whole import write_whole
from planner.pipeline import manifest
from planner.tables import (
    ACTIVITIES,
    COVERAGE,
    DEFERRED,
    FORECAST,
    HANDOVERS,
    POOLED,
    REQUIREMENT,
    ROSTER,
    SIMULATED_AGENTS,
    SIMULATION,
)

STAGES = {
    FORECAST: "forecast",
    REQUIREMENT: "staff",
    POOLED: "staff",
    DEFERRED: "roster",
    ROSTER: "roster",
    ACTIVITIES: "roster",
    HANDOVERS: "roster",
    COVERAGE: "roster",
}
"""The tables of a finished week and who writes each."""

IF_SIMULATED = (SIMULATION, SIMULATED_AGENTS)


def write_everything(week: FinishedWeek) -> Path:
    """Write `{"week": …, "manifest": …, "tables": {name: [row, …]}}` and return its path.

    A row is an object by column: times as ISO 8601 with their offset, shares 0 to 1, null where a cell is empty.
    """
    run, path = week.run, week.folder / "week.json"
    tables = {table: run.read(table, stage) for table, stage in STAGES.items()}
    tables |= {table: run.read(table, "simulate") for table in IF_SIMULATED if run.path(table).exists()}
    whole = {
        "week": run.week,
        "manifest": json.loads((run.folder / manifest.FILE).read_text(encoding="utf-8")),
        "tables": {table.name: _rows(frame) for table, frame in tables.items()},
    }
    write_whole(path, json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
    return path


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows by column, of what JSON has words for."""
    times = frame.select_dtypes("datetimetz").columns
    plain = frame.assign(**{name: frame[name].map(pd.Timestamp.isoformat, na_action="ignore") for name in times})
    return plain.astype(object).where(plain.notna(), None).to_dict("records")  # type: ignore[return-value] # text
