"""What-if: the same run with overrides in a folder of its own, and the differences between two runs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from planner.centre import Centre
from planner.errors import UsageError
from planner.measures import Difference
from planner.pipeline import Run
from planner.pipeline.manifest import read_overrides, read_records
from planner.pipeline.outcome import RunMeasures, run_measures
from planner.pipeline.report_facts import run_facts
from planner.pipeline.report_files import write_pages
from planner.present import Scenario, comparison_page

BASE = "base"
FOLDER = "whatif"


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
    """Return the finished run of a scenario under the plan that it was made with, or the week's own for `base`.

    Raises
    ------
    NoBase, NoScenario
        If it was not run as far as its roster.
    """
    week_folder = centre.folder / "runs" / week
    folder = week_folder if name == BASE else week_folder / scenario_folder(name)
    if _is_run(folder):
        return Run(_under(centre, read_overrides(folder)), week, folder)
    if name == BASE:
        raise NoBase(week=week)
    raise NoScenario(name=name, week=week, known=", ".join(scenarios(week_folder)) or "-")


def _under(centre: Centre, overrides: Sequence[str]) -> Centre:
    """Return the centre with overrides laid over its plan."""
    return Centre.open(centre.folder / centre.plan_name, overrides) if overrides else centre


def write_comparison(runs: Mapping[str, Run]) -> list[Path]:
    """Write the page that compares finished runs with the first of them, in every language, and return the files."""
    scenarios = [Scenario(name, run_facts(run), run.centre.overrides) for name, run in runs.items()]
    first = next(iter(runs.values()))
    folder = first.centre.folder / "runs" / first.week / FOLDER
    return write_pages(folder, {"comparison": comparison_page(scenarios)})


def _is_run(folder: Path) -> bool:
    return "roster" in read_records(folder)


def differences(base: Run, other: Run) -> Sequence[Difference]:
    """Return every measure of two finished runs side by side."""
    first, second = run_measures(base), run_measures(other)
    return [Difference(f.name, getattr(first, f.name), getattr(second, f.name)) for f in fields(RunMeasures)]
