"""What `write_table` writes, `read_table` reads back: every table, any value, the same bytes."""

import datetime as dt
import errno
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import tables
from planner.errors import InputError
from planner.files import read_table, write_table
from planner.schema import Column, Table
from planner.tables import HISTORY

TABLES = [table for table in vars(tables).values() if isinstance(table, Table)]
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", None]

texts = st.text(
    st.one_of(
        st.sampled_from("=+-@'\t\r\n,;\"#0aé中 "), st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    ),
    max_size=8,
).map(lambda text: text.strip(" \u00a0\u3000"))
moments = st.integers(0, 16 * 10**8).map(lambda s: dt.datetime(1990, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=s))


def cells(column: Column) -> st.SearchStrategy[object]:
    low, high = max(column.low, -1e18), min(column.high, 1e18)
    values: st.SearchStrategy[object] = {
        "text": texts if column.nullable else texts.filter(bool),
        "number": st.floats(low, high),
        "count": st.integers(int(low), int(high)),
        "flag": st.booleans(),
        "time": moments,
        "date": st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)),
    }[column.kind]
    return values | st.none() if column.nullable and column.kind != "text" else values


def series(values: list[object], column: Column, timezone: str | None) -> pd.Series:
    if column.kind == "time":
        zoned = pd.Series(values, dtype="datetime64[us, UTC]")
        return zoned.dt.tz_convert(timezone) if timezone else zoned.dt.tz_localize(None)
    dtypes = {"text": "str", "number": "float64", "count": "int64", "flag": "bool", "date": "object"}
    return pd.Series(values, dtype=dtypes[column.kind])


@st.composite
def frames(draw: st.DrawFn, table: Table, timezone: str | None) -> pd.DataFrame:
    columns = [c for c in table.columns if c.required or c.name in table.key or draw(st.booleans())]
    row = st.tuples(*(cells(column) for column in columns))
    keys = [at for at, column in enumerate(columns) if column.name in table.key]
    least = 0 if table.may_be_empty else 1
    rows = draw(st.lists(row, min_size=least, max_size=6, unique_by=lambda row: tuple(row[at] for at in keys)))
    return pd.DataFrame({c.name: series([row[at] for row in rows], c, timezone) for at, c in enumerate(columns)})


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data(), timezone=st.sampled_from(ZONES))
@settings(max_examples=40, deadline=None)
def test_every_table_comes_back_as_it_was(table: Table, data: st.DataObject, timezone: str | None) -> None:
    frame = data.draw(frames(table, timezone))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_table(frame, table, path)
        first = path.read_bytes()
        back = read_table(path, table, timezone=timezone)
        write_table(back, table, path)
        assert path.read_bytes() == first
    pd.testing.assert_frame_equal(back, frame, check_column_type=False)


def test_the_bytes_are_what_excel_opens(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "offered": [3.0, 0.1],
            "queue": ["售后", "=1+1"],
            "interval_start": pd.to_datetime(["2026-12-07 09:00", "2026-12-07 09:30"]).tz_localize("Asia/Shanghai"),
        }
    )
    path = tmp_path / "history.csv"
    write_table(frame, HISTORY, path)
    assert path.read_bytes().decode("utf-8-sig") == (
        "queue,interval_start,offered\r\n售后,2026-12-07T09:00:00+08:00,3\r\n'=1+1,2026-12-07T09:30:00+08:00,0.1\r\n"
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@x", "\tx", "\rx", "'=x", "''+x"])
def test_no_text_can_run_as_a_formula(tmp_path: Path, text: str) -> None:
    frame = pd.DataFrame({"queue": [text], "interval_start": pd.to_datetime(["2026-12-07"]), "offered": [1.0]})
    path = tmp_path / "history.csv"
    write_table(frame, HISTORY, path)
    assert f"'{text}" in path.read_bytes().decode("utf-8-sig")
    assert read_table(path, HISTORY, timezone=None).queue.tolist() == [text]


def test_a_frame_that_does_not_fit_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text("old")
    with pytest.raises(InputError, match=r"history\.csv, interval_start: column interval_start is missing"):
        write_table(pd.DataFrame({"queue": ["a"], "offered": [1.0]}), HISTORY, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_while_writing_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "history.csv"
    path.write_text("old")
    frame = pd.DataFrame({"queue": ["a"], "interval_start": pd.to_datetime(["2026-12-07"]), "offered": [1.0]})

    def full_disk(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(InputError, match=r"history\.csv: cannot be written: the disk is full"):
        write_table(frame, HISTORY, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
