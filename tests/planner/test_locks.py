"""Locks are read from their table; every mistake is told at its row and column, clashes with the rows of both."""

from datetime import date
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.duties import AgentDay, Duty
from planner.errors import InputError
from planner.locks import Lock, read_locks, write_locks
from planner.requests import Request
from tests.builders import PLAN, write_centre

HEADER = "agent,date,shift,post\n"
REQUESTS = "agent,start,end,kind,shift\n"


def requests(folder: Path, locks: str, written: str = "", plan: str = PLAN) -> tuple[Request, ...]:
    write_centre(folder, requests=REQUESTS + written, history="", plan=plan)
    (folder / "locks.csv").write_text(HEADER + locks + "\n", encoding="utf-8")
    return Centre.open(folder / "plan.toml").requests


def told(folder: Path, locks: str, written: str = "") -> list[str]:
    with pytest.raises(InputError) as raised:
        requests(folder, locks, written)
    return str(raised.value).splitlines()


def test_rows_are_locks(tmp_path: Path) -> None:
    off, late = requests(tmp_path, "006,2026/3/4,off,\n001,2026-03-05,late@11:00,lead")
    assert (off.agent, off.kind, off.shift, off.post) == ("006", "lock", "", "")
    assert (late.shift, late.post, late.start.isoformat()) == ("late", "lead", "2026-03-05T11:00:00+08:00")


MISTAKES = {
    "unknown agent": ("009,2026-03-05,off,", 'agent: no agent 009 in agents.csv; did you mean "008"?'),
    "unknown shift": ("006,2026-03-05,lade@11:00,", 'shift: no shift lade in the plan; did you mean "late"?'),
    "no start": (
        "006,2026-03-05,late,",
        "shift: late is no lock; write off, or a shift with its start such as late@11:00",
    ),
    "other start": ("006,2026-03-05,late@12:00,", "shift: shift late does not start at 12:00; it starts at 11:00"),
    "no clock": ("006,2026-03-05,late@noon,", "shift: shift late does not start at noon; it starts at 11:00"),
    "unknown post": ("006,2026-03-05,late@11:00,led", 'post: no post led in the plan; did you mean "lead"?'),
    "a post beyond her skills": (
        "006,2026-03-05,late@11:00,lead",
        "post: 006 cannot hold lead: it asks for lead at level 1",
    ),
    "post on a day off": ("006,2026-03-05,off,lead", "post: nobody holds a post on a day off; leave the post empty"),
    "no date": ("006,5.3.,off,", "date: '5.3.' is not a time; expected is one such as 2026-12-07T09:30"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_row_and_column(name: str, tmp_path: Path) -> None:
    row, expected = MISTAKES[name]
    assert told(tmp_path, row) == [f"locks.csv, row 2, {expected}"]


def test_mistakes_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    rows = told(tmp_path, "009,2026-03-05,off,lead\n006,2026-03-06,lade,", "001,2026-03-05,,leaf,")
    assert [line.split(": ")[0] for line in rows] == [
        "requests.csv, row 2, kind",
        "locks.csv, row 2, agent",
        "locks.csv, row 2, post",
        "locks.csv, row 3, shift",
    ]


def test_a_lock_against_leave_names_both_rows(tmp_path: Path) -> None:
    leave = "006,2026-03-05T15:00,2026-03-06,leave,\n"
    assert told(tmp_path, "006,2026-03-04,off,\n006,2026-03-05,late@11:00,", leave) == [
        "locks.csv, row 3: 006 is locked to work on 2026-03-05 but has leave in requests.csv, row 2; "
        "take one of the two out"
    ]
    assert requests(tmp_path, "006,2026-03-05,off,", leave)  # a day off agrees with leave
    assert requests(tmp_path, "006,2026-03-05,late@11:00,", leave, PLAN + '\n[rules.leave]\nseverity = "warn"\n')


def test_locks_of_the_same_day_name_both_rows(tmp_path: Path) -> None:
    lock = "006,2026-03-05T11:00,,lock,late\n"
    assert told(tmp_path, "006,2026-03-05,late@11:00,", lock) == [
        "locks.csv, row 2: 006 is locked on 2026-03-05 in requests.csv, row 2, already; take one of the two out"
    ]
    assert told(tmp_path, "006,2026-03-05,off,\n006,2026-03-05,late@11:00,") == [
        "locks.csv, row 3, date: the same agent, date stands in row 2 already: 006, 2026-03-05"
    ]


def test_locks_are_read_as_they_were_written(tmp_path: Path) -> None:
    late = Lock(AgentDay(date(2026, 3, 5), "006"), Duty("late@11:00", "lead"))
    off = Lock(AgentDay(date(2026, 3, 4), "007"), Duty())
    write_locks(tmp_path / "locks.csv", [late, off])
    read = read_locks(tmp_path / "locks.csv", "Asia/Shanghai")
    assert [(lock.place, lock.duty, lock.row) for lock in read] == [
        (off.place, off.duty, 2),
        (late.place, late.duty, 3),
    ]
    assert read_locks(tmp_path / "none.csv", "Asia/Shanghai") == []
