"""Interval exports: what is taken, what is refused, and that no row is lost."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.files import ImportReport, import_files, read_table
from planner.tables import HISTORY
from tests.planner.files.builders import csv_file, told

SHANGHAI = "Asia/Shanghai"


def imported(
    *files: Path, timezone: str = SHANGHAI, interval_min: int = 30, encoding: str | None = None
) -> ImportReport:
    folder = files[0].parent
    report = import_files(
        files,
        history=folder / "history.csv",
        records=folder / "records.csv",
        mapping=folder / "mapping.toml",
        timezone=timezone,
        interval_min=30,
        encoding=encoding,
    )
    assert report.rows_read == report.rows_imported + report.rows_refused + report.rows_left_out
    return report


def history(folder: Path, timezone: str = SHANGHAI) -> pd.DataFrame:
    return read_table(folder / "history.csv", HISTORY, timezone=timezone)


def rows(frame: pd.DataFrame) -> list[list[object]]:
    """Return the rows with local wall times as text."""
    frame = frame.assign(interval_start=frame["interval_start"].dt.strftime("%m-%d %H:%M"))
    return frame.astype(object).where(frame.notna(), None).values.tolist()


def refusals(report: ImportReport) -> list[str]:
    return [str(fault) for file in report.files for fault in file.refused]


def notices(report: ImportReport) -> list[str]:
    return [str(notice) for file in report.files for notice in file.notices]


ICSOC = """客服中心话务报表,,,,,
统计日期：2026-12-06 至 2026-12-06,,,,,
日期,时间段,技能组,呼入量,人工接通量,平均话务处理时间(秒)
2026-12-06,09:00-09:30,销售,"1,250",1200,245
2026-12-06,09:30-10:00,销售,30,30,00:03:25
,,,,,
2026-12-06,09:00-09:30,技术,-,0,
2026-12-06,09:30-10:00,技术,12,10,-
日期,时间段,技能组,呼入量,人工接通量,平均话务处理时间(秒)
2026-12-06,23:30-24:00,技术,2,1,300
合计,,,1294,1241,
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_chinese_export(tmp_path: Path, encoding: str) -> None:
    report = imported(csv_file(tmp_path, ICSOC, "话务.csv", encoding))
    assert rows(history(tmp_path)) == [
        ["技术", "12-06 09:30", 12, 10, None],
        ["技术", "12-06 23:30", 2, 1, 300],
        ["销售", "12-06 09:00", 1250, 1200, 245],
        ["销售", "12-06 09:30", 30, 30, 205],
    ]
    assert (report.rows_read, report.rows_imported, report.rows_refused, report.rows_left_out) == (7, 4, 1, 2)
    assert refusals(report) == ["话务.csv, row 7, 呼入量: empty; a value is expected"]
    assert [(str(left.reason), left.rows) for left in report.files[0].left_out] == [
        ("headers repeated", 1),
        ("row of totals or means", 1),
    ]
    assert report.queues == ("技术", "销售")


def test_an_english_workbook_with_excel_times_and_merged_cells(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="XlsxWriter makes the workbooks of this test")
    path = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.merge_range(0, 0, 0, 4, "Queue performance")
        sheet.write_row(1, 0, ["Queue Name", "Date", "Time", "Calls Offered", "AHT (min)"])
        sheet.merge_range(2, 0, 3, 0, "00123")
        for at, minutes in enumerate((540, 570)):
            sheet.write_datetime(2 + at, 1, dt.datetime(2026, 12, 6), day)
            sheet.write_datetime(2 + at, 2, dt.time(minutes // 60, minutes % 60), clock)
            sheet.write_row(2 + at, 3, [5 + at, 3.5])
    imported(path)
    assert rows(history(tmp_path)) == [["00123", "12-06 09:00", 5, 210], ["00123", "12-06 09:30", 6, 210]]


def test_a_file_without_queues_is_one_queue(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, "Interval,Offered\n2026-12-06 09:00,3\n2026-12-06 09:30,4\n"))
    assert set(history(tmp_path).queue) == {"all"}


def test_rows_that_are_refused_name_row_column_and_reason(tmp_path: Path) -> None:
    lines = [
        "Queue,Interval,Offered",
        "a,2026-12-06 09:00,3",
        "a,2026-12-06 09:30,x",
        "a,2026-12-06 10:00,-2",
        "a,sometime,4",
        "a,2026-12-06 10:35,4",
        "a,2026-12-06 11:00-12:00,4",
        "a,2026-12-06 09:00,5",
        ",2026-12-06 12:00,5",
        "a,2026-12-06 12:30,5,6",
        "a,2026-12-06 13:00,5",
    ]
    csv_file(
        tmp_path,
        'kind = "intervals"\ninterval_min = 30\n[columns]\nqueue = "Queue"\ninterval_start = "Interval"\n'
        'offered = "Offered"\n',
        "mapping.toml",
    )
    report = imported(csv_file(tmp_path, "\n".join(lines), "e.csv"))
    assert refusals(report) == [
        "e.csv, row 3, Offered: 'x' is not a number",
        "e.csv, row 4, Offered: -2 must be ≥ 0",
        "e.csv, row 5, Interval: 'sometime' is not a time; expected is one such as 2026-12-07T09:30",
        "e.csv, row 6, Interval: 2026-12-06 10:35 is no start of an interval of 30 minutes",
        "e.csv, row 7, Interval: the range is 60 minutes long; intervals are 30 minutes",
        "e.csv, row 8, Interval: the same queue, interval_start stands in row 2 already: a, 2026-12-06 09:00",
        "e.csv, row 9, Queue: empty; a value is expected",
        "e.csv, row 10: has 4 cells under 3 headers",
    ]
    assert report.rows_imported == 2


def test_gaps_are_told_and_never_filled(tmp_path: Path) -> None:
    """Open 08:00-20:00 on workdays for three weeks; two intervals of a Wednesday and one whole Tuesday are missing."""
    starts = pd.date_range("2026-11-02 08:00", "2026-11-20 19:30", freq="30min")
    starts = starts[(starts.hour >= 8) & (starts.hour < 20) & (starts.day_of_week < 5)]
    lost = starts[
        (starts.strftime("%m-%d") == "11-10") | starts.isin(pd.to_datetime(["2026-11-18 10:00", "2026-11-18 10:30"]))
    ]
    text = "Interval,Offered\n" + "".join(f"{start},1\n" for start in starts.difference(lost))
    (file,) = imported(csv_file(tmp_path, text)).files
    assert [
        (gap.start.strftime("%m-%d %H:%M"), gap.end.strftime("%m-%d %H:%M"), gap.intervals) for gap in file.gaps
    ] == [
        ("11-10 08:00", "11-10 20:00", 24),
        ("11-18 10:00", "11-18 11:00", 2),
    ]
    assert len(history(tmp_path)) == len(starts) - 26


def test_shorter_intervals_are_added_up_where_complete(tmp_path: Path) -> None:
    lines = ["Interval,Offered,Answered,AHT,ASA"]
    lines += [
        "2026-12-06 09:00,10,8,100,5",
        "2026-12-06 09:15,20,2,200,",
        "2026-12-06 09:30,5,5,50,5",
        "2026-12-06 10:00,1,0,,",
    ]
    lines += ["2026-12-06 10:15,1,0,,"]
    report = imported(csv_file(tmp_path, "\n".join(lines), "e.csv"))
    assert rows(history(tmp_path)) == [["all", "12-06 09:00", 30, 10, 120, 5], ["all", "12-06 10:00", 2, 0, None, None]]
    assert refusals(report) == [
        "e.csv, row 4, Interval: the 30 minutes from 2026-12-06T09:30:00+08:00 are not complete"
    ]
    assert "intervals of 15 minutes are added up to 30 minutes" in notices(report)


@pytest.mark.parametrize(
    "lines",
    [
        ["2026-12-06 09:00,1", "2026-12-06 10:00,1"],
        ["2026-12-06,1", "2026-12-07,1"],
        ["2026-12-06 09:00,1", "2026-12-06 09:20,1"],
    ],
)
def test_intervals_of_another_length_are_refused(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(InputError, match="30-minute intervals cannot be made of"):
        imported(csv_file(tmp_path, "\n".join(["Interval,Offered", *lines])))
    assert not (tmp_path / "history.csv").exists()


@pytest.mark.parametrize(
    ("headers", "cells", "aht_s", "notice"),
    [
        ("Avg Talk Time,Avg Hold Time,Avg ACW", "100,20,30", 150, None),
        ("Total Talk Time,Total Hold Time,Total ACW", "1000,200,", 150, None),
        ("Total Handle Time", "1200", 150, None),
        ("平均通话时长", "100", 100, "平均通话时长 is talk time alone"),
        ("AHT,Avg Talk Time", "150,100", 150, None),
        ("AHT", "00:02:30", 150, None),
    ],
)
def test_handle_time_from_its_parts(tmp_path: Path, headers: str, cells: str, aht_s: float, notice: str | None) -> None:
    report = imported(csv_file(tmp_path, f"Interval,Offered,Answered,{headers}\n2026-12-06 09:00,10,8,{cells}\n"))
    assert history(tmp_path).aht_s.tolist() == [aht_s]
    assert any(notice in told for told in notices(report)) if notice else not any("alone" in n for n in notices(report))


def test_a_handle_time_without_contacts_is_missing(tmp_path: Path) -> None:
    report = imported(csv_file(tmp_path, "Interval,Offered,AHT\n2026-12-06 09:00,0,245\n2026-12-06 09:30,1,200\n"))
    assert rows(history(tmp_path)) == [["all", "12-06 09:00", 0, None], ["all", "12-06 09:30", 1, 200]]
    assert "1 rows have a handle time but no contact handled; it is taken as missing" in notices(report)


def test_a_service_level_formula_is_asked_for_and_then_used(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, "时段,呼入量,接通量,20秒接通率\n2026-12-06 09:00,100,80,75.0\n2026-12-06 09:30,10,9,100%\n", "e.csv"
    )
    with pytest.raises(InputError) as error:
        imported(path)
    assert told(error) == [
        "e.csv, row 1, 20秒接通率: '20秒接通率' may be service_level_of_offered / service_level_of_answered",
        "mapping.toml: a proposal is written here; settle its open lines and import again",
    ]
    mapping = tmp_path / "mapping.toml"
    text = mapping.read_text(encoding="utf-8")
    assert 'offered = "呼入量"' in text
    mapping.write_text(
        text.replace('# service_level_of_answered = "20', 'service_level_of_answered = "20'), encoding="utf-8"
    )
    report = imported(path)
    assert history(tmp_path).answered_in_target.tolist() == [60, 0]
    assert "answered_in_target is computed from the rate 20秒接通率 and rounded" in notices(report)


def test_counts_make_the_rate_needless(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, "时段,呼入量,20秒内接通量,20秒接通率\n2026-12-06 09:00,100,75,99\n"))
    assert history(tmp_path).answered_in_target.tolist() == [75]


def test_the_hour_that_comes_twice_is_two_rows(tmp_path: Path) -> None:
    times = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
    text = "Interval,Offered\n" + "".join(f"2026-10-25 {time},{at}\n" for at, time in enumerate(times))
    report = imported(csv_file(tmp_path, text), timezone="Europe/Berlin")
    frame = history(tmp_path, "Europe/Berlin")
    assert frame.offered.tolist() == [0, 1, 2, 3, 4, 5]
    assert set(frame.interval_start.diff().dropna()) == {pd.Timedelta(minutes=30)}
    assert not report.files[0].gaps


def test_the_hour_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    text = "Interval,Offered\n2026-03-29 01:30,1\n2026-03-29 02:00,1\n2026-03-29 03:00,1\n"
    (refusal,) = refusals(imported(csv_file(tmp_path, text, "e.csv"), timezone="Europe/Berlin"))
    assert refusal.startswith("e.csv, row 3, Interval: 2026-03-29T02:00:00 does not exist in Europe/Berlin")


def test_importing_again_replaces_and_keeps_the_rest(tmp_path: Path) -> None:
    first = csv_file(tmp_path, "Interval,Queue,Offered\n2026-12-06 09:00,a,3\n2026-12-06 09:30,a,4\n", "1.csv")
    second = csv_file(
        tmp_path, "Interval,Queue,Offered,AHT\n2026-12-06 09:30,a,5,60\n2026-12-06 09:30,b,6,70\n", "2.csv"
    )
    assert imported(first).intervals_replaced == 0
    assert imported(second).intervals_replaced == 1
    expected = [["a", "12-06 09:00", 3, None], ["a", "12-06 09:30", 5, 60], ["b", "12-06 09:30", 6, 70]]
    assert rows(history(tmp_path)) == expected
    once = (tmp_path / "history.csv").read_bytes()
    assert imported(first, second).intervals_replaced == 4
    assert (tmp_path / "history.csv").read_bytes() == once


def test_one_bad_file_leaves_everything_as_it_was(tmp_path: Path) -> None:
    good = csv_file(tmp_path, "Interval,Offered\n2026-12-06 09:00,3\n", "1.csv")
    bad = csv_file(tmp_path, "Interval,Offered\n2026-12-06 09:00,x\n", "2.csv")
    with pytest.raises(InputError) as error:
        imported(good, bad)
    assert told(error) == ["2.csv, row 2, Offered: 'x' is not a number", "2.csv: has no row that can be imported"]
    assert not (tmp_path / "history.csv").exists()


def test_a_broken_history_is_not_overwritten(tmp_path: Path) -> None:
    csv_file(tmp_path, "queue,interval_start,offered\na,x,1\n", "history.csv")
    with pytest.raises(InputError, match=r"history\.csv, row 2, interval_start"):
        imported(csv_file(tmp_path, "Interval,Offered\n2026-12-06 09:00,3\n", "1.csv"))


def test_columns_not_taken_are_told(tmp_path: Path) -> None:
    report = imported(csv_file(tmp_path, "Interval,Offered,Mood\n2026-12-06 09:00,3,good\n"))
    assert notices(report) == ["columns not taken: 'Mood'"]


cells = st.sampled_from(
    [
        "",
        "-",
        "5",
        "1,000",
        "x",
        "-3",
        "合计",
        "a",
        "b",
        "2026-12-06 09:00",
        "2026-12-06 09:30",
        "9:00",
        "offered",
        "\t",
    ]
)


@given(st.lists(st.lists(cells, min_size=1, max_size=5), max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_row_is_lost(tmp_path_factory: pytest.TempPathFactory, body: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("import")
    sure = ["a", "2026-12-06 09:00", "7", "60"]
    text = "queue,interval_start,offered,aht_s\n" + "".join(
        ",".join(f'"{cell}"' for cell in row) + "\n" for row in [sure, *body]
    )
    report = imported(csv_file(folder, text))
    assert report.rows_read == 1 + sum(any(cell.strip(" ") for cell in row) for row in body)
    assert len(history(folder)) == report.rows_imported
