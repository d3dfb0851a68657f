"""A table reports everything wrong with a frame at once, each fault at its row and column."""

from collections.abc import Sequence

import pandas as pd
import pytest

from planner.errors import InputError
from planner.schema import Column, Table
from planner.tables import AGENTS, HISTORY, ROSTER

TIMES = pd.date_range("2026-12-07", periods=4, freq="30min", tz="Asia/Shanghai")


def history(**columns: Sequence[object] | pd.DatetimeIndex) -> pd.DataFrame:
    plain = {"queue": ["voice"] * 4, "interval_start": TIMES, "offered": [1.0, 2.0, 3.0, 4.0]}
    return pd.DataFrame({**plain, **columns})


def told(table: Table, frame: pd.DataFrame, first_row: int = 2) -> list[str]:
    with pytest.raises(InputError) as raised:
        table.check(frame, "history.csv", first_row)
    return [str(fault) for fault in raised.value.faults]


def test_a_valid_frame_comes_back_with_the_columns_in_order_and_no_others() -> None:
    frame = history(note=["a", "b", "c", "d"], aht_s=[300.0, None, 1.0, 2.0])[
        ["aht_s", "note", "offered", "queue", "interval_start"]
    ]
    assert list(HISTORY.check(frame).columns) == ["queue", "interval_start", "offered", "aht_s"]


def test_missing_columns_are_all_named_with_those_found() -> None:
    assert told(HISTORY, history().drop(columns=["queue", "offered"])) == [
        "history.csv, queue: column queue is missing; found: interval_start",
        "history.csv, offered: column offered is missing; found: interval_start",
    ]


def test_every_fault_is_told_in_the_order_of_rows() -> None:
    frame = history(queue=["voice", "", "voice", "voice"], offered=[1.0, -2.0, None, 1.0], aht_s=[1.0, 2.0, 3.0, -0.5])
    frame.loc[3, "interval_start"] = TIMES[0]
    assert told(HISTORY, frame) == [
        "history.csv, row 3, queue: empty; a value is expected",
        "history.csv, row 3, offered: -2 is less than 0",
        "history.csv, row 4, offered: empty; a value is expected",
        "history.csv, row 5, aht_s: -0.5 is less than 0",
        "history.csv, row 5, interval_start: the same queue, interval_start stands in row 2 already: "
        "voice, 2026-12-07 00:00:00+08:00",
    ]


def test_a_number_above_its_bound() -> None:
    frame = pd.DataFrame({"agent": ["A"], "skills": ["voice"], "contract_h": [4000.0]})
    assert told(AGENTS, frame) == ["history.csv, row 2, contract_h: 4000 is more than 84"]


def test_a_column_of_another_kind_is_told_at_each_of_its_cells() -> None:
    assert told(HISTORY, history(offered=["1", "2", "x", None]))[:2] == [
        "history.csv, row 2, offered: '1' is not a number",
        "history.csv, row 3, offered: '2' is not a number",
    ]
    naive_text = history(interval_start=["2026-12-07"] * 4, queue=["a", "b", "c", "d"])
    assert told(HISTORY, naive_text)[0] == "history.csv, row 2, interval_start: '2026-12-07' is not a date and time"
    assert "is not a number" in told(HISTORY, history(offered=[True, False, True, True]))[0]


def test_an_empty_table_is_a_fault_only_where_it_must_not_be() -> None:
    assert told(HISTORY, history()[:0]) == ["history.csv: has no rows"]
    assert ROSTER.check(pd.DataFrame({name: [] for name in ROSTER.names})).empty


def test_rows_count_from_where_the_file_begins() -> None:
    assert told(HISTORY, history(offered=[-1.0, 2.0, 3.0, 4.0]), first_row=5) == [
        "history.csv, row 5, offered: -1 is less than 0"
    ]


def test_faults_of_one_column_end_somewhere() -> None:
    frame = pd.DataFrame({"n": range(1000), "x": [-1.0] * 1000})
    table = Table("many", ("n",), (Column("n", "count"), Column("x", "number", low=0.0)))
    assert 0 < len(table.faults(frame, "many.csv")) < 100


def test_a_column_is_found_by_name() -> None:
    assert HISTORY["offered"].low == 0.0
    assert HISTORY.names[:3] == ["queue", "interval_start", "offered"]
