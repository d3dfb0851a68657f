"""Rosters wherever they stand — signed, in a run folder, in a file — and what differs between two of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from planner.centre import Centre
from planner.duties import AgentDay, Duty, duties_of
from planner.errors import UsageError
from planner.files import read_table
from planner.grid import NotAWeek, monday_of
from planner.measures import Difference
from planner.pipeline.manifest import read_records
from planner.pipeline.outcome import run_measures
from planner.pipeline.run import Run
from planner.published import read_signature, week_folder
from planner.tables import ROSTER

CURRENT, PUBLISHED = "current", "published"
FILE = f"{ROSTER.name}.csv"
COMPARED = ("rostered_h", "short_h", "intervals_short", "service_level", "cost")


class NoSuchRoster(UsageError):
    """A name under which there is no roster."""

    template = (
        "there is no roster {name}; write current (the run of {week}), published, a week such as {week}, "
        "or the path of a run folder or of a roster file"
    )


@dataclass(frozen=True, slots=True)
class Version:
    """A week's roster: duties, paid hours by agent, and the measures of its run as far as they are known."""

    name: str
    monday: date
    duties: Mapping[AgentDay, Duty]
    paid_h: Mapping[str, float]
    measures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """What an agent does otherwise on a day."""

    place: AgentDay
    before: Duty
    after: Duty


def version_of(centre: Centre, week: str, name: str) -> Version:
    """Return the roster named `current` or `published` (both of `week`), or by another week or a path.

    Raises
    ------
    NoSuchRoster
        If there is none.
    InputError
        If its file has faults.
    """
    path = path_of(centre, week, name)
    if not path.is_file():
        raise NoSuchRoster(name=name, week=week)
    frame = read_table(path, ROSTER, timezone=centre.plan.timezone)
    if frame.empty:
        raise NoSuchRoster(name=name, week=week)
    first = min(frame["shift_start"]).date()
    paid_min = frame.groupby("agent")["paid_min"].sum()
    return Version(
        name=name,
        monday=first - timedelta(days=first.weekday()),
        duties=duties_of(frame),
        paid_h={str(agent): float(minutes) / 60 for agent, minutes in paid_min.items()},
        measures=_measures(centre, path),
    )


def path_of(centre: Centre, week: str, name: str) -> Path:
    """Return where the roster of a name lies, whether or not it is there."""
    runs = centre.folder / "runs"
    if name == CURRENT:
        return runs / week / FILE
    if name == PUBLISHED:
        return week_folder(centre.folder, week) / FILE
    try:
        monday_of(name)
    except NotAWeek:
        return Path(name) / FILE if Path(name).is_dir() else Path(name)
    signed = week_folder(centre.folder, name) / FILE
    return signed if signed.is_file() else runs / name / FILE


def _measures(centre: Centre, path: Path) -> Mapping[str, float]:
    """Return the measures of the run that a roster file belongs to, those it was signed with, or none."""
    folder = path.parent
    if path.name != FILE:
        return {}
    if signature := read_signature(folder):
        return signature.measures
    if "roster" not in read_records(folder):
        return {}
    return asdict(run_measures(Run(centre, folder.name, folder)))


def changes(before: Version, after: Version) -> list[Change]:
    """Return every agent-day that differs, by day and agent; those of two weeks by the day of the week."""
    moved = after.monday - before.monday
    old = {AgentDay(place.day + moved, place.agent): duty for place, duty in before.duties.items()}
    return changed_duties(old, after.duties)


def changed_duties(before: Mapping[AgentDay, Duty], after: Mapping[AgentDay, Duty]) -> list[Change]:
    """Return every agent-day whose duty differs, by day and agent; who has none is off."""
    both = ((place, before.get(place, Duty()), after.get(place, Duty())) for place in sorted({*before, *after}))
    return [Change(place, first, second) for place, first, second in both if first != second]


def measured(before: Version, after: Version) -> Sequence[Difference]:
    """Return what both amount to side by side; NaN for what is not known of a roster by itself."""
    return [Difference(measure, _value(before, measure), _value(after, measure)) for measure in COMPARED]


def _value(version: Version, measure: str) -> float:
    if measure == "rostered_h":
        return sum(version.paid_h.values())
    return float(version.measures.get(measure, math.nan))
