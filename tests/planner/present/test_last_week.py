"""What changed since last week, and how good last week's forecast was, by hand."""

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from planner.present.accuracy import accuracy_blocks
from planner.present.changed import changed_blocks
from planner.present.compared import Compared, compared_table
from planner.present.daily import daily_charts
from planner.present.facts import LastWeekFacts
from reports import pages
from tests.planner.present.builders import at, demand, said, small_run, table_rows


def shift(agent: str, day: int, kind: str = "early") -> dict[str, Any]:
    start = at(day, "08:00")
    return {
        "agent": agent,
        "shift_start": start,
        "shift_end": start + pd.Timedelta(hours=9),
        "shift": kind,
        "post": "",
        "locked": False,
        "paid_min": 480,
    }


def history(rows: list[tuple[pd.Timestamp, float]]) -> pd.DataFrame:
    return demand(rows)[["queue", "interval_start", "offered"]]


def roster(*shifts: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(shifts)


NOW = roster(shift("A0", 0), shift("A0", 1), shift("A1", 5, "night"))
BEFORE = roster(shift("A0", -7), shift("A0", -5), shift("A1", -2, "night"), shift("A2", -1))


def test_rosters_are_compared_weekday_by_weekday() -> None:
    run = small_run(roster=NOW, last_week=LastWeekFacts("2026-W49", BEFORE, {}), history=history([]))
    [table] = changed_blocks(run)
    assert isinstance(table, pages.Table)
    assert [said(column.heading) for column in table.columns] == ["Since last week", "2026-W49", "2026-W50"]
    assert table_rows(table) == [
        ["Paid hours rostered", "32", "24"],
        ["Agents at work", "3", "2"],
        ["Shifts", "4", "3"],
        ["Night shifts", "1", "1"],
        ["Weekend shifts", "2", "1"],
    ]
    assert said(table.caption) == "3 of 5 agent-days are other than on the same weekday of last week."


def test_what_came_last_week_needs_all_its_days() -> None:
    week = [(at(day, "09:00"), 10.0) for day in range(-7, 0)]
    last = LastWeekFacts("2026-W49", BEFORE, {})
    run = small_run(roster=NOW, last_week=last, history=history(week), forecast=demand([(at(0, "09:00"), 84)]))
    [table] = changed_blocks(replace(run, coverage=run.coverage.assign(queue="voice")))
    assert isinstance(table, pages.Table)
    assert table_rows(table)[0][:2] == ["Contacts (last week as they came)", "70"]
    [table] = changed_blocks(replace(run, history=history(week[1:])))
    assert isinstance(table, pages.Table)
    assert table_rows(table)[0][0] == "Paid hours rostered"


def test_a_first_week_has_nothing_to_be_compared_with() -> None:
    assert changed_blocks(small_run(last_week=None)) == []


@pytest.mark.parametrize(
    ("row", "note", "tone"),
    [
        (Compared("m", [2.0, 3.0], up=False), "+1", "bad"),
        (Compared("m", [2.0, 3.0], up=True), "+1", "good"),
        (Compared("m", [2.0, 1.5], decimals=1), "-0.5", "plain"),
        (Compared("m", [0.80, 0.75], decimals=1, share=True, up=True), "-5.0 points", "bad"),
        (Compared("m", [2.0, 2.2], up=False), "±0", "plain"),
        (Compared("m", [2.0, math.nan], up=False), "", "plain"),
    ],
)
def test_a_change_is_told_as_it_is_printed(row: Compared, note: str, tone: str) -> None:
    cell = compared_table("", ["a", "b"], [row]).rows[0][2]
    assert isinstance(cell, pages.Cell)
    assert (said(cell.note), cell.tone) == (note, tone)


def last_week(forecast: list[tuple[pd.Timestamp, float]] | None) -> LastWeekFacts:
    frame = None if forecast is None else demand(forecast).assign(offered_lo=8.0, offered_hi=12.0)
    return LastWeekFacts("2026-W49", BEFORE, {}, frame)


def test_last_weeks_forecast_beside_the_week_before_it_repeated() -> None:
    """Monday 9 to 10: 10 + 10 forecast, 12 + 12 came, 15 + 15 the week before; 10 to 11: 10, 8 and 8."""
    clock = ("09:00", "09:30", "10:00")
    came = [(at(-7, time), value) for time, value in zip(clock, (12.0, 12.0, 8.0), strict=True)]
    older = [(at(-14, time), value) for time, value in zip(clock, (15.0, 15.0, 8.0), strict=True)]
    expected = [(at(-7, time), 10.0) for time in clock]
    [table] = accuracy_blocks(small_run(history=history([*older, *came]), last_week=last_week(expected)))
    assert isinstance(table, pages.Table)
    assert table_rows(table) == [["热线", "32", "30", "-6.2%", "18.8%", "18.8%", "100%"]]


def test_without_a_week_before_there_is_nothing_to_repeat() -> None:
    came = [(at(-7, "09:00"), 20.0)]
    [table] = accuracy_blocks(small_run(history=history(came), last_week=last_week([(at(-7, "09:00"), 10.0)])))
    assert isinstance(table, pages.Table)
    assert table_rows(table) == [["热线", "20", "10", "-50.0%", "50.0%", "–", "0%"]]


def test_a_forecast_that_was_not_kept_is_said() -> None:
    [block] = accuracy_blocks(small_run(history=history([(at(-7, "09:00"), 20.0)]), last_week=last_week(None)))
    assert isinstance(block, pages.Prose)
    assert "2026-W49" in said(block.paragraphs[0])


def test_days_of_the_past_and_the_forecast_do_not_overlap() -> None:
    past = history([(at(day, "09:00"), 5.0) for day in range(-7, 1)])  # a day too many
    [chart] = daily_charts(small_run(history=past, forecast=demand([(at(0, "09:00"), 7), (at(0, "10:00"), 1)])))
    assert chart.beside is not None
    assert list(chart.beside.values)[-14:-7] == [5.0] * 7
    assert math.isnan(chart.beside.values[-7])
    assert chart.line.values[-7] == 8.0
    assert said(chart.caption) == "8 contacts expected, 35 came the week before"
    assert table_rows(chart.table)[-1][:2] == ["7 Dec", "8"]
