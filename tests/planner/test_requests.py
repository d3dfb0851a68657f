"""Leave, wishes and locks are read from their table; every mistake is told at its row and column."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.errors import InputError
from planner.requests import Request
from tests.builders import write_centre

HEADER = "agent,start,end,kind,shift,weight\n"


def requests(tmp_path: Path, rows: str) -> tuple[Request, ...]:
    folder = write_centre(tmp_path, requests=HEADER + rows + "\n")
    return Centre.open(folder / "plan.toml").requests


def told(tmp_path: Path, rows: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        requests(tmp_path, rows)
    return str(raised.value).splitlines()


def test_rows_are_requests(tmp_path: Path) -> None:
    leave, wish, lock = requests(
        tmp_path,
        "001,2026-03-02,2026-03-05,leave,,\n002,2026-03-04,,shift,early,2.5\n003,2026-03-05T11:00,,lock,late,",
    )
    assert (leave.agent, leave.kind, leave.end - leave.start, leave.weight) == ("001", "leave", timedelta(days=3), None)
    assert (wish.shift, wish.weight, wish.row) == ("early", 2.5, 3)
    assert wish.end - wish.start == timedelta(days=1)
    assert (lock.start.isoformat(), lock.end.isoformat()) == ("2026-03-05T11:00:00+08:00", "2026-03-06T00:00:00+08:00")


def test_a_lock_without_a_shift_is_a_day_off(tmp_path: Path) -> None:
    [lock] = requests(tmp_path, "001,2026-03-02,,lock,,")
    assert lock.shift == ""


MISTAKES = {
    "unknown agent": (
        "009,2026-03-02,,leave,,",
        'requests.csv, row 2, agent: no agent 009 in agents.csv; did you mean "008"?',
    ),
    "unknown kind": (
        "001,2026-03-02,,holidays,,",
        "requests.csv, row 2, kind: holidays is no kind of request; known: leave, off, shift, lock",
    ),
    "unknown shift": (
        "001,2026-03-02,,shift,erly,",
        'requests.csv, row 2, shift: no shift erly in the plan; did you mean "early"?',
    ),
    "wish without a shift": (
        "001,2026-03-02,,shift,,",
        "requests.csv, row 2, shift: a wish of kind shift must name the shift",
    ),
    "impossible start": (
        "001,2026-03-02T09:00,,lock,early,",
        "requests.csv, row 2, start: shift early does not start at 09:00; it starts at 08:00",
    ),
    "ends before it starts": (
        "001,2026-03-05,2026-03-02,leave,,",
        "requests.csv, row 2, end: 2026-03-02 00:00+08:00 is not after the start",
    ),
    "negative weight": ("001,2026-03-02,,off,,-1", "requests.csv, row 2, weight: -1 is less than 0"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_row_and_column(name: str, tmp_path: Path) -> None:
    row, expected = MISTAKES[name]
    assert told(tmp_path, row) == [expected]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    rows = "zzz,2026-03-05,2026-03-02,leave,,\n001,2026-03-02T09:00,,lock,early,"
    assert [line.split(": ")[0] for line in told(tmp_path, rows)] == [
        "requests.csv, row 2, agent",
        "requests.csv, row 2, end",
        "requests.csv, row 3, start",
    ]


def test_no_file_means_no_requests(tmp_path: Path) -> None:
    (write_centre(tmp_path) / "requests.csv").unlink()
    assert Centre.open(tmp_path / "plan.toml").requests == ()
