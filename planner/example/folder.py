"""The example's folder: every file made, then put in place."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import planner
from planner.errors import PlannerError
from planner.example.demand import FIRST, WEEKS, history
from planner.example.last_week import last_week
from planner.example.people import agents, agents_frame, requests_frame
from planner.example.texts import plan_toml, read_texts
from planner.example.workbook import write_plan_workbook
from planner.files import write_table
from planner.files.cause import cause
from planner.files.headings import in_language, plan_workbooks
from planner.grid import DAYS_A_WEEK, Grid, week_of
from planner.plan import Plan
from planner.published import TABLES, Signature, sign, week_folder
from planner.tables import AGENTS, HISTORY, REQUESTS

SEED = 20261207


class FolderInUse(PlannerError):
    """A folder in which the example would overwrite something."""

    template = "{folder} holds {file} already; name a folder without it"


class CannotWrite(PlannerError):
    """A folder that cannot be made or written to."""

    template = "{folder}: {reason}"


def write_example(folder: Path, language: str = "zh", seed: int = SEED, *, workbook: bool = False) -> None:
    """Write the example centre into a folder: plan, data and last week's roster; same seed, same bytes.

    As a workbook, plan and data are one file.

    Raises
    ------
    FolderInUse
        The folder holds one of the files; nothing has been written.
    CannotWrite
        The folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_and_place(folder, partial(_write_files, language=language, seed=seed, workbook=workbook))
    except OSError as error:
        raise CannotWrite(folder=folder, reason=cause(error)) from error


def _make_and_place(folder: Path, write: Callable[[Path], None]) -> None:
    """Make all files beside the folder's own, then move them in, unless one of that name is there."""
    with tempfile.TemporaryDirectory(prefix=".init-", dir=folder) as made:
        write(Path(made))
        files = sorted(path.relative_to(made) for path in Path(made).rglob("*") if path.is_file())
        for file in files:
            if (folder / file).exists():
                raise FolderInUse(folder=folder, file=file.as_posix())
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (Path(made) / file).replace(folder / file)


def _write_files(folder: Path, language: str, seed: int, workbook: bool) -> None:
    texts = read_texts(language)
    text = plan_toml(texts)
    plan = Plan.model_validate(tomllib.loads(text))
    frames = {
        HISTORY: history(plan, seed),
        AGENTS: agents_frame(texts, seed),
        REQUESTS: requests_frame(plan.timezone),
    }
    if workbook:
        by_name = {table.name: frame for table, frame in frames.items()}
        write_plan_workbook(folder / in_language(plan_workbooks(), language), text, by_name, texts)
    else:
        _write_text(folder / "plan.toml", text)
        _write_text(folder / ".planner/plan.schema.json", json.dumps(Plan.model_json_schema(), indent=2) + "\n")
        for table, frame in frames.items():
            write_table(frame, table, folder / f"{table.name}.csv")
    _write_last_week(folder, plan, seed)


def _write_last_week(folder: Path, plan: Plan, seed: int) -> None:
    """Write the week before as planner roster publish does, but made from nothing."""
    monday = FIRST + timedelta(weeks=WEEKS - 1)
    week = last_week(plan, Grid(monday, DAYS_A_WEEK, plan.slot_min, plan.timezone), agents())
    published = week_folder(folder, week_of(monday))
    published.mkdir(parents=True)
    frames = (week.roster, week.activities, week.handovers, week.accounts)
    for frame, table in zip(frames, TABLES, strict=True):
        write_table(frame, table, published / f"{table.name}.csv")
    sign(published, Signature(week_of(monday), planner.__version__, seed, reproducible=True))


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
