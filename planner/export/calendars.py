"""The week's calendars: `ics/agents` and `ics/posts`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from planner.export.week import FinishedWeek
from planner.files.file_names import file_names
from planner.files.whole import folder_placed_whole
from planner.pipeline.run import Run
from planner.present.calendars import agent_calendars, post_calendars
from planner.tables import ACTIVITIES, ROSTER
from reports.ics import Calendar, render_calendar


def write_calendars(week: FinishedWeek) -> Path:
    """Write a calendar for each agent and each post, and return their folder; those of an earlier export are gone."""
    folder, when = week.folder / "ics", revised(week.run)
    with folder_placed_whole(folder) as beside:
        _write(agent_calendars(week.facts, when), beside / "agents", week.language)
        _write(post_calendars(week.facts, when), beside / "posts", week.language)
    return folder


def _write(calendars: Mapping[str, Calendar], folder: Path, language: str) -> None:
    names = file_names(calendars)
    folder.mkdir()
    for id, calendar in calendars.items():
        (folder / f"{names[id]}.ics").write_bytes(render_calendar(calendar, language))


def revised(run: Run) -> datetime:
    """Return when the roster was written: the one thing of it that grows with every revision."""
    written_s = max(run.path(table).stat().st_mtime for table in (ROSTER, ACTIVITIES))
    return datetime.fromtimestamp(int(written_s), UTC)
