"""The example's folder: every file made, then put in place."""

from __future__ import annotations

import json
import tempfile
import tomllib
from datetime import timedelta
from pathlib import Path

import pandas as pd

from planner.errors import PlannerError
from planner.example.demand import FIRST, WEEKS, history
from planner.example.last_week import last_week
from planner.example.people import agents, agents_frame, requests_frame
from planner.example.texts import plan_toml, read_texts
from planner.grid import DAYS_A_WEEK, Grid, week_of
from planner.plan import Plan

SEED = 20261207


class FolderInUse(PlannerError):
    """A folder in which the example would overwrite something."""

    template = "{folder} holds {file} already; name a folder without it"


def write_example(folder: Path, language: str = "zh", seed: int = SEED) -> None:
    """Write the example centre into a folder: plan, data and last week's roster; same seed, same bytes.

    Raises
    ------
    FolderInUse
        The folder holds one of the files; nothing has been written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".init-", dir=folder) as made:
        _write_files(Path(made), language, seed)
        files = sorted(path.relative_to(made) for path in Path(made).rglob("*") if path.is_file())
        for file in files:
            if (folder / file).exists():
                raise FolderInUse(folder=folder, file=file.as_posix())
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (Path(made) / file).replace(folder / file)


def _write_files(folder: Path, language: str, seed: int) -> None:
    texts = read_texts(language)
    text = plan_toml(texts)
    plan = Plan.model_validate(tomllib.loads(text))
    _write_text(folder / "plan.toml", text)
    _write_text(folder / ".planner/plan.schema.json", json.dumps(Plan.model_json_schema(), indent=2) + "\n")
    _write_csv(folder / plan.data.history, history(plan, seed))
    _write_csv(folder / plan.data.agents, agents_frame(texts, seed))
    _write_csv(folder / plan.data.requests, requests_frame(plan.timezone))
    monday = FIRST + timedelta(weeks=WEEKS - 1)
    published = last_week(plan, Grid(monday, DAYS_A_WEEK, plan.slot_min, plan.timezone), agents())
    _write_csv(folder / "published" / week_of(monday) / "roster.csv", published.roster)
    _write_csv(folder / "published" / week_of(monday) / "activities.csv", published.activities)


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_csv(path: Path, frame: pd.DataFrame) -> None:
    """Write a table for Excel: UTF-8 with a mark, moments as ISO 8601 with offset."""
    path.parent.mkdir(parents=True, exist_ok=True)
    times = frame.select_dtypes("datetimetz").columns
    written = frame.assign(**{name: frame[name].map(_moment, na_action="ignore") for name in times})
    written.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n", float_format="%.10g")


def _moment(at: pd.Timestamp) -> str:
    return at.isoformat(timespec="minutes")
