"""Frames and results → pages: figures by hand on small frames, and a whole example week in both languages."""

import datetime as dt
import time
import tomllib
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.present import report_page
from planner.present.account import cost_section
from planner.present.coverage import heat_section
from planner.present.duties import duties_of
from planner.present.facts import BrokenFacts, EffectFacts, HoursTargetFacts, RequestFacts, RunFacts
from planner.present.overview import overview_section
from planner.present.queues import queue_figures
from planner.present.reasons import effect_words, plan_key, reason_blocks
from planner.present.requirement import requirement_section
from planner.present.roster import roster_section
from planner.present.targets import promise_words
from planner.present.week import week_of
from reports import LANGUAGES, labels, pages, render
from solver.rules import RULES
from tests.example_run import BOT, MONDAY, Centre, ZerosDoubted, example_run
from tests.planner.present.builders import QUEUE, at, block, coverage, demand, said, small_run


def test_queue_figures_by_hand() -> None:
    rows = [(at(0, "09:00"), 4.0, 3.0, 0.70), (at(0, "09:30"), 2.0, 2.5, 0.95), (at(0, "10:00"), 1.0, 0.96, 0.8)]
    run = small_run(
        coverage=coverage(rows), forecast=demand([(at(0, "09:00"), 30), (at(0, "09:30"), 10), (at(0, "10:00"), 0)])
    )
    [figures] = queue_figures(run)
    assert figures.contacts == 40
    assert figures.required_h == pytest.approx(7.0 / 2)
    assert figures.scheduled_h == pytest.approx(6.46 / 2)
    assert figures.short_h == pytest.approx(0.5)  # one person for half an hour; 0.04 of a person is not short
    assert (figures.intervals, figures.intervals_short) == (3, 1)
    assert figures.service_level == pytest.approx((30 * 0.70 + 10 * 0.95) / 40)
    assert not figures.on_target


def test_intervals_outside_the_week_are_left_out() -> None:
    rows = [(at(-1, "23:30"), 9.0, 0.0, 0.0), (at(0, "00:00"), 1.0, 1.0, 0.9), (at(7, "00:00"), 9.0, 0.0, 0.0)]
    [figures] = queue_figures(small_run(coverage=coverage(rows), forecast=demand([(at(0, "00:00"), 5)])))
    assert (figures.intervals, figures.short_h) == (1, 0)


def test_frames_in_another_zone_land_on_local_days() -> None:
    utc = at(0, "08:00").tz_convert("UTC")  # midnight UTC
    [figures] = queue_figures(small_run(coverage=coverage([(utc, 1.0, 1.0, 0.9)]), forecast=demand([(utc, 5)])))
    assert figures.service_level == pytest.approx(0.9)


def test_a_target_is_judged_as_printed() -> None:
    run = small_run(coverage=coverage([(at(0, "09:00"), 1.0, 1.0, 0.7996)]), forecast=demand([(at(0, "09:00"), 5)]))
    assert queue_figures(run)[0].on_target  # 80.0% is printed


def test_heat_of_all_queues_never_nets_one_queue_against_another() -> None:
    voice = coverage([(at(0, "09:00"), 4.0, 3.0, 0.7), (at(0, "09:30"), 1.0, 2.0, 0.9)])
    email = coverage([(at(0, "09:00"), 1.0, 6.0, 0.9), (at(0, "09:30"), 1.0, 2.0, 0.9)]).assign(queue="email")
    heat = block(heat_section(small_run(coverage=pd.concat([voice, email]))))
    assert list(heat.headings) == ["9"]
    assert list(heat.rows[0].values) == [-1.0, 2.0]
    assert list(heat.rows[1].values) == [None, None]


def test_shorter_intervals_share_a_heat_cell_of_half_an_hour() -> None:
    rows = [(at(0, "09:00"), 4.0, 3.0, 0.7), (at(0, "09:15"), 4.0, 4.5, 0.7), (at(0, "09:30"), 1.0, 2.0, 0.9)]
    heat = heat_section(small_run(interval_min=15, coverage=coverage(rows))).blocks[1]
    assert isinstance(heat, pages.HeatTable)
    assert list(heat.rows[0].values) == [-0.25, 1.0]


def roster_table(run: RunFacts) -> Any:
    return block(roster_section(run, run.agents, duties_of(run, frozenset(run.agents["agent"]))))


def one_shift(**changes: Any) -> RunFacts:
    """Agent A000 works 22:00-07:00 on Monday with a break at 01:00; nobody else works."""
    shift = {
        "agent": "A000",
        "shift_start": at(0, "22:00"),
        "shift_end": at(1, "07:00"),
        "shift": "night",
        "post": "night",
        "locked": True,
        "paid_min": 480,
    }
    pause = {
        "agent": "A000",
        "start": at(1, "01:00"),
        "end": at(1, "01:15"),
        "kind": "break",
        "shift_start": at(0, "22:00"),
    }
    return small_run(
        **({"roster": pd.DataFrame([shift]), "activities": pd.DataFrame([pause]), "requests": []} | changes)
    )


def test_a_night_shift_stands_on_the_day_it_begins() -> None:
    table = roster_table(one_shift())
    row = table.teams[0].rows[0]
    duty = row.cells[0].duty
    assert (duty.clock, duty.start_h, duty.end_h, duty.post, duty.locked) == ("22:00–07:00", 22, 31, "夜班值守", True)
    assert duty.stretches == [pages.Stretch(25, 25.25, "break")]
    assert said(duty.breaks) == "Break 01:00"
    assert [said(total) for total in row.totals] == ["8.0", "40.0", "1"]
    assert [cell.duty for cell in row.cells[1:]] == [None] * 6
    assert (table.from_h, table.to_h) == (22, 31)


@pytest.mark.parametrize(
    ("request_", "tone"),
    [
        (RequestFacts("A000", MONDAY, "off"), "bad"),
        (RequestFacts("A000", MONDAY + dt.timedelta(days=1), "off"), "good"),
        (RequestFacts("A000", MONDAY, "shift", "night"), "good"),
        (RequestFacts("A000", MONDAY, "shift", "early"), "bad"),
        (RequestFacts("A000", MONDAY + dt.timedelta(days=1), "shift", "night"), "bad"),
    ],
)
def test_wishes_show_whether_they_were_granted(request_: RequestFacts, tone: str) -> None:
    table = roster_table(one_shift(requests=[request_]))
    [wish] = [cell.wish for cell in table.teams[0].rows[0].cells if cell.wish]
    assert wish.tone == tone


def test_leave_is_named() -> None:
    table = roster_table(one_shift(requests=[RequestFacts("A000", MONDAY + dt.timedelta(days=2), "leave")]))
    assert [said(cell.absence) for cell in table.teams[0].rows[0].cells] == ["", "", "Leave", "", "", "", ""]


@pytest.mark.parametrize(
    "monday", [dt.date(2026, 10, 26), dt.date(2026, 11, 2), dt.date(2026, 3, 2), dt.date(2026, 3, 9)]
)
def test_weeks_on_both_sides_of_a_clock_change_are_compared(monday: dt.date) -> None:
    run = example_run(Centre(agents=6, queues=2, timezone="America/New_York", monday=monday))
    assert "Since last week" in render(report_page(run), "en")


@pytest.mark.parametrize(
    ("monday", "hours", "last_midnight"), [(dt.date(2026, 10, 26), 169, 144), (dt.date(2026, 3, 2), 167, 144)]
)
def test_a_week_with_a_clock_change_keeps_its_hours(monday: dt.date, hours: float, last_midnight: float) -> None:
    run = example_run(Centre(agents=6, queues=1, timezone="America/New_York", monday=monday))
    axis = week_of(run).axis(run.forecast["interval_start"])
    assert axis.length_h == hours
    assert axis.days[-1].at_h == last_midnight
    assert "<svg" in render(report_page(run), "en")


def test_agents_may_come_without_name_and_team() -> None:
    run = one_shift()
    table = roster_table(replace(run, agents=run.agents[["agent", "contract_h"]]))
    assert [said(team.name) for team in table.teams] == ["No team"]
    assert [row.name for row in table.teams[0].rows] == ["A000", "A001", "A002", "A003"]


def headings(run: RunFacts) -> list[str]:
    return [said(section.title) for section in report_page(run).sections]


def test_the_report_has_every_section() -> None:
    assert headings(example_run()) == [
        "Overview",
        "History and forecast",
        "Forecast",
        "Requirement",
        "Coverage",
        "Gaps",
        "Simulation",
        "Roster",
        "Day plan",
        "Handovers",
        "Fairness",
        "Cost and rules",
        "Run and formulas",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("minutes", [5, 20, 60])
def test_any_interval_length_renders(minutes: int, language: str) -> None:
    run = example_run(Centre(agents=5, queues=1, interval_min=minutes))
    assert "A004" in render(report_page(run), language)


def nothing(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(columns=frame.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_with_nothing_in_it_renders(language: str) -> None:
    run = example_run(Centre(agents=3, queues=2))
    names = ("forecast", "requirement", "roster", "activities", "handovers", "coverage")
    empty = replace(run, **{name: nothing(getattr(run, name)) for name in names}, notices=[], events=[], requests=[])
    free = replace(run.solve, gap_controllable=None, cost_wage_h=0.0, costs=[])
    assert "紧急在线" in render(report_page(replace(empty, solve=free, special_days=[])), language)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "长" * 200, "\u202eabc"]
)
def test_hostile_names_are_text(name: str) -> None:
    html = render(report_page(example_run(Centre(agents=3), agent_name=name, team=name, queue_name=name)), "zh")
    assert "<script>alert" not in html
    assert "<img" not in html


def test_two_hundred_agents_and_six_queues_stay_small_and_are_quick() -> None:
    run = example_run(Centre(agents=200))
    render(report_page(example_run(Centre(agents=3))), "zh")  # what is loaded but once
    started = time.process_time()
    html = render(report_page(run), "zh")
    assert time.process_time() - started <= 2.0
    assert len(html.encode()) <= 700_000


def test_same_run_same_bytes() -> None:
    first, second = (render(report_page(example_run()), "en") for _ in range(2))
    assert first == second


def test_notices_are_said_in_the_language() -> None:
    assert "11 个时段低于目标" in render(report_page(example_run()), "zh")


def effect(queue: str, name: str, factor: float = 1.0, overridden: bool = False) -> EffectFacts:
    return EffectFacts(queue, name, factor, factor * 0.9, factor * 1.1, overridden)


def effects_table(run: RunFacts) -> pages.Table:
    [table] = [one for one in reason_blocks(run) if isinstance(one, pages.Table)]
    return table


def test_effects_stand_special_first_and_only_month_days_of_the_week() -> None:
    names = ["month day 6", "month day 7", "month day 13", "month day 14", "first day after closure"]
    run = small_run(
        effects=[effect("voice", name) for name in [*names, "day before closure", "eve: 元旦 1"]], cleaned=[]
    )
    rows = effects_table(run).rows
    assert [row[0].key for row in rows if isinstance(row[0], pages.Cell)] == [
        '"eve: 元旦 1"',
        '"day before closure"',
        '"first day after closure"',
        '"month day 7"',
        '"month day 13"',
    ]


def test_month_days_follow_the_week_over_the_end_of_a_month() -> None:
    run = small_run(
        effects=[effect("voice", f"month day {day}") for day in range(1, 32)], first_day=dt.date(2026, 9, 28)
    )
    keys = [row[0].key for row in effects_table(run).rows if isinstance(row[0], pages.Cell)]
    assert keys == [f'"month day {day}"' for day in (28, 29, 30, 1, 2, 3, 4)]


def test_a_factor_says_its_band_and_who_set_it() -> None:
    given = EffectFacts("voice", "month day 7", 1.2, 1.2, 1.2, overridden=True)
    rows = effects_table(small_run(effects=[effect("voice", "promotion: day 1", 2.5, overridden=True), given])).rows
    cells = [cell for row in rows for cell in row[1:] if isinstance(cell, pages.Cell)]
    assert [(said(cell.words), said(cell.note)) for cell in cells] == [
        ("×2.50", "from the plan · 2.25–2.75"),
        ("×1.20", "from the plan"),
    ]


def test_an_effect_that_a_queue_has_not_is_an_empty_cell() -> None:
    run = replace(example_run(Centre(agents=3, queues=2)), effects=[effect("chat-urgent", "month day 7")])
    [row] = effects_table(run).rows
    assert row[1] == ""


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("month day 31", "Day 31 of the month", "每月 31 日"),
        ("day before closure", "Day before a holiday", "节假日前一天"),
        ("promotion: day 2", "Promotion, day 2", "促销活动第 2 天"),
        ("flash sale: day 1", "flash sale, day 1", "flash sale第 1 天"),
        ("holiday: Labor Day 1", "Public holiday: Labor Day 1", "法定节假日：Labor Day 1"),
        ("holiday: lunar 3", "Public holiday: day 3 of the lunar new year", "法定节假日：农历正月第 3 天"),
        ("lunar: lunar -2", "Around the lunar new year: 2 days before the lunar new year", None),
        ("makeup", "Make-up work day", "调休上班日"),
    ],
)
def test_effects_are_named_in_words(name: str, english: str, chinese: str | None) -> None:
    assert said(effect_words(name)) == english
    assert chinese is None or said(effect_words(name), "zh") == chinese


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")))
def test_the_key_to_copy_is_toml(name: str) -> None:
    assert tomllib.loads(f"{plan_key(name)} = 1.05") == {name: 1.05}


def test_what_was_cleaned_stands_by_queue_with_the_names_people_read() -> None:
    run = example_run(Centre(agents=3, queues=2))
    told = [ZerosDoubted(queue=queue, count=4, day="2026-04-09") for queue in ("gone", "chat-urgent", "chat-general")]
    [listing] = [one for one in reason_blocks(replace(run, effects=[], cleaned=told)) if isinstance(one, pages.Listing)]
    assert [said(item).split(":")[0] for item in listing.items] == ["在线咨询", "紧急在线", "gone"]
    assert not listing.folded


@pytest.mark.parametrize(("count", "folded"), [(6, False), (7, True)])
def test_a_long_list_is_folded(count: int, folded: bool) -> None:
    told = [ZerosDoubted(queue="voice", count=4, day="2026-04-09")] * count
    [listing] = [one for one in reason_blocks(small_run(cleaned=told)) if isinstance(one, pages.Listing)]
    assert listing.folded is folded


def test_a_forecast_without_reasons_shows_charts_only() -> None:
    assert reason_blocks(small_run(effects=[], cleaned=[])) == []


def test_other_targets_at_some_hours_are_said() -> None:
    evening = HoursTargetFacts("20:00-22:00", 0.9, 60.0)
    queue = replace(QUEUE, targets_by_hours=[evening, HoursTargetFacts("23:00-01:00", 0.7, 3600.0)])
    assert said(promise_words(queue)) == "80% in 20 s; 20:00–22:00: 90% in 1 min; 23:00–01:00: 70% in 1 h"
    assert said(promise_words(queue), "zh") == "20 秒内 80%；20:00–22:00：1 分钟内 90%；23:00–01:00：1 小时内 70%"


def test_a_promised_first_response_is_called_one() -> None:
    queue = replace(QUEUE, answer="first_response", targets_by_hours=[HoursTargetFacts("20:00-22:00", 0.9, 60.0)])
    assert said(promise_words(queue)) == "first response: 80% in 20 s; 20:00–22:00: 90% in 1 min"
    assert said(promise_words(queue), "zh") == "首次响应：20 秒内 80%；20:00–22:00：1 分钟内 90%"


def gap_card(run: RunFacts) -> pages.Card:
    cards: pages.Cards = block(overview_section(run))
    return cards.cards[-1]


def test_both_gaps_are_said_each_with_its_name() -> None:
    run = small_run()
    assert (said(gap_card(run).value), said(gap_card(run).note)) == (
        "2.9%",
        "of labour and penalties (whole cost)\n14.3% of controllable cost",
    )
    alone = replace(run, solve=replace(run.solve, gap_controllable=None))
    assert said(gap_card(alone).note) == "of labour and penalties (whole cost)"


def requirement(model: str, load_erl: float) -> pd.DataFrame:
    row = example_run(Centre(agents=3, queues=1)).requirement.iloc[[0]]
    return row.assign(
        queue="voice", interval_start=at(0, "09:00"), model=model, offered=30.0, offered_load_erl=load_erl
    )


@pytest.mark.parametrize(("model", "load_erl", "agent_s"), [("chat", 2.0, "120"), ("deferred", 2.0, "182")])
def test_contacts_times_agent_time_is_the_load_unless_work_was_deferred(
    model: str, load_erl: float, agent_s: str
) -> None:
    run = small_run(forecast=demand([(at(0, "09:00"), 35)]), requirement=requirement(model, load_erl))
    table = block(requirement_section(replace(run, queues=[replace(QUEUE, bot=BOT)])))
    assert said(table.rows[0][4]) == agent_s  # 2 erl × 1800 s / 30 contacts; 180 s × 1.0088


def test_the_bot_leaves_fewer_and_longer_contacts() -> None:
    run = small_run(forecast=demand([(at(0, "09:00"), 60), (at(0, "09:30"), 40)]))
    tables = requirement_section(replace(run, queues=[replace(QUEUE, bot=BOT)])).blocks
    assert isinstance(tables[-1], pages.Table)
    assert [said(cell) for cell in tables[-1].rows[0][1:]] == ["100", "20.0%", "25.0%", "85", "×1.15", "×1.01"]
    assert len(requirement_section(replace(run, traces=[])).blocks) == 1


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_is_named_in_both_languages(rule: str) -> None:
    name = labels.label(labels.COSTS, rule)
    assert said(name) != rule
    assert said(name, "zh") not in (rule, said(name))


def test_what_a_partial_roster_breaks_is_told_with_names() -> None:
    run = small_run(activity_names={"talk": "Team talk"})
    first, second, *_ = run.agents["agent"]
    broken = [
        BrokenFacts("apart", first, "2026-12-07", second, 1),
        BrokenFacts("activities", first, "", "talk/one/0", 1),
        BrokenFacts("spread_of_stops", "", "2026-12-07", "online/one", 50),
    ]
    table = block(cost_section(replace(run, solve=replace(run.solve, broken=broken))))
    assert [row[3] for row in table.rows] == [run.agents["name"].iloc[1], "Team talk", "online/one"]
