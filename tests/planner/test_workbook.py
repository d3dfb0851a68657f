"""The week's workbook: what stands in the sheets, opened as a spreadsheet would."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineSheet, CalamineWorkbook

from planner.present import RunFacts
from planner.present.workbook import WorkbookFacts, workbook_of
from planner.tables import SIMULATION
from reports import LANGUAGES
from reports.workbook import render_workbook
from tests.example_run import MONDAY, Centre, example_run

TURNS = pd.DataFrame(
    [("A000", "nights", 3, 1), ("A001", "turns_lead", 0, 2), ("A001", "weekends", 1, 0)],
    columns=["agent", "account", "before", "week"],
)
SMALL = Centre(agents=10, queues=2)
ENGLISH = [
    "Roster",
    "Days",
    "Coverage",
    "Handovers",
    "Requirement",
    "Forecast",
    "Fairness",
    "Key",
    "Settings",
    "_meta",
]


def facts_of(run: RunFacts, **changes: Any) -> WorkbookFacts:
    facts = WorkbookFacts(run, "en", slot_min=15, turns=TURNS, simulation=None, roster_digest="abc")
    return replace(facts, **changes)


def opened(facts: WorkbookFacts, language: str = "en") -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(BytesIO(render_workbook(workbook_of(facts), language)))


def rows(sheet: CalamineSheet) -> list[list[Any]]:
    return sheet.to_python(skip_empty_area=False)


def one_shift(start: str = "2026-12-07 22:00", zone: str = "Asia/Shanghai", monday: dt.date = MONDAY) -> RunFacts:
    """Agent A000 works nine hours with a meal after four; nobody else works."""
    run = example_run(Centre(agents=4, queues=1, timezone=zone, monday=monday))
    begin = pd.Timestamp(start, tz=zone)
    meal = begin + pd.Timedelta(hours=4)
    shift = ("A000", begin, begin + pd.Timedelta(hours=9), "night", "night", True, 480.0)
    pause = ("A000", meal, meal + pd.Timedelta(hours=1), "meal", begin)
    return replace(
        run,
        roster=pd.DataFrame([shift], columns=run.roster.columns),
        activities=pd.DataFrame([pause], columns=run.activities.columns),
    )


def test_the_sheets_in_order() -> None:
    assert opened(facts_of(example_run(SMALL))).sheet_names == ENGLISH


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_named_and_headed_in_the_language(language: str) -> None:
    book = opened(facts_of(example_run(SMALL)), language)
    assert len(book.sheet_names) == len(ENGLISH)
    if language == "zh":
        assert not set(book.sheet_names) & set(ENGLISH[:-1])
    for name in book.sheet_names:
        assert len(name) <= 31
        assert any(rows(book.get_sheet_by_name(name))[0])


def test_the_roster_is_one_row_for_each_agent_as_it_is_read_back() -> None:
    run = one_shift()
    sheet = rows(opened(facts_of(run)).get_sheet_by_index(0))
    days = [(MONDAY + dt.timedelta(days=day)).isoformat() for day in range(7)]
    assert sheet[0] == ["Agent", "Name", "Team", *days, "Hours", "Nights"]
    assert [row[0] for row in sheet[1:]] == ["A000", "A001", "A002", "A003"]
    assert sheet[1][3:] == ["night 22:00 @night", "", "", "", "", "", "", 8, 1]
    assert sheet[4][3:] == ["", "", "[leave]", "", "", "", "", 0, 0]


def test_a_wish_for_a_day_off_is_told_and_one_for_a_shift_is_not() -> None:
    run = example_run(SMALL)
    sheet = rows(opened(facts_of(replace(run, roster=run.roster.iloc[:0]))).get_sheet_by_index(0))
    assert [sheet[1 + agent][3:10].count("[off]") for agent in (5, 6, 8)] == [1, 1, 0]


def test_the_hidden_sheet_says_what_is_needed_to_read_it_back() -> None:
    book = opened(facts_of(example_run(SMALL), language="zh", roster_digest="f00"))
    assert dict(rows(book.get_sheet_by_name("_meta"))) == {
        "key": "value",
        "kind": "roster",
        "week": "2026-W50",
        "language": "zh",
        "schema": "1",
        "roster_digest": "f00",
    }


def strips(run: RunFacts) -> dict[tuple[str, dt.date], list[str]]:
    """The grounds of the slots in the sheet of days, by agent and day."""
    sheet = workbook_of(facts_of(run)).sheets[1]
    first = next(at for at, column in enumerate(sheet.columns) if column.strip)
    return {
        (str(row[1]), row[0].at): [cell.fill for cell in row[first:-1]]  # type: ignore[union-attr]
        for row in sheet.rows
    }


def test_a_shift_past_midnight_goes_on_in_the_row_of_the_next_day() -> None:
    found = strips(one_shift())
    monday, tuesday = (found["A000", MONDAY + dt.timedelta(days=day)] for day in (0, 1))
    assert monday == [""] * 88 + ["shift 4"] * 8
    assert tuesday[:28] == ["shift 4"] * 8 + ["break"] * 4 + ["shift 4"] * 16
    assert set(tuesday[28:]) == {""}


@pytest.mark.parametrize(
    ("start", "monday", "slots"),
    [("2026-10-24 22:00", dt.date(2026, 10, 19), 24), ("2026-03-28 22:00", dt.date(2026, 3, 23), 28)],
)
def test_slots_are_wall_time_where_the_clock_changes(start: str, monday: dt.date, slots: int) -> None:
    """Nine hours from ten: until six where the clock goes back (two hours are one), until eight where it goes on."""
    found = strips(one_shift(start, "Europe/Berlin", monday))
    sunday = found["A000", monday + dt.timedelta(days=6)]
    assert sum(bool(fill) for fill in sunday) == slots
    assert max(at for at, fill in enumerate(sunday) if fill) == (23 if slots == 24 else 31)


def test_the_row_of_the_next_day_says_until_when_the_shift_lasts() -> None:
    sheet = rows(opened(facts_of(one_shift())).get_sheet_by_name("Days"))
    assert [[row[1], row[4], row[-1]] for row in sheet[1:]] == [
        ["A000", "22:00–07:00 night", ""],
        ["A000", "–07:00 night", "02:00–03:00 Meal"],
    ]
    ends_at_midnight = replace(one_shift("2026-12-07 15:00"), activities=one_shift().activities.iloc[:0])
    assert len(rows(opened(facts_of(ends_at_midnight)).get_sheet_by_name("Days"))) == 2


def test_each_day_begins_a_page() -> None:
    sheet = workbook_of(facts_of(example_run(SMALL))).sheets[1]
    days = [row[0].at for row in sheet.rows]  # type: ignore[union-attr]
    assert [days[at] != days[at - 1] for at in sheet.pages_at] == [True] * 6


def test_coverage_has_every_interval_and_a_chart_for_each_queue() -> None:
    run = example_run(SMALL)
    sheet = workbook_of(facts_of(run)).sheets[2]
    assert len(sheet.rows) == len(run.coverage)
    assert len(sheet.charts) == len(run.queues)
    for chart, queue in zip(sheet.charts, run.queues, strict=True):
        assert {sheet.rows[at][0] for at in chart.rows} == {queue.name}
    assert sum(len(chart.rows) for chart in sheet.charts) == len(sheet.rows)


def test_fairness_has_what_was_before_and_what_this_week_adds() -> None:
    sheet = rows(opened(facts_of(example_run(Centre(agents=2, queues=1)))).get_sheet_by_name("Fairness"))
    assert sheet[0][5:] == [
        "Nights, weeks before",
        "Nights, this week",
        "Weekends, weeks before",
        "Weekends, this week",
        "Turns: 值班组长, weeks before",
        "Turns: 值班组长, this week",
    ]
    assert [row[5:] for row in sheet[1:]] == [[3, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 2]]


def test_a_simulated_week_has_one_sheet_more() -> None:
    run = example_run(Centre(queues=1))
    frame = run.coverage[["queue", "interval_start"]].assign(offered=3.0, leftover=0.0)
    shares = ["service_level", "service_level_lo", "service_level_hi", "abandon_rate", "occupancy"]
    frame = frame.assign(**dict.fromkeys(shares, 0.5), first_response_s=9.0, first_response_p90_s=float("nan"))
    book = opened(facts_of(run, simulation=SIMULATION.check(frame)))
    assert book.sheet_names == [*ENGLISH[:6], "Simulation", *ENGLISH[6:]]
    assert rows(book.get_sheet_by_name("Simulation"))[1][2:] == [3, 0.5, 0.5, 0.5, 9, "", 0.5, 0.5, 0]


@pytest.mark.parametrize("name", ["=cmd()", "<script>alert(1)</script>", "x" * 200, "نن", "👩‍💻", "http://a.b"])
def test_a_name_is_text_whatever_it_is(name: str) -> None:
    run = example_run(Centre(agents=2, queues=1), agent_name=name, team=name, queue_name=name)
    book = opened(facts_of(run))
    assert rows(book.get_sheet_by_index(0))[1][1] == name
    assert rows(book.get_sheet_by_name("Coverage"))[1][0] == name


def test_the_same_week_is_the_same_bytes() -> None:
    once, again = (render_workbook(workbook_of(facts_of(example_run(SMALL))), "en") for _ in range(2))
    assert once == again
