import datetime as dt
from io import StringIO
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from reports import text as _
from reports.ics import Calendar, Event, render_calendar
from reports.ics.zone import vtimezone

BERLIN = ZoneInfo("Europe/Berlin")
REVISED = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)


def rendered(*events: Event, timezone: str = "Europe/Berlin", revised: dt.datetime = REVISED) -> bytes:
    return render_calendar(Calendar("Ann", timezone, revised, events), "en")


def event(start: dt.date, end: dt.date, title: str = "Shift", uid: str = "1") -> Event:
    return Event(uid, start, end, title)


def read(content: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(content).events


def exact(start: dt.datetime, end: dt.datetime) -> list[float]:
    one = read(rendered(event(start, end)))[0]
    return [one.start.timestamp(), one.end.timestamp()]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((2026, 10, 20, 22), (2026, 10, 21, 6)),  # across midnight
        ((2026, 10, 24, 22), (2026, 10, 25, 6)),  # nine hours: the clock goes back at three
        ((2026, 3, 28, 22), (2026, 3, 29, 6)),  # seven hours: the clock goes on at two
    ],
)
def test_a_shift_is_read_back_at_the_same_moments(start: tuple[int, ...], end: tuple[int, ...]) -> None:
    moments = [dt.datetime(*at, tzinfo=BERLIN) for at in (start, end)]  # type: ignore[misc, arg-type]
    assert exact(*moments) == [at.timestamp() for at in moments]
    assert f"DTSTART;TZID=Europe/Berlin:{moments[0]:%Y%m%dT%H%M%S}" in rendered(event(*moments)).decode()


def test_the_second_of_two_equal_times_is_told_in_utc() -> None:
    """At 02:30 of a fall-back night a local time means the first one (RFC 5545, 3.3.5)."""
    first, second = (dt.datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    content = rendered(event(first, second)).decode()
    assert "DTSTART;TZID=Europe/Berlin:20261025T023000" in content
    assert "DTEND:20261025T013000Z" in content
    assert exact(first, second) == [first.timestamp(), first.timestamp() + 3600]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", dt.datetime(2026, 3, 29)),
        ("Europe/Berlin", dt.datetime(2026, 10, 25)),
        ("America/Santiago", dt.datetime(2026, 9, 6)),  # at midnight
        ("Australia/Lord_Howe", dt.datetime(2026, 4, 5)),  # by half an hour
        ("Asia/Shanghai", dt.datetime(2026, 12, 7)),
        ("Asia/Kolkata", dt.datetime(2026, 12, 7)),
    ],
)
def test_the_zone_has_the_offsets_of_its_days(zone: str, day: dt.datetime) -> None:
    """Another library reads the VTIMEZONE, and every hour around the change has the offset it should."""
    first, last = (day.replace(tzinfo=dt.UTC) + dt.timedelta(days=days) for days in (-3, 4))
    calendar = icalendar.Calendar()
    calendar.add_component(vtimezone(zone, first, last))
    told = tzical(StringIO(calendar.to_ical().decode())).get(zone)
    at = first
    while at < last:
        local = at.astimezone(ZoneInfo(zone))
        if not local.fold:  # of two equal times the reader knows but the first
            assert told.utcoffset(local.replace(tzinfo=None)) == local.utcoffset(), at
        at += dt.timedelta(minutes=30)


def test_whole_days_are_dates_that_block_no_time() -> None:
    day = dt.date(2026, 10, 20)
    one = read(rendered(Event("1", day, day + dt.timedelta(days=1), "Day off", free=True)))[0]
    assert (one.start, one.end, one["transp"]) == (day, dt.date(2026, 10, 21), "TRANSPARENT")


def test_a_later_revision_of_the_same_event_wins() -> None:
    day = dt.date(2026, 10, 20)
    before, after = (
        read(rendered(event(day, day + dt.timedelta(days=1)), revised=REVISED + dt.timedelta(minutes=minutes)))[0]
        for minutes in (0, 1)
    )
    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"] < 2**31
    assert before["dtstamp"].dt < after["dtstamp"].dt


def test_the_same_calendar_is_the_same_bytes() -> None:
    day = event(dt.date(2026, 10, 20), dt.date(2026, 10, 21))
    assert rendered(day) == rendered(day)


@pytest.mark.parametrize(
    "name",
    ["=cmd()", "<script>", "a;b,c\\d", "x" * 200, "نن", "👩‍💻", "END:VEVENT\r\nBEGIN:VALARM", "a\x00b\x07c", '"q"'],
)
def test_what_users_typed_is_text(name: str) -> None:
    [one] = read(rendered(Event("1", dt.date(2026, 10, 20), dt.date(2026, 10, 21), name, [name])))
    shown = name.replace("\r\n", " \n").replace("\x00", " ").replace("\x07", " ")
    assert (str(one["summary"]), str(one["description"])) == (shown, shown)
    assert not one.subcomponents


@given(st.text(max_size=80))
def test_any_text_makes_one_event(name: str) -> None:
    content = rendered(Event("1", dt.date(2026, 10, 20), dt.date(2026, 10, 21), name, [name]))
    assert len(read(content)) == 1
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@given(st.text(max_size=80))
def test_a_calendar_may_have_any_name(name: str) -> None:
    day = event(dt.date(2026, 10, 20), dt.date(2026, 10, 21))
    made = icalendar.Calendar.from_ical(render_calendar(Calendar(name, "Asia/Shanghai", REVISED, [day]), "en"))
    assert [part.name for part in made.subcomponents] == ["VTIMEZONE", "VEVENT"]


def test_a_line_in_a_name_adds_none_to_the_calendar() -> None:
    name = "A\r\nBEGIN:VALARM\nX:1, b;c"
    content = render_calendar(Calendar(name, "Asia/Shanghai", REVISED, []), "en").decode()
    assert "X-WR-CALNAME:A \\nBEGIN:VALARM\\nX:1\\, b\\;c\r\n" in content


def test_words_are_in_the_language() -> None:
    day = Event("1", dt.date(2026, 10, 20), dt.date(2026, 10, 21), _("Leave"))
    content = render_calendar(Calendar(_("Roster"), "Asia/Shanghai", REVISED, [day]), "zh")
    assert "SUMMARY:请假" in content.decode()
    assert "X-WR-CALNAME:班表" in content.decode()


def test_a_calendar_may_be_empty() -> None:
    assert read(rendered()) == []
