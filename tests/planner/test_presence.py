"""Who was really there: every fault at its row, and the days that spans belong to."""

from pathlib import Path

import pandas as pd
import pytest

from planner.errors import InputError
from planner.plan import Plan
from planner.presence import days_of, read_presence
from tests.simulation.phones import phone_plan

AGENTS = ["001", "002"]


def read(folder: Path, *rows: str, plan: Plan | None = None) -> pd.DataFrame:
    path = folder / "there.csv"
    path.write_text("\n".join(["agent,start,end", *rows]) + "\n", encoding="utf-8")
    return read_presence(path, AGENTS, plan or phone_plan())


def told(folder: Path, *rows: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(folder, *rows)
    return [str(fault) for fault in raised.value.faults]


def test_local_times_and_offsets_are_read(tmp_path: Path) -> None:
    frame = read(
        tmp_path, "001,2026-03-02T08:00,2026-03-02 12:00", "002,2026-03-02T00:00:00Z,2026-03-02T12:00:00+08:00"
    )
    assert list(frame["start"].dt.hour) == [8, 8]
    assert list(frame["end"].dt.hour) == [12, 12]


def test_every_fault_is_told_at_its_row(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "001,2026-03-02T08:00,2026-03-02T12:00",
        "003,2026-03-02T08:00,2026-03-02T12:00",
        "002,2026-03-02T08:00,2026-03-02T08:00",
        "001,2026-03-02T11:59,2026-03-02T13:00",
        "002,2026-03-02T09:00,2026-03-03T09:01",
    ) == [
        "there.csv, row 3, agent: no agent 003 in agents.csv; did you mean \"002\"?",
        "there.csv, row 4, end: 2026-03-02 08:00+08:00 is not after the start",
        "there.csv, row 5, start: 001 is there already: the span of row 2 ends at 2026-03-02 12:00+08:00",
        "there.csv, row 6, end: 2026-03-03 09:01+08:00 is more than a day after the start; its own end may be missing",
    ]  # fmt: skip


def test_a_missing_end_and_no_rows_at_all_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, "001,2026-03-02T08:00,") == ["there.csv, row 2, end: empty; a value is expected"]
    assert told(tmp_path) == ["there.csv: has no rows"]


def test_spans_that_touch_or_lie_inside_a_longer_one(tmp_path: Path) -> None:
    assert len(read(tmp_path, "001,2026-03-02T12:00,2026-03-02T13:00", "001,2026-03-02T08:00,2026-03-02T12:00")) == 2
    inside = [
        "001,2026-03-02T08:00,2026-03-02T18:00",
        "001,2026-03-02T09:00,2026-03-02T10:00",
        "001,2026-03-02T11:00,2026-03-02T12:00",
    ]
    assert [fault.split(",")[1] for fault in told(tmp_path, *inside)] == [" row 3", " row 4"]


def test_a_night_shift_belongs_to_the_day_on_which_it_began(tmp_path: Path) -> None:
    frame = read(
        tmp_path,
        "001,2026-03-03T00:30,2026-03-03T06:00",
        "001,2026-03-02T22:00,2026-03-03T00:15",
        "001,2026-03-03T22:00,2026-03-04T00:15",
        "002,2026-03-03T00:30,2026-03-03T06:00",
    )
    assert [f"{day}" for day in days_of(frame)] == ["2026-03-02", "2026-03-02", "2026-03-03", "2026-03-03"]
