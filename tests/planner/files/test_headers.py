"""The dictionary of headers."""

import pytest

from planner.files.importing.headers import dictionary
from planner.files.importing.mapping import IntervalColumns, RecordColumns


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Interval Start Time", "interval_start"),
        (" INTERVAL_START ", "interval_start"),
        ("时段", "interval_start"),
        ("Calls Offered", "offered"),
        ("人工服务呼入量", "offered"),
        ("20秒内接通量", "answered_in_target"),
        ("Answered within 20 s", "answered_in_target"),
        ("平均话务处理时间（秒）", "aht_s"),
        ("Avg Handle Time (min)", "aht_s"),
        ("平均通话时长", "talk_s"),
        ("队列排队放弃次数", "abandoned"),
    ],
)
def test_headers_of_interval_exports(header: str, meaning: str) -> None:
    assert dictionary().meanings(header, "intervals") == (meaning,)


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("记录编号", "record"),
        ("客户提出时间", "raised"),
        ("受理人接手时间", "accepted"),
        ("首次响应时间", "first_response"),
        ("开始处理时间", "started"),
        ("解决时间", "resolved"),
        ("关闭时间", "closed"),
        ("请求类型", "type"),
        ("处理人", "agent"),
        ("处理结果", "result"),
        ("满意度", "satisfaction"),
        ("转接次数", "transfers"),
    ],
)
def test_headers_of_contact_records(header: str, meaning: str) -> None:
    assert dictionary().meanings(header, "records") == (meaning,)


@pytest.mark.parametrize(
    "header", ["客户名称", "客户电话", "联系方式", "联系人", "问题描述", "手机号", "Customer", "Phone", "E-mail"]
)
def test_contact_details_mean_nothing(header: str) -> None:
    assert dictionary().meanings(header, "records") == ()


def test_words_of_several_meanings() -> None:
    assert set(dictionary().meanings("20秒接通率(%)", "intervals")) == {
        "service_level_of_offered",
        "service_level_of_answered",
    }
    assert set(dictionary().meanings("通话均长(秒)", "intervals")) == {"aht_s", "talk_s"}


@pytest.mark.parametrize(
    ("header", "unit"),
    [("时长(秒)", "s"), ("AHT (min)", "min"), ("处理时长（分钟）", "min"), ("AHT", None), ("SL (%)", None)],
)
def test_units_in_brackets(header: str, unit: str | None) -> None:
    assert dictionary().unit(header) == unit


def test_every_meaning_has_a_column_in_the_mapping() -> None:
    words = dictionary()
    assert {m for all_ in words.intervals.values() for m in all_} == set(IntervalColumns.model_fields)
    assert {m for all_ in words.records.values() for m in all_} == set(RecordColumns.model_fields)
