"""What a week adds to the accounts, what rolls over, and what a following week reads of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from planner.accounts import SignedWeek, accounts_after, balances
from planner.grid import Grid
from planner.requests import Request
from planner.tables import ACCOUNTS
from solver.kinds import is_late, is_night
from solver.problem import Shift
from tests.solver.builders import centre

MONDAY = date(2026, 11, 30)  # the month changes on Tuesday
SHANGHAI = "Asia/Shanghai"


def shift(
    agent: str, start: str, hours: float, *, kind: str = "any", post: str = "", timezone: str = SHANGHAI
) -> dict[str, object]:
    begins = pd.Timestamp(start, tz=timezone)
    return {
        "agent": agent,
        "shift_start": begins,
        "shift_end": begins + pd.Timedelta(hours=hours),
        "shift": kind,
        "post": post,
        "paid_min": 60 * (hours - 1),
    }


def week_of(*shifts: dict[str, object], monday: date = MONDAY, timezone: str = SHANGHAI, **more: object) -> SignedWeek:
    frame = pd.DataFrame(shifts, columns=["agent", "shift_start", "shift_end", "shift", "post", "paid_min"])
    given = {
        "night_kinds": frozenset({"night"}),
        "normal_h": {"day": 8, "week": 40},
        "holidays": frozenset(),
        "requests": (),
        **more,
    }
    return SignedWeek(frame, Grid(monday, 7, 15, timezone), **given)


def no_accounts() -> pd.DataFrame:
    return pd.DataFrame(columns=pd.Index(ACCOUNTS.names))


def rows(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=pd.Index(ACCOUNTS.names))


def values(frame: pd.DataFrame) -> dict[tuple[str, str], float]:
    return {(row.account, row.period): row.value for row in frame.itertuples()}


def test_hours_count_in_the_month_quarter_and_year_of_the_day_a_shift_begins() -> None:
    week = week_of(shift("A", "2026-11-30T23:00", 9), shift("A", "2026-12-02T08:00", 9.5))
    counted = values(accounts_after(no_accounts(), week))
    assert {key: value for key, value in counted.items() if key[0].startswith("hours")} == {
        ("hours_month", "2026-M11"): 8,
        ("hours_month", "2026-M12"): 8.5,
        ("hours_quarter", "2026-Q4"): 16.5,
        ("hours_year", "2026"): 16.5,
    }


def test_overtime_is_what_is_beyond_a_normal_day_and_the_rest_beyond_a_normal_week() -> None:
    days = ("11-30", "12-01", "12-02", "12-03", "12-04", "12-05")
    longer = [shift("A", f"2026-{day}T08:00", 10.5 if day == "11-30" else 9) for day in days]
    counted = values(accounts_after(no_accounts(), week_of(*longer)))
    assert counted["overtime_month", "2026-M11"] == 1.5  # of Monday's nine and a half hours
    assert counted["overtime_month", "2026-M12"] == 8  # six normal days are one more than a week
    assert counted["overtime_year", "2026"] == 9.5


@pytest.mark.parametrize(
    ("kind", "start", "expected"),
    [
        ("night", "2026-11-30T23:00", {"nights"}),
        ("night", "2026-12-04T23:00", {"nights"}),  # Friday's, though it ends on Saturday
        ("mid", "2026-11-30T13:00", {"late"}),
        ("mid", "2026-11-30T17:45", {"late"}),
        ("mid", "2026-11-30T12:45", set()),
        ("mid", "2026-12-05T08:00", {"weekends"}),
        ("mid", "2026-12-03T08:00", {"holidays"}),
    ],
)
def test_what_a_shift_is_balanced_as(kind: str, start: str, expected: set[str]) -> None:
    week = week_of(shift("A", start, 9, kind=kind), holidays=frozenset({date(2026, 12, 3)}))
    counted = values(accounts_after(no_accounts(), week))
    assert {account for account, period in counted if period == "2026-W49"} == expected


def test_a_weekend_counts_once_and_posts_each_time() -> None:
    week = week_of(*(shift("A", f"2026-12-0{day}T08:00", 9, post="expert") for day in (4, 5, 6)))
    counted = values(accounts_after(no_accounts(), week))
    assert counted["weekends", "2026-W49"] == 1
    assert counted["turns_expert", "2026-W49"] == 3


def test_wishes_that_are_not_granted_are_counted_by_day() -> None:
    def wish(kind: str, day: int, days: int = 1, shift: str = "") -> Request:
        start = datetime(2026, 12, day, tzinfo=ZoneInfo(SHANGHAI))
        return Request("A", start, start + timedelta(days=days), kind, shift)  # type: ignore[arg-type]

    wishes = (wish("off", 1, 2), wish("shift", 3, shift="any"), wish("shift", 4, shift="other"), wish("leave", 5))
    worked = [shift("A", f"2026-12-0{day}T08:00", 9) for day in (2, 3, 4)]
    counted = values(accounts_after(no_accounts(), week_of(*worked, requests=wishes)))
    assert counted["wishes_refused", "2026-W49"] == 2  # the second day off and the other shift


def test_accounts_go_on_and_periods_that_have_passed_go() -> None:
    before = rows(
        ("A", "hours_month", "2026-M10", 160),
        ("A", "hours_month", "2026-M11", 152),
        ("A", "hours_quarter", "2026-Q4", 312),
        ("A", "hours_year", "2026", 1700),
        ("A", "nights", "2026-W48", 2),
        ("A", "nights", "2026-W37", 3),
        ("A", "nights", "2026-W36", 1),
        ("B", "late", "2026-W48", 1),
    )
    after = accounts_after(before, week_of(shift("A", "2026-11-30T08:00", 9)))
    assert [tuple(row) for row in after.itertuples(index=False)] == [
        ("A", "hours_month", "2026-M11", 160),
        ("A", "hours_quarter", "2026-Q4", 320),
        ("A", "hours_year", "2026", 1708),
        ("A", "nights", "2026-W37", 3),
        ("A", "nights", "2026-W48", 2),
        ("B", "late", "2026-W48", 1),
    ]


def test_a_week_reads_its_own_month_and_the_quarter_before_it() -> None:
    accounts = rows(
        ("A", "hours_month", "2026-M11", 152),
        ("A", "hours_month", "2026-M12", 40.25),
        ("A", "overtime_month", "2026-M12", 1.5),
        ("A", "hours_year", "2026", 1700),
        ("A", "nights", "2026-W36", 5),
        ("A", "nights", "2026-W37", 3),
        ("A", "nights", "2026-W49", 2),
    )
    assert balances(accounts, date(2026, 12, 7)) == {
        "A": {"hours_month": 2415, "hours_year": 102_000, "nights": 5, "overtime_month": 90}
    }
    assert balances(accounts, date(2026, 12, 14))["A"]["nights"] == 2


@pytest.mark.parametrize(
    ("start", "paid_h", "nights"),
    [("2026-03-28T22:00", 8, 1), ("2026-10-24T22:00", 8, 1)],
)
def test_a_night_of_a_clock_change_has_the_hours_that_were_worked(start: str, paid_h: float, nights: int) -> None:
    day = date.fromisoformat(start[:10])
    monday = day - timedelta(days=day.weekday())
    week = week_of(
        shift("A", start, 9, kind="night", timezone="Europe/Berlin"), monday=monday, timezone="Europe/Berlin"
    )
    counted = values(accounts_after(no_accounts(), week))
    assert counted["hours_year", "2026"] == paid_h
    assert sum(value for (account, _), value in counted.items() if account == "nights") == nights


@pytest.mark.parametrize("hour", [0, 2, 7, 12.75, 13, 17.75, 18, 23])
def test_a_turn_that_is_signed_is_a_turn_that_was_balanced(hour: float) -> None:
    """Late finishes are the same in the accounts as for the rule that balances them; nights are, by the kind."""
    offered = Shift("any", "any", tuple(round(4 * (24 * day + hour)) for day in range(7)), 36, 480)
    problem = replace(centre(1, 4), shifts=(offered,))
    begins = f"2026-12-01T{int(hour):02d}:{int(hour % 1 * 60):02d}"
    signed = week_of(shift("A", begins, 9), night_kinds=problem.night_kinds)
    counted = {account for account, _ in values(accounts_after(no_accounts(), signed))}
    assert ("nights" in counted) == is_night(problem, 1, 0)
    assert ("late" in counted) == is_late(problem, 1, 0)
