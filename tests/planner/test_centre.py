"""A centre's folder: what is missing, unknown or contradictory in its data is told with file, row and column."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planner.centre import Centre, NoPlan, find_plan
from planner.errors import InputError
from tests.builders import AGENTS, PLAN, REQUESTS, history, write_centre

HISTORY = history(weeks=2)
ROWS = HISTORY.splitlines(keepends=True)


def told(folder: Path, read: Callable[[Centre], object] = lambda centre: centre.history) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(Centre.open(folder / "plan.toml"))
    return str(raised.value).splitlines()


def without(*parts: str) -> str:
    """Return the history without the rows that hold all the parts."""
    return "".join(row for row in ROWS if not all(part in row for part in parts))


def test_a_history_without_mistakes_and_the_week_after_it(tmp_path: Path) -> None:
    centre = Centre.open(write_centre(tmp_path, history=HISTORY) / "plan.toml")
    assert len(centre.history) == len(ROWS) - 1
    assert centre.next_week() == "2026-W10"
    assert centre.grid("2026-W10", 15).steps == 7 * 96


@pytest.mark.parametrize(
    ("last", "week"),
    [
        ("2026-03-01", "2026-W10"),
        ("2026-02-28", "2026-W10"),
        ("2026-02-23", "2026-W10"),
        ("2026-02-22", "2026-W09"),
    ],
)
def test_the_next_week_is_the_first_whole_one(last: str, week: str, tmp_path: Path) -> None:
    kept = "".join(row for row in ROWS if row.startswith("queue") or row.split(",")[1][:10] <= last)
    assert Centre.open(write_centre(tmp_path, history=kept) / "plan.toml").next_week() == week


MISTAKES = {
    "unknown queue": (
        HISTORY + "vioce,2026-03-01T08:00:00+08:00,1,240\n",
        [f'history.csv, row {len(ROWS) + 1}, queue: no queue vioce in the plan; did you mean "voice"?'],
    ),
    "a queue without history": (
        without("email"),
        ["history.csv, queue: queue email of the plan has no row; import its history or take it out of the plan"],
    ),
    "a day missing": (
        without("voice", "2026-02-20"),
        [
            "history.csv, row 192, interval_start: queue voice is open on 2026-02-20, but no row of that day follows; "
            "import the day, or if it was closed or its data are lost, list it with kind bridge in the table named by "
            "calendar.extra"
        ],
    ),
    "empty": (ROWS[0], ["history.csv: has no rows"]),
    "duplicate interval": (
        HISTORY + ROWS[1],
        [
            f"history.csv, row {len(ROWS) + 1}, interval_start: the same queue, interval_start stands in row 2 "
            "already: voice, 2026-02-16 08:00:00+08:00"
        ],
    ),
    "negative volume": (HISTORY.replace(",11,240", ",-11,240", 1), ["history.csv, row 2, offered: -11 is less than 0"]),
    "text in a number": (
        HISTORY.replace(",11,240", ",eleven,240", 1),
        ["history.csv, row 2, offered: 'eleven' is not a number"],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_row_and_column(name: str, tmp_path: Path) -> None:
    text, expected = MISTAKES[name]
    assert told(write_centre(tmp_path, history=text)) == expected


def test_a_queue_whose_history_ends_early_lacks_days(tmp_path: Path) -> None:
    kept = without("voice", "2026-03-01")
    [line] = told(write_centre(tmp_path, history=kept))
    assert "queue voice is open on 2026-03-01" in line


def test_a_queue_may_begin_later_than_the_others(tmp_path: Path) -> None:
    kept = "".join(row for row in ROWS if not row.startswith("email") or row.split(",")[1] >= "2026-02-20")
    assert len(Centre.open(write_centre(tmp_path, history=kept) / "plan.toml").history) < len(ROWS)


def test_closed_days_and_days_off_are_not_missed(tmp_path: Path) -> None:
    text = PLAN.replace('voice = { mon-sun = "08:00-20:00" }', 'voice = { mon-sat = "08:00-20:00" }')
    extra = "date,kind\n2026-02-20,bridge\n2026-02-21,holiday\n"
    kept = "".join(
        row
        for row in ROWS
        if not (row.startswith("voice") and row.split(",")[1][:10] in ("2026-02-20", "2026-02-21", "2026-02-22"))
    )
    folder = write_centre(tmp_path, plan=text + '\n[calendar]\nextra = "calendar.csv"\n', history=kept)
    (folder / "calendar.csv").write_text(extra, encoding="utf-8")
    centre = Centre.open(folder / "plan.toml")
    assert not centre.history.empty
    assert list(centre.calendar(date(2026, 2, 20), date(2026, 2, 23))["kind"]) == [
        "bridge",
        "holiday",
        "weekend",
        "workday",
    ]


def test_an_unknown_kind_of_day_is_told(tmp_path: Path) -> None:
    folder = write_centre(tmp_path, plan=PLAN + '\n[calendar]\nextra = "calendar.csv"\n')
    (folder / "calendar.csv").write_text("date,kind\n2026-02-20,bridge\n2026-02-21,holyday\n", encoding="utf-8")
    assert told(folder) == ['calendar.csv, row 3, kind: holyday is no kind of day; did you mean "holiday"?']


def test_a_history_in_other_intervals_than_the_plan_is_told(tmp_path: Path) -> None:
    hourly = "".join(row for row in ROWS if row.startswith("queue") or ":00:00+" in row)
    assert told(write_centre(tmp_path, history=hourly)) == [
        "history.csv, interval_start: the history has intervals of 60 min, the plan interval_min = 30; "
        "make them the same"
    ]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    folder = write_centre(tmp_path)
    for name in ("history.csv", "agents.csv"):
        (folder / name).unlink()
    assert told(folder) == [f"history.csv: there is no such file in {folder}"]
    assert told(folder, lambda centre: centre.agents) == [f"agents.csv: there is no such file in {folder}"]


def test_all_files_are_checked_at_once(tmp_path: Path) -> None:
    folder = write_centre(tmp_path, history=ROWS[0])
    (folder / "agents.csv").unlink()
    (folder / "requests.csv").unlink()
    assert told(folder, lambda centre: centre.check()) == [
        "history.csv: has no rows",
        f"agents.csv: there is no such file in {folder}",
    ]


def test_mistakes_of_agents_do_not_hide_those_of_requests(tmp_path: Path) -> None:
    agents = AGENTS.replace("voice:2", "voise:2")
    requests = REQUESTS.replace("005,", "905,")
    folder = write_centre(tmp_path, history=HISTORY, agents=agents, requests=requests)
    assert [line.split(":")[0] for line in told(folder, lambda centre: centre.check())] == [
        "agents.csv, row 2, skills",
        "requests.csv, row 2, agent",
    ]


def test_nothing_published_is_empty(tmp_path: Path) -> None:
    published = Centre.open(write_centre(tmp_path) / "plan.toml").published_before("2026-W10")
    assert published.roster.empty
    assert published.activities.empty
    assert str(published.roster["shift_start"].dt.tz) == "Asia/Shanghai"


def test_the_plan_is_found_from_below(tmp_path: Path) -> None:
    folder = write_centre(tmp_path / "centre")
    below = folder / "runs" / "2026-W10"
    below.mkdir(parents=True)
    assert find_plan(below) == folder / "plan.toml"
    with pytest.raises(NoPlan, match="planner init"):
        find_plan(tmp_path)
