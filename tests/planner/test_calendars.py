"""The roster as calendars: one event for every day, under a name that stays."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pandas as pd
import pytest

from planner.present import RunFacts
from planner.present.calendars import agent_calendars, post_calendars
from reports.ics import Calendar, render_calendar
from tests.example_run import MONDAY, Centre, example_run

REVISED = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def events(calendar: Calendar, language: str = "en") -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(render_calendar(calendar, language)).events


def of_agent(facts: RunFacts, agent: str = "A000", language: str = "en") -> list[icalendar.Event]:
    return events(agent_calendars(facts, REVISED)[agent], language)


def moment(day: dt.date, clock: str, zone: str = "Asia/Shanghai") -> pd.Timestamp:
    return pd.Timestamp(f"{day} {clock}", tz=zone)


def one_shift(start: pd.Timestamp, hours: float, **centre: Any) -> RunFacts:
    """Agent A000 works once, with a meal after four hours and the post `night`."""
    facts = example_run(Centre(agents=4, **centre))
    end, meal = start + pd.Timedelta(hours=hours), start + pd.Timedelta(hours=4)
    shift = ("A000", start, end, "night", "night", False, 480.0)
    pause = ("A000", meal, meal + pd.Timedelta(hours=1), "meal", start)
    return replace(
        facts,
        roster=pd.DataFrame([shift], columns=facts.roster.columns),
        activities=pd.DataFrame([pause], columns=facts.activities.columns),
        handovers=facts.handovers.iloc[:0],
        requests=[],
    )


def test_every_day_of_the_week_is_one_event() -> None:
    facts = example_run()
    for calendar in [*agent_calendars(facts, REVISED).values(), *post_calendars(facts, REVISED).values()]:
        days = [one.start.date() if isinstance(one.start, dt.datetime) else one.start for one in calendar.events]
        assert days == [MONDAY + dt.timedelta(days=day) for day in range(7)]


def test_a_shift_across_midnight_stands_on_its_day_with_its_breaks() -> None:
    [shift, *others] = of_agent(one_shift(moment(MONDAY, "22:00"), 9))
    assert (str(shift["summary"]), str(shift["description"])) == ("Night · 夜班值守", "02:00–03:00 Meal")
    assert shift.start == dt.datetime(2026, 12, 7, 22, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert shift.end == dt.datetime(2026, 12, 8, 7, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert {str(other["summary"]) for other in others} == {"Day off"}


@pytest.mark.parametrize(
    ("monday", "saturday", "wall_end"),
    [(dt.date(2026, 10, 19), dt.date(2026, 10, 24), 6), (dt.date(2026, 3, 23), dt.date(2026, 3, 28), 8)],
)
def test_a_shift_over_a_clock_change_lasts_as_long_as_it_does(
    monday: dt.date, saturday: dt.date, wall_end: int
) -> None:
    """Nine hours from ten in the evening end at six where the clock goes back, at eight where it goes on."""
    start = moment(saturday, "22:00", "Europe/Berlin")
    shift = of_agent(one_shift(start, 9, timezone="Europe/Berlin", monday=monday))[5]
    assert shift.end.timestamp() - shift.start.timestamp() == 9 * 3600
    assert (shift.end.date(), shift.end.hour) == (saturday + dt.timedelta(days=1), wall_end)


def test_a_shift_taken_away_becomes_a_day_off_under_its_own_name() -> None:
    worked = one_shift(moment(MONDAY, "22:00"), 9)
    free = replace(worked, roster=worked.roster.iloc[:0])
    for before, after in zip(of_agent(worked), of_agent(free), strict=True):
        assert before["uid"] == after["uid"]
    assert str(of_agent(free)[0]["summary"]) == "Day off"
    post = [events(post_calendars(facts, REVISED)["night"]) for facts in (worked, free)]
    assert [one["uid"] for one in post[0]] == [one["uid"] for one in post[1]]
    assert str(post[1][0]["summary"]) == "夜班值守: nobody"


def test_names_of_events_are_of_one_agent_and_day() -> None:
    facts = example_run()
    calendars = [*agent_calendars(facts, REVISED).values(), *post_calendars(facts, REVISED).values()]
    uids = [one.uid for calendar in calendars for one in calendar.events]
    assert len(set(uids)) == len(uids)
    assert not any("A000" in uid for uid in uids)


def test_leave_is_told() -> None:
    facts = example_run()
    leave = next(request for request in facts.requests if request.kind == "leave")
    without = replace(facts, roster=facts.roster[facts.roster["agent"] != leave.agent])
    day = (leave.day - MONDAY).days
    assert [str(of_agent(without, leave.agent, language)[day]["summary"]) for language in ("en", "zh")] == [
        "Leave",
        "请假",
    ]


def test_a_post_has_its_holders_in_order_and_who_hands_over() -> None:
    facts = one_shift(moment(MONDAY, "22:00"), 9)
    start = moment(MONDAY, "14:00")
    late = ("A001", start, start + pd.Timedelta(hours=9), "late", "night", False, 480.0)
    handover = ("night", start + pd.Timedelta(hours=9), "A001", "A000", 30.0)
    facts = replace(
        facts,
        roster=pd.concat([facts.roster, pd.DataFrame([late], columns=facts.roster.columns)]),
        handovers=pd.DataFrame([handover], columns=facts.handovers.columns),
    )
    [day, *_others] = events(post_calendars(facts, REVISED)["night"])
    names = dict(zip(facts.agents["agent"], facts.agents["name"], strict=True))
    first, second = f"14:00–23:00 {names['A001']} (A001)", f"22:00–07:00 {names['A000']} (A000)"
    assert str(day["summary"]) == f"夜班值守: {first}, {second}"
    handed = f"23:00 handover: {names['A001']} (A001) to {names['A000']} (A000), 30 min together"
    assert str(day["description"]).splitlines() == [first, second, handed]
    assert (day.start.hour, day.end.hour) == (14, 7)


def test_events_of_an_agent_do_not_overlap() -> None:
    facts = example_run(Centre(timezone="Europe/Berlin", monday=dt.date(2026, 10, 19)))
    for calendar in agent_calendars(facts, REVISED).values():
        shifts = [one for one in calendar.events if isinstance(one.start, dt.datetime)]
        assert all(one.end <= following.start for one, following in pairwise(shifts))
