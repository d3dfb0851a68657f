import holidays
import numpy as np
from holidays.calendars.chinese import _ChineseLunisolar

from forecasting.day_types import LUNAR, LUNAR_FIRST_YEAR, LUNAR_NEW_YEAR, WORKDAY_ROW, day_types
from forecasting.tables import CALENDAR
from tests.forecasting.builders import calendar


def _types(first: str, count: int, *rows: tuple[str, str, str]):
    return day_types(CALENDAR.check(calendar(*rows)) if rows else None, np.datetime64(first), count)


def test_the_lunar_new_year_agrees_with_another_source() -> None:
    theirs = _ChineseLunisolar().LUNAR_NEW_YEAR_DATES
    for index, offset in enumerate(LUNAR_NEW_YEAR):
        day = np.datetime64(f"{LUNAR_FIRST_YEAR + index}-01-01") + offset
        month, in_month = theirs[LUNAR_FIRST_YEAR + index]
        assert str(day)[5:] == f"{_number(month):02}-{in_month:02}"


def _number(month: object) -> int:
    return month if isinstance(month, int) else ["JAN", "FEB", "MAR"].index(str(month).upper()[:3]) + 1


def test_a_makeup_saturday_is_a_workday() -> None:
    types = _types("2026-02-14", 2, ("2026-02-14", "makeup", ""))
    assert types.row.tolist() == [WORKDAY_ROW, 6]


def test_days_of_one_name_are_numbered_through_the_run() -> None:
    types = _types("2026-10-01", 4, *((f"2026-10-0{day}", "holiday", "National Day") for day in (1, 2, 3)))
    assert types.name.tolist() == ["National Day 1", "National Day 2", "National Day 3", ""]


def test_days_around_a_kept_lunar_new_year_go_by_lunar_date() -> None:
    types = _types("2026-02-10", 30, ("2026-02-17", "holiday", "Spring Festival"), ("2026-02-28", "makeup", ""))
    assert types.name[0] == "lunar -7"
    assert types.name[7] == "lunar 1"
    assert (types.kind[0], types.kind[7], types.kind[18]) == (LUNAR, "holiday", "makeup")
    assert (types.kind[:23] != "").all()
    assert (types.kind[23:] == "").all()


def test_another_countrys_calendar_has_no_lunar_days() -> None:
    rows = [(str(day), "holiday", name) for day, name in holidays.US(years=2026).items()]
    assert LUNAR not in _types("2026-01-01", 365, *rows).kind


def test_rest_days_follow_the_calendar() -> None:
    rows = [(f"2026-01-{day:02}", "weekend" if day % 7 in (2, 3) else "workday", "") for day in range(1, 29)]
    assert _types("2026-01-01", 28, *rows).rest_weekdays.nonzero()[0].tolist() == [4, 5]  # 2 January 2026: a Friday
    assert _types("2026-01-01", 28).rest_weekdays.nonzero()[0].tolist() == [5, 6]
