"""`read_table`: every fault at once, ids as text, times in their zone."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from planner.errors import InputError
from planner.files import read_table
from planner.schema import Table
from planner.tables import AGENTS, CALENDAR, HISTORY, OPENING, REQUESTS, ROSTER
from tests.planner.files.builders import csv_file, told, workbook

SHANGHAI = "Asia/Shanghai"


def history(folder: Path, *lines: str, timezone: str | None = SHANGHAI, encoding: str = "utf-8") -> pd.DataFrame:
    text = "\n".join(["queue,interval_start,offered", *lines]) + "\n"
    return read_table(csv_file(folder, text, "history.csv", encoding), HISTORY, timezone=timezone)


def refused(folder: Path, *lines: str, timezone: str | None = SHANGHAI) -> list[str]:
    with pytest.raises(InputError) as error:
        history(folder, *lines, timezone=timezone)
    return told(error)


def test_local_and_offset_times_meet_in_the_zone(tmp_path: Path) -> None:
    frame = history(tmp_path, "voice,2026-12-07T09:00,3", "voice,2026-12-07T01:30:00Z,4", "voice,2026/12/7 10:00,5")
    assert str(frame.interval_start.dtype) == "datetime64[us, Asia/Shanghai]"
    assert [t.isoformat() for t in frame.interval_start] == [
        "2026-12-07T09:00:00+08:00",
        "2026-12-07T09:30:00+08:00",
        "2026-12-07T10:00:00+08:00",
    ]
    assert frame.offered.tolist() == [3.0, 4.0, 5.0]


def test_24_00_is_the_next_midnight(tmp_path: Path) -> None:
    frame = history(tmp_path, "voice,2026-12-31 24:00,3")
    assert frame.interval_start[0] == pd.Timestamp("2027-01-01", tz=SHANGHAI)


def test_without_a_zone_times_are_naive_and_a_common_offset_is_dropped(tmp_path: Path) -> None:
    frame = history(tmp_path, "voice,2026-12-07T09:00+08:00,3", timezone=None)
    assert frame.interval_start.tolist() == [pd.Timestamp("2026-12-07 09:00")]


def test_without_a_zone_offsets_may_not_differ(tmp_path: Path) -> None:
    faults = refused(
        tmp_path, "v,2026-10-25T00:00+02:00,1", "v,2026-10-25T02:00+01:00,1", "v,2026-10-25T03:00,1", timezone=None
    )
    assert [fault.split(":")[0] for fault in faults] == [
        "history.csv, row 3, interval_start",
        "history.csv, row 4, interval_start",
    ]
    assert "the time zone must be named" in faults[0]


def test_an_hour_that_comes_twice_needs_its_offset(tmp_path: Path) -> None:
    faults = refused(tmp_path, "v,2026-10-25T02:30,1", timezone="Europe/Berlin")
    assert faults == [
        "history.csv, row 2, interval_start: 2026-10-25T02:30:00 comes twice in Europe/Berlin as the clocks go back; "
        "write the offset, such as 2026-10-25T02:30:00+02:00"
    ]
    both = history(tmp_path, "v,2026-10-25T02:30+02:00,1", "v,2026-10-25T02:30+01:00,1", timezone="Europe/Berlin")
    assert (both.interval_start[1] - both.interval_start[0]) == pd.Timedelta(hours=1)


def test_an_hour_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (fault,) = refused(tmp_path, "v,2026-03-29T02:30,1", timezone="Europe/Berlin")
    assert fault.endswith("2026-03-29T02:30:00 does not exist in Europe/Berlin: the clocks go forward past it")


def test_every_fault_is_told_once_with_row_and_column(tmp_path: Path) -> None:
    faults = refused(
        tmp_path,
        "voice,2026-12-07T09:00,many",
        "voice,2026-12-07T09:30,-1",
        "voice,tomorrow,1",
        ",2026-12-07T10:00,1",
        "voice,2026-12-07T10:30,",
        "voice,2026-12-07T09:30,7",
        "voice,2026-12-07T11:00,1,2",
    )
    assert faults == [
        "history.csv, row 2, offered: 'many' is not a number",
        "history.csv, row 3, offered: -1 is less than 0",
        "history.csv, row 4, interval_start: 'tomorrow' is not a time; expected is one such as 2026-12-07T09:30",
        "history.csv, row 5, queue: empty; a value is expected",
        "history.csv, row 6, offered: empty; a value is expected",
        "history.csv, row 7, interval_start: the same queue, interval_start stands in row 3 already: "
        "voice, 2026-12-07 09:30:00+08:00",
        "history.csv, row 8: has 4 cells under 3 headers",
    ]


@pytest.mark.parametrize("text", ["1_000", "inf", "nan", "1,5", "0x10", "1e999", "１２", "1 000"])
def test_what_only_python_or_a_person_takes_for_a_number_is_none(tmp_path: Path, text: str) -> None:
    (fault,) = refused(tmp_path, f'voice,2026-12-07T09:00,"{text}"')
    assert fault.endswith("is not a number")


@pytest.mark.parametrize(
    "text", ["1969-12-31T23:59", "2200-01-01", "2026-02-30", "2026/13/1", "9:30", "2026-12-07 24:30"]
)
def test_what_is_no_time(tmp_path: Path, text: str) -> None:
    (fault,) = refused(tmp_path, f"voice,{text},1")
    assert "is not a time" in fault


def test_headers_ignore_case_spaces_and_order_and_notes_are_left_alone(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "Offered, Interval Start ,QUEUE,#remark,\n1,2026-12-07T09:00,voice,new IVR,\n")
    frame = read_table(path, HISTORY, timezone=SHANGHAI)
    assert list(frame.columns) == ["queue", "interval_start", "offered"]


def test_header_faults_stand_together(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "queue,queue,offerred,phone\nvoice,voice,1,2\n", "history.csv")
    with pytest.raises(InputError) as error:
        read_table(path, HISTORY, timezone=None)
    assert told(error) == [
        "history.csv, interval_start: column interval_start is missing; found: queue",
        "history.csv, offered: column offered is missing; found: queue",
        "history.csv, row 1: the column queue stands twice",
        "history.csv, row 1: unknown column 'offerred'; did you mean offered?",
        "history.csv, row 1: unknown column 'phone'; known: " + ", ".join(HISTORY.names) + ". "
        "A column whose header begins with # is a note and not read",
    ]


def test_ids_dates_flags_and_counts(tmp_path: Path) -> None:
    agents = csv_file(
        tmp_path, "agent,skills,contract_h,available_from\n00123,voice:2;email:1;chat:1,40,2026/3/2\n7,,1,\n"
    )
    with pytest.raises(InputError, match="row 3, skills: empty"):
        read_table(agents, AGENTS, timezone=None)
    agents = csv_file(
        tmp_path, "agent,skills,contract_h,available_from\n00123,voice:2;email:1;chat:1,40,2026/3/2\n7,x,1,\n"
    )
    frame = read_table(agents, AGENTS, timezone=None)
    assert frame.agent.tolist() == ["00123", "7"]
    assert frame.skills[0] == "voice:2;email:1;chat:1"
    assert frame.available_from.tolist() == [dt.date(2026, 3, 2), None]
    opening = csv_file(tmp_path, "queue,weekday,start,end\n,0,08:00,24:00\n")
    frame = read_table(opening, OPENING, timezone=None)
    assert frame.to_dict("records") == [{"queue": "", "weekday": 0, "start": "08:00", "end": "24:00"}]
    roster = csv_file(
        tmp_path,
        "agent,shift_start,shift_end,shift,post,locked,paid_min\nA,2026-12-07T08:00,2026-12-07T16:00,early,,TRUE,480\n",
    )
    assert read_table(roster, ROSTER, timezone=None).locked.tolist() == [True]


@pytest.mark.parametrize(
    ("table", "header", "row", "fault"),
    [
        (CALENDAR, "date,kind", "2026-12-07T09:00,holiday", "date: '2026-12-07T09:00' is not a date"),
        (OPENING, "queue,weekday,start,end", "v,1.5,08:00,20:00", "weekday: '1.5' is not a whole number"),
        (OPENING, "queue,weekday,start,end", "v,7,08:00,20:00", "weekday: 7 is more than 6"),
        (AGENTS, "agent,skills,contract_h", "7,,40", "skills: empty; a value is expected"),
        (
            ROSTER,
            ",".join(ROSTER.names),
            "A,2026-12-07,2026-12-08,x,,perhaps,1",
            "locked: 'perhaps' is not true or false",
        ),
    ],
)
def test_cells_of_another_kind(tmp_path: Path, table: Table, header: str, row: str, fault: str) -> None:
    with pytest.raises(InputError) as error:
        read_table(csv_file(tmp_path, f"{header}\n{row}\n"), table, timezone=None)
    assert told(error) == [f"data.csv, row 2, {fault}"]


def test_optional_columns_may_be_absent_and_optional_times_empty(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "agent,start,end,kind\nA,2026-12-07,,off\n")
    frame = read_table(path, REQUESTS, timezone=SHANGHAI)
    assert list(frame.columns) == ["agent", "start", "end", "kind"]
    assert frame["end"].isna().all()
    assert str(frame["end"].dtype) == "datetime64[us, Asia/Shanghai]"


def test_an_empty_table_is_refused_only_where_it_must_not_be(tmp_path: Path) -> None:
    assert read_table(csv_file(tmp_path, "agent,start,end,kind\n"), REQUESTS, timezone=SHANGHAI).empty
    with pytest.raises(InputError, match="has no rows"):
        history(tmp_path)


def test_rows_count_as_the_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, '\n\nqueue,interval_start,offered\n"vo\nice",2026-12-07,1\nv,2026-12-07,x\n,,\nv,x,1\n', "h.csv"
    )
    with pytest.raises(InputError) as error:
        read_table(path, HISTORY, timezone=None)
    assert [fault.split(":")[0] for fault in told(error)] == [
        "h.csv, row 5, offered",
        "h.csv, row 6",
        "h.csv, row 7, interval_start",
    ]


def test_a_workbook_reads_like_the_csv(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            ["Agent", "Skills", "contract_h", "available_from"],
            ["00123", "voice:2", 37.5, dt.date(2026, 3, 2)],
            [20261, "=SUM(A1)", 40, "2026-03-03"],
        ],
    )
    frame = read_table(path, AGENTS, timezone=None)
    assert frame.agent.tolist() == ["00123", "20261"]
    assert frame.contract_h.tolist() == [37.5, 40.0]
    assert frame.available_from.tolist() == [dt.date(2026, 3, 2), dt.date(2026, 3, 3)]


def test_excel_times_are_whole_seconds(tmp_path: Path) -> None:
    starts = [dt.datetime(2026, 3, 2) + dt.timedelta(minutes=5 * i) for i in range(288)]
    rows = [["queue", "interval_start", "offered"], *(["voice", start, 1] for start in starts)]
    frame = read_table(workbook(tmp_path, rows), HISTORY, timezone=None)
    assert frame.interval_start.tolist() == [pd.Timestamp(start) for start in starts]
