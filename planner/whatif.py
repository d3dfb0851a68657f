"""What-if: the same run with overrides in a folder of its own, and the differences between two runs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from planner.centre import Centre
from planner.errors import Fault, InputError, Place, UsageError
from planner.files.whole import write_whole
from planner.measures import Difference
from planner.pipeline import Run
from planner.pipeline.manifest import DamagedManifest, read_records
from planner.pipeline.outcome import RunMeasures, run_measures
from planner.pipeline.report_facts import run_facts
from planner.pipeline.report_files import write_pages
from planner.present import Scenario, comparison_page

BASE = "base"
FOLDER = "whatif"
OVERRIDES = "overrides.json"


class NotAName(UsageError):
    """A scenario name that is no folder name."""

    template = "{name} is no name for a scenario: letters of any language, digits, - and _; base is the week's own run"


class NoScenario(UsageError):
    """A scenario that was not run."""

    template = "scenario {name} was not run for {week}; run: {known}"


class NoBase(UsageError):
    """The week's own run, to which every scenario is compared, is not there."""

    template = "the week {week} itself was not run, so there is nothing to compare with; planner run makes it"


def scenario_folder(name: str) -> str:
    """Return the folder of a scenario below the week's run.

    Raises
    ------
    NotAName
        If the name could leave the folder or is taken.
    """
    if name == BASE or not re.fullmatch(r"[\w-]{1,60}", name):
        raise NotAName(name=name)
    return f"{FOLDER}/{name}"


def scenarios(week_folder: Path) -> list[str]:
    """Return the names of the scenarios run for a week."""
    return sorted(path.name for path in (week_folder / FOLDER).glob("*") if _is_run(path))


def scenario(centre: Centre, week: str, name: str) -> Run:
    """Return the finished run of a scenario, or the week's own for `base`.

    Raises
    ------
    NoBase, NoScenario
        If it was not run as far as its roster.
    """
    week_folder = centre.folder / "runs" / week
    folder = week_folder if name == BASE else week_folder / scenario_folder(name)
    if _is_run(folder):
        return Run(centre, week, folder)
    if name == BASE:
        raise NoBase(week=week)
    raise NoScenario(name=name, week=week, known=", ".join(scenarios(week_folder)) or "-")


def keep_overrides(folder: Path, overrides: Sequence[str]) -> None:
    """Keep what a scenario lays over the plan beside its results."""
    write_whole(folder / OVERRIDES, json.dumps(list(overrides), ensure_ascii=False) + "\n")


def read_overrides(folder: Path) -> list[str]:
    """Return what a scenario lays over the plan; nothing for the week's own run.

    Raises
    ------
    InputError
        If the file is damaged.
    """
    path = folder / OVERRIDES
    if not path.is_file():
        return []
    try:
        return [str(override) for override in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise InputError([Fault(Place(file=str(path)), DamagedManifest(reason=repr(error)))]) from error


def write_comparison(runs: Mapping[str, Run]) -> list[Path]:
    """Write the page that compares finished runs with the first of them, in every language, and return the files."""
    scenarios = [Scenario(name, run_facts(run), read_overrides(run.folder)) for name, run in runs.items()]
    first = next(iter(runs.values()))
    folder = first.centre.folder / "runs" / first.week / FOLDER
    return write_pages(folder, {"comparison": comparison_page(scenarios)})


def _is_run(folder: Path) -> bool:
    return "roster" in read_records(folder)


def differences(base: Run, other: Run) -> Sequence[Difference]:
    """Return every measure of two finished runs side by side."""
    first, second = run_measures(base), run_measures(other)
    return [Difference(f.name, getattr(first, f.name), getattr(second, f.name)) for f in fields(RunMeasures)]
