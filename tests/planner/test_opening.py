"""Opening hours against a plain reading of the plan, minute by minute."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.opening import is_open, opening_table
from planner.plan import Plan
from planner.plan.base import WEEKDAYS

WEEK = pd.date_range("2026-12-07", periods=7 * 48, freq="30min")


def plan(opening: dict[str, object]) -> Plan:
    queue = {"channel": "voice", "model": "live", "aht_s": 300, "target": {"service_level": 0.8, "within_s": 20}}
    return Plan.model_validate({"name": "x", "timezone": "UTC", "queues": {"voice": queue}, "opening": opening})


def clock(slot: int) -> str:
    return f"{slot // 2:02d}:{slot % 2 * 30:02d}"


hours = st.tuples(st.integers(0, 47), st.integers(0, 48)).filter(lambda pair: pair[0] != pair[1])


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(WEEKDAYS), st.lists(hours, min_size=1, max_size=3)))
def test_open_intervals_and_the_table_agree_with_the_plan(by_day: dict[str, list[tuple[int, int]]]) -> None:
    written = {day: [f"{clock(start)}-{clock(end)}" for start, end in spans] for day, spans in by_day.items()}
    expected = set()
    for day, spans in by_day.items():
        for start, end in spans:
            for slot in range(start, end if end > start else end + 48):
                expected.add((WEEKDAYS.index(day) * 48 + slot) % len(WEEK))
    centre = plan({"voice": written})
    found = is_open(centre, "voice", WEEK)
    assert set(found.nonzero()[0]) == expected
    rows = opening_table(centre)
    from_table = set()
    for row in rows.itertuples():
        first, last = (int(text[:2]) * 2 + int(text[3:]) // 30 for text in (row.start, row.end))
        assert first < last <= 48
        from_table |= {row.weekday * 48 + slot for slot in range(first, last)}
    assert from_table == expected


def test_a_queue_without_hours_is_always_open() -> None:
    centre = plan({})
    assert is_open(centre, "voice", WEEK).all()
    assert len(opening_table(centre)) == 7


def test_deferred_queues_leave_it_to_the_history_when_contacts_come() -> None:
    target = {"service_level": 0.9, "within_s": 3600}
    email = {"channel": "email", "model": "deferred", "aht_s": 300, "target": target}
    voice = plan({}).queues["voice"].model_dump()
    both = Plan.model_validate({"name": "x", "timezone": "UTC", "queues": {"voice": voice, "email": email}})
    assert set(opening_table(both)["queue"]) == {"voice"}
    assert opening_table(both.model_copy(update={"queues": {"email": both.queues["email"]}})).empty


def test_local_time_decides_where_clocks_change() -> None:
    times = pd.date_range("2026-03-28 22:00", "2026-03-29 10:00", freq="60min", tz="Europe/Berlin")
    found = is_open(plan({"voice": {"mon-sun": "08:00-22:00"}}), "voice", times)
    assert [time.hour for time in times[found]] == [8, 9, 10]
