"""What published rosters say of the days before the week reaches its rules."""

from pathlib import Path

from planner.centre import Centre
from planner.rostering import roster_problem
from tests.builders import write_centre
from tests.planner.labour.builders import week_of

ROWS = """\
agent,shift_start,shift_end,shift,post,locked,paid_min
001,2026-02-25T08:00:00+08:00,2026-02-25T17:00:00+08:00,early,,false,480
001,2026-02-27T22:00:00+08:00,2026-02-28T08:00:00+08:00,early,,false,540
001,2026-03-01T22:00:00+08:00,2026-03-02T07:00:00+08:00,early,,false,510
002,2026-02-24T08:00:00+08:00,2026-02-24T17:00:00+08:00,early,,false,480
"""


def test_minutes_worked_belong_to_the_day_on_which_a_shift_starts(tmp_path: Path) -> None:
    centre = Centre.open(write_centre(tmp_path) / "plan.toml")
    (tmp_path / "published/2026-W09").mkdir(parents=True)
    (tmp_path / "published/2026-W09/roster.csv").write_text(ROWS, encoding="utf-8")
    week = week_of(centre, "2026-W10")
    assert roster_problem(week).agents[0].history.worked_min == (0, 0, 480, 0, 540, 0, 510)
