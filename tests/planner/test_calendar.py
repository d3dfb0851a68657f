"""Day kinds against the published Chinese work days, and own days laid over them."""

from datetime import date, timedelta

import pandas as pd
import pytest

from planner.calendar import KINDS, UnknownCountry, day_kinds, provisional_years
from tests.data import real_data

WORKED = ("workday", "makeup", "eve", "half")
MAKEUP_2026 = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]
HOLIDAYS_2026 = [(1, 1), (2, 16), (2, 17), (2, 18), (2, 19), (4, 5), (5, 1), (5, 2), (6, 19), (9, 25)]
HOLIDAYS_2026 += [(10, 1), (10, 2), (10, 3)]


def kinds(country: str | None, first: date, last: date, extra: pd.DataFrame | None = None) -> dict[date, str]:
    frame = day_kinds(country, first, last, extra)
    assert list(frame.columns) == ["date", "kind", "name"]
    assert set(frame["kind"]) <= set(KINDS)
    return dict(zip(frame["date"], frame["kind"], strict=True))


def test_make_up_days_and_holidays_of_2026() -> None:
    found = kinds("CN", date(2026, 1, 1), date(2026, 12, 31))
    assert [day for day, kind in found.items() if kind == "makeup"] == [date(2026, *day) for day in MAKEUP_2026]
    assert [day for day, kind in found.items() if kind == "holiday"] == [date(2026, *day) for day in HOLIDAYS_2026]
    assert found[date(2026, 2, 20)] == found[date(2026, 10, 7)] == found[date(2026, 1, 2)] == "bridge"
    assert found[date(2026, 4, 6)] == found[date(2026, 10, 5)] == "bridge"  # for holidays on a weekend
    assert found[date(2026, 12, 12)] == "weekend"
    assert found[date(2026, 12, 14)] == "workday"


def test_every_day_of_2007_to_2026_agrees_with_the_published_work_days() -> None:
    published = pd.read_csv(real_data("cn_calendar/cn_workdays_2004_2026.csv"), parse_dates=["date"]).query(
        "date >= '2007-01-01'"
    )
    found = kinds("CN", date(2007, 1, 1), date(2026, 12, 31))
    assert len(found) == len(published)
    for row in published.itertuples():
        kind = found[row.date.date()]
        assert (kind in WORKED) == bool(row.is_workday), row
        assert (kind == "makeup") == bool(row.is_makeup_workday), row
        if row.weekday < 6:
            assert (kind in ("holiday", "bridge")) == bool(row.is_statutory_or_bridge_holiday), row


def test_names_of_days_are_said_in_the_language() -> None:
    day = date(2026, 10, 1)
    assert day_kinds("CN", day, day, language="en")["name"].item() == "National Day"
    assert "国庆节" in day_kinds("CN", day, day, language="zh")["name"].item()


def test_without_a_country_there_are_work_days_and_weekends() -> None:
    found = kinds(None, date(2026, 1, 1), date(2026, 1, 31))
    assert all(kind == ("weekend" if day.weekday() >= 5 else "workday") for day, kind in found.items())
    assert list(found) == [date(2026, 1, 1) + timedelta(days=n) for n in range(31)]


def test_a_country_has_its_own_weekend() -> None:
    found = kinds("IL", date(2026, 1, 4), date(2026, 1, 10))  # Sunday to Saturday
    assert [day.weekday() for day, kind in found.items() if kind == "weekend"] == [4, 5]


def test_own_days_win_and_days_outside_are_left_out() -> None:
    extra = pd.DataFrame(
        {"date": [date(2026, 10, 1), date(2026, 12, 24), date(2027, 1, 1)], "kind": ["workday", "half", "holiday"]}
    )
    found = kinds("CN", date(2026, 10, 1), date(2026, 12, 31), extra)
    assert found[date(2026, 10, 1)] == "workday"
    assert found[date(2026, 12, 24)] == "half"
    assert max(found) == date(2026, 12, 31)
    named = day_kinds(None, date(2026, 12, 24), date(2026, 12, 24), extra.assign(name=["", "Eve", None]))
    assert named["name"].item() == "Eve"


def test_a_year_without_known_make_up_days_is_told() -> None:
    told = provisional_years("CN", date(2026, 12, 28), date(2027, 1, 3))
    assert [message.values["year"] for message in told] == [2027]
    assert provisional_years("CN", date(2026, 1, 1), date(2026, 12, 31)) == []
    assert provisional_years("DE", date(2027, 1, 1), date(2027, 1, 7)) == []
    assert provisional_years(None, date(2027, 1, 1), date(2027, 1, 7)) == []


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(UnknownCountry, match="no calendar for country XX"):
        day_kinds("XX", date(2026, 1, 1), date(2026, 1, 1))
