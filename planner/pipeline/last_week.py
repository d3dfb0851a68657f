"""What the report compares a week with: the history, the signed week before, and the forecast made for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pandas as pd

from planner.files import read_table
from planner.grid import week_before
from planner.pipeline.run import Run
from planner.present.facts import LastWeekFacts
from planner.published import SIGNATURE, read_signature, read_week, week_folder
from planner.tables import FORECAST, ROSTER

HISTORY_WEEKS = 9  # eight are drawn; one more to repeat before the first of them


def last_week_files(run: Run) -> list[Path]:
    """Return what is read of the week before, whether it is there or not."""
    folder = week_folder(run.centre.folder, week_before(run.week))
    return [folder / f"{ROSTER.name}.csv", folder / SIGNATURE, _forecast_file(run)]


def last_week(run: Run) -> LastWeekFacts | None:
    """Return the signed week before; None where none was published."""
    week, centre = week_before(run.week), run.centre
    folder = week_folder(centre.folder, week)
    if not (folder / f"{ROSTER.name}.csv").is_file():
        return None
    signature, made = read_signature(folder), _forecast_file(run)
    return LastWeekFacts(
        week=week,
        roster=read_week(centre.folder, week, centre.plan.timezone).roster,
        measures=signature.measures if signature else {},
        forecast=read_table(made, FORECAST, timezone=centre.plan.timezone) if made.is_file() else None,
    )


def history_before(run: Run) -> pd.DataFrame:
    """Return HISTORY of the weeks before the run's."""
    history, grid = run.centre.history, run.intervals
    end = pd.Timestamp(grid.at(0))
    starts = history["interval_start"]
    inside = (starts >= end - timedelta(weeks=HISTORY_WEEKS)) & (starts < end)
    return history.loc[inside, ["queue", "interval_start", "offered"]]


def _forecast_file(run: Run) -> Path:
    return run.centre.folder / "runs" / week_before(run.week) / f"{FORECAST.name}.csv"
