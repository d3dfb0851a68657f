"""Contact records: what is kept, what is dropped at the door, and how they are counted."""

import os
from pathlib import Path

import pandas as pd
import pytest

from planner.errors import InputError
from planner.files import ImportReport, import_files, read_table
from planner.tables import HISTORY, RECORDS
from tests.planner.files.builders import csv_file, told

SHANGHAI = "Asia/Shanghai"

SERVICE_RECORDS = """\
服务响应时间记录表
记录编号,日期,客户名称,联系电话,请求类型,问题描述,处理人,客户提出时间,受理人接手时间,首次响应时间,处理完成时间,关闭时间,处理结果,满意度,转接次数
20261206001,2026-12-06,张三,13800138000,咨询类,电话13800138000,00123,08:50,08:52,08:53,09:00,09:05,已解决,满意,0
20261206002,2026-12-06,李四,lisi@b.com,投诉类,退款,00124,09:10,09:12,09:13,09:40,10:00,已致电138-0013-8000,基本满意,1
20261206003,2026-12-06,王五,13900139000,故障报修,无法登录,00123,09:40,09:41,09:45,10:20,10:25,处理时间较长，客户王五要求主管回电并且书面致歉后才同意关闭此单，另见附件,不满意,
20261206004,2026-12-06,赵六,13700137000,咨询类,发票,00123,23:50,23:58,00:03,00:20,00:25,已解决,满意,0
"""
PRIVATE = ["张三", "李四", "王五", "赵六", "13800138000", "138-0013-8000", "lisi", "退款", "发票"]


def imported(*files: Path, voice: tuple[str, ...] = (), timezone: str = SHANGHAI) -> ImportReport:
    folder = files[0].parent
    report = import_files(
        files,
        history=folder / "history.csv",
        records=folder / "records.csv",
        mapping=folder / "mapping.toml",
        timezone=timezone,
        interval_min=30,
        voice_queues=voice,
    )
    assert report.rows_read == report.rows_imported + report.rows_refused + report.rows_left_out
    return report


def records(folder: Path, timezone: str = SHANGHAI) -> pd.DataFrame:
    return read_table(folder / "records.csv", RECORDS, timezone=timezone)


def history(folder: Path, timezone: str = SHANGHAI) -> pd.DataFrame:
    return read_table(folder / "history.csv", HISTORY, timezone=timezone)


def everything_told(report: ImportReport) -> str:
    (file,) = report.files
    return "\n".join(map(str, [*file.notices, *file.refused, *file.left_out, *file.queues]))


def test_a_service_response_time_record(tmp_path: Path) -> None:
    report = imported(csv_file(tmp_path, SERVICE_RECORDS, "记录.csv", "gbk"))
    frame = records(tmp_path)
    assert list(frame.columns) == RECORDS.names
    assert frame.record.tolist() == ["20261206001", "20261206002", "20261206003", "20261206004"]
    assert frame.agent.tolist() == ["00123", "00124", "00123", "00123"]
    assert frame.result.tolist() == ["已解决", "", "", "已解决"]
    assert frame.transfers.fillna(-1).tolist() == [0, 1, -1, 0]
    late = frame.iloc[3]
    assert str(late.raised) == "2026-12-06 23:50:00+08:00"
    assert str(late.first_response) == "2026-12-07 00:03:00+08:00"
    assert "2 cells of 处理结果 are no short labels and not taken" in everything_told(report)


def test_nothing_private_is_written_or_told(tmp_path: Path) -> None:
    report = imported(csv_file(tmp_path, SERVICE_RECORDS, "r.csv"))
    written = "".join(path.read_text(encoding="utf-8-sig") for path in tmp_path.glob("*.csv") if path.name != "r.csv")
    for secret in PRIVATE:
        assert secret not in written
        assert secret not in everything_told(report)


def test_contacts_count_at_the_time_raised_in_whole_intervals(tmp_path: Path) -> None:
    report = imported(csv_file(tmp_path, SERVICE_RECORDS))
    frame = history(tmp_path)
    assert [str(time)[11:16] for time in frame.interval_start][:2] == ["09:00", "09:30"]
    assert (len(frame), str(frame.interval_start.iloc[-1])[11:16]) == (29, "23:00")
    assert frame.offered.tolist() == [1, 1, *[0] * 27]
    assert "aht_s" not in frame
    text = everything_told(report)
    assert "the interval 2026-12-06T08:30:00+08:00 is not covered wholly" in text
    assert "the interval 2026-12-06T23:30:00+08:00 is not covered wholly" in text
    assert "27 intervals without a record count 0" in text
    assert "no handle time is known for all; the plan's value is used" in text


def test_a_first_interval_that_begins_with_a_contact_is_whole(tmp_path: Path) -> None:
    text = "Record,Raised\n1,2026-12-06 09:00:00\n2,2026-12-06 09:40:00\n3,2026-12-06 10:10\n"
    imported(csv_file(tmp_path, text))
    assert history(tmp_path).offered.tolist() == [1, 1]


def test_records_inside_one_interval_give_no_history(tmp_path: Path) -> None:
    report = imported(csv_file(tmp_path, "Record,Raised\n1,2026-12-06 09:01\n2,2026-12-06 09:20\n"))
    assert not (tmp_path / "history.csv").exists()
    assert len(records(tmp_path)) == 2
    assert "the records cover no interval wholly" in everything_told(report)


TWO_QUEUES = """Record,Queue,Raised,Accepted,Service Start,Service End,Handle Time
1,voice,2026-12-06 09:00,2026-12-06 09:00,2026-12-06 09:01,2026-12-06 09:05,
2,voice,2026-12-06 09:10,2026-12-06 09:11,,2026-12-06 09:19,
3,chat,2026-12-06 09:12,2026-12-06 09:13,2026-12-06 09:14,2026-12-06 09:20,
4,chat,2026-12-06 09:13,2026-12-06 09:14,2026-12-06 09:14,2026-12-06 09:20,0
5,chat,2026-12-06 10:20,,,,
"""


def test_handle_time_is_service_time_for_voice_only(tmp_path: Path) -> None:
    report = imported(csv_file(tmp_path, TWO_QUEUES), voice=("voice",))
    frame = history(tmp_path).set_index(["queue", "interval_start"])
    assert frame.loc["voice"].aht_s.dropna().tolist() == [(240 + 480) / 2]
    assert frame.loc["chat"].aht_s.isna().all()
    assert "no handle time is known for chat" in everything_told(report)


def test_an_explicit_handle_time_wins_and_zero_is_not_handled(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, TWO_QUEUES.replace("09:05,\n", "09:05,90\n")), voice=("voice", "chat"))
    frame = history(tmp_path).set_index(["queue", "interval_start"])
    assert frame.loc["voice"].aht_s.dropna().tolist() == [(90 + 480) / 2]
    assert frame.loc["chat"].aht_s.dropna().tolist() == [360]


def test_refusals_never_quote_a_cell(tmp_path: Path) -> None:
    lines = [
        "Record,Raised,Accepted,Transfers,Phone",
        "1,2026-12-06 09:00,,,",
        "2,13800138000,,,",
        "3,2026-12-06 09:00,Zhang San,,",
        "4,2026-12-06 09:00,,Zhang San,",
        "1,2026-12-06 09:05,,,",
        ",2026-12-06 09:05,,,",
        "6,2026-12-06 09:05,,,138,Zhang San",
        "7,,,,",
    ]
    report = imported(csv_file(tmp_path, "\n".join(lines), "r.csv"))
    assert [str(fault) for fault in report.files[0].refused] == [
        "r.csv, row 3, Raised: is not a date and time",
        "r.csv, row 4, Accepted: is not a date and time",
        "r.csv, row 5, Transfers: is not a number",
        "r.csv, row 6, Record: the same record stands in row 2 already",
        "r.csv, row 7, Record: empty; a value is expected",
        "r.csv, row 8: has 6 cells under 5 headers",
        "r.csv, row 9, Raised: empty; a value is expected",
    ]
    assert report.rows_imported == 1


def test_a_file_without_headers_shows_none_of_its_cells(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        imported(csv_file(tmp_path, "Zhang San,138,2026-12-06 09:00\nLi Si,none,open\n", "r.csv"))
    assert told(error) == ["r.csv: has no row of headers among its first 30 filled rows"]
    assert not (tmp_path / "mapping.toml").exists()


def test_ids_that_repeat_are_told_as_probably_none(tmp_path: Path) -> None:
    text = "Call ID,Raised\n1,2026-12-06 09:00\n1,2026-12-06 09:40\n2,2026-12-06 10:20\n"
    report = imported(csv_file(tmp_path, text))
    assert (report.rows_imported, report.rows_refused) == (2, 1)
    assert "1 records repeat an id of Call ID and are refused" in everything_told(report)


def test_records_merge_by_id(tmp_path: Path) -> None:
    imported(csv_file(tmp_path, "Record,Raised,Result\n1,2026-12-06 09:00,open\n2,2026-12-06 10:40,open\n"))
    report = imported(csv_file(tmp_path, "Record,Raised,Result\n2,2026-12-06 10:40,done\n3,2026-12-06 11:00,open\n"))
    assert (report.records_written, report.records_replaced) == (2, 1)
    assert records(tmp_path).result.tolist() == ["open", "done", "open"]


def test_records_without_ids_replace_themselves(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "Raised,Queue\n2026-12-06 09:00,a\n2026-12-06 09:00,a\n2026-12-06 10:40,b\n")
    imported(path)
    once = (tmp_path / "records.csv").read_bytes()
    assert imported(path).records_replaced == 3
    assert (tmp_path / "records.csv").read_bytes() == once
    assert records(tmp_path).record.tolist() == ["20261206T090000-a-1", "20261206T090000-a-2", "20261206T104000-b-1"]


def test_types_become_queues_by_the_mapping(tmp_path: Path) -> None:
    mapping = """kind = "records"
[columns]
record = "编号"
raised = "提出时间"
type = "类型"
queue = "类型"
[queues]
"咨询类" = "chat-general"
[[leave_out]]
column = "状态"
equals = "测试"
"""
    csv_file(tmp_path, mapping, "mapping.toml")
    lines = ["1,2026-12-06 09:00,咨询类,完成", "2,2026-12-06 09:40,投诉类,完成", "3,2026-12-06 09:40,咨询类,测试"]
    report = imported(csv_file(tmp_path, "\n".join(["编号,提出时间,类型,状态", *lines])))
    assert records(tmp_path).queue.tolist() == ["chat-general", "投诉类"]
    assert records(tmp_path).type.tolist() == ["咨询类", "投诉类"]
    (left,) = report.files[0].left_out
    assert (str(left.reason), left.rows) == ("状态 is 测试", 1)


def test_times_in_the_hour_that_comes_twice_are_told(tmp_path: Path) -> None:
    text = "Record,Raised\n1,2026-10-25 02:10\n2,2026-10-25 05:00\n"
    report = imported(csv_file(tmp_path, text), timezone="Europe/Berlin")
    assert str(records(tmp_path, "Europe/Berlin").raised[0]) == "2026-10-25 02:10:00+02:00"
    assert "1 times lie in an hour that comes twice in Europe/Berlin" in everything_told(report)


BANK_MAPPING = """kind = "records"
[columns]
raised = "arrival"
queue = "type"
handle_s = "ser_time"
agent = "server"
[[leave_out]]
column = "outcome"
equals = "PHANTOM"
"""


@pytest.fixture(scope="module")
def bank_calls() -> Path:
    folder = os.environ.get("PLANNER_TEST_DATA")
    if not folder:
        pytest.skip("PLANNER_TEST_DATA names no folder of real data")
    return Path(folder) / "anonymous_bank_1999" / "calls_feb1999_call_level.csv"


def test_a_month_of_bank_calls(tmp_path: Path, bank_calls: Path) -> None:
    """Brown et al. (2005), Statistical analysis of a telephone call center, JASA 100: the calls of February 1999."""
    csv_file(tmp_path, BANK_MAPPING, "mapping.toml")
    report = import_files(
        [bank_calls],
        history=tmp_path / "history.csv",
        records=tmp_path / "records.csv",
        mapping=tmp_path / "mapping.toml",
        timezone="Asia/Jerusalem",
        interval_min=30,
    )
    assert (report.rows_read, report.rows_imported) == (33_344, 33_066)
    assert (report.rows_refused, report.rows_left_out) == (0, 278)
    assert report.queues == ("IN", "NE", "NW", "PE", "PS", "TT")
    frame = history(tmp_path, "Asia/Jerusalem")
    assert frame.groupby("queue").size().tolist() == [28 * 48 - 2] * 6

    calls = pd.read_csv(bank_calls, parse_dates=["arrival"])
    calls = calls[calls.outcome != "PHANTOM"]
    calls["start"] = calls.arrival.dt.floor("30min")
    whole = calls[(calls.start > calls.start.min()) & (calls.start < calls.start.max())]
    counted = whole.groupby(["type", "start"]).size()
    frame = frame.assign(start=frame.interval_start.dt.tz_localize(None)).set_index(["queue", "start"])
    assert frame.offered[frame.offered > 0].to_dict() == counted.to_dict()
    handled = whole[whole.ser_time > 0].groupby(["type", "start"]).ser_time.mean()
    pd.testing.assert_series_equal(frame.aht_s.dropna(), handled, check_names=False, check_index_type=False)
