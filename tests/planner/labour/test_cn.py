"""Each item of the pack for China: a week at the legal limit is allowed, one a quarter of an hour beyond it refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from solver.problem import COST_PER_WAGE_HOUR
from tests.planner.labour.builders import allowed, before, problem, verdict

USUAL, SPECIAL = 'overtime = "usual"', 'overtime = "special"'
HOUR = 60


def comprehensive(period: str, overtime: str = "") -> str:
    return f'system = "comprehensive"\nperiod = "{period}"\n{overtime}'


LIMITS = {
    "8 hours a day": ("", {}, "480", True),
    "more than 8 hours a day": ("", {}, "495", False),
    "40 hours a week": ("", {}, "405 405 405 405 405 375 .", True),
    "40.25 hours a week": ("", {}, "405 405 405 405 405 390 .", False),
    "six days": ("", {}, "375 375 375 375 375 375 .", True),
    "seven days": ("", {}, "300 300 300 300 300 300 300", False),
    "1 hour of overtime a day": (USUAL, {}, "540", True),
    "1.25 hours of overtime a day": (USUAL, {}, "555", False),
    "3 hours of overtime a day for special reasons": (SPECIAL, {}, "660", True),
    "3.25 hours of overtime a day": (SPECIAL, {}, "675", False),
    "36 hours of overtime a month": (SPECIAL, {"overtime_month": 30 * HOUR}, "600 600 600 . . . .", True),
    "36.25 hours of overtime a month": (SPECIAL, {"overtime_month": 30 * HOUR}, "600 600 615 . . . .", False),
    "36 hours with a sixth day": (USUAL, {"overtime_month": 31 * HOUR}, "480 480 480 480 480 300 .", True),
    "36.25 hours with a sixth day": (USUAL, {"overtime_month": 31 * HOUR}, "480 480 480 480 495 300 .", False),
    "a week of comprehensive hours": (comprehensive("week"), {}, "600 600 600 600 . . .", True),
    "more than a week of them": (comprehensive("week"), {}, "600 600 600 615 . . .", False),
    "36 hours beyond weeks": (
        comprehensive("week", USUAL),
        {"overtime_month": 30 * HOUR},
        "660 660 660 480 300 . .",
        True,
    ),
    "more than 36 hours beyond weeks": (
        comprehensive("week", USUAL),
        {"overtime_month": 30 * HOUR},
        "660 660 660 495 300 . .",
        False,
    ),
    "a month": (comprehensive("month"), {"hours_month": 9921 - 1200}, "600 600", True),
    "more than a month": (comprehensive("month"), {"hours_month": 9921 - 1200}, "600 615", False),
    "a month and 36 hours": (comprehensive("month", USUAL), {"hours_month": 9921 + 2160 - 1200}, "600 600", True),
    "more than that": (comprehensive("month", USUAL), {"hours_month": 9921 + 2160 - 1200}, "600 615", False),
    "a quarter": (comprehensive("quarter"), {"hours_quarter": 496 * HOUR - 1200}, "600 600", True),
    "more than a quarter": (comprehensive("quarter"), {"hours_quarter": 496 * HOUR - 1200}, "600 615", False),
    "a quarter and 108 hours": (comprehensive("quarter", USUAL), {"hours_quarter": 604 * HOUR - 1200}, "600 600", True),
    "more than these": (comprehensive("quarter", USUAL), {"hours_quarter": 604 * HOUR - 1200}, "600 615", False),
    "a year": (comprehensive("year"), {"hours_year": 1984 * HOUR - 1200}, "600 600", True),
    "more than a year": (comprehensive("year"), {"hours_year": 1984 * HOUR - 1200}, "600 615", False),
    "a year and 432 hours": (comprehensive("year", USUAL), {"hours_year": 2416 * HOUR - 1200}, "600 600", True),
    "more than those": (comprehensive("year", USUAL), {"hours_year": 2416 * HOUR - 1200}, "600 615", False),
}


@pytest.mark.parametrize("name", LIMITS)
def test_the_legal_limit_is_allowed_and_nothing_beyond(name: str, tmp_path: Path) -> None:
    labour, accounts, days, verdict = LIMITS[name]
    assert allowed(before(problem(tmp_path, labour), accounts), days) == verdict


@pytest.mark.parametrize("tag", ["pregnant_7m", "nursing", "minor"])
@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        ("480 480 480 480 480 . .", True),
        ("495 . . . . . .", False),
        ("405 405 405 405 405 375 .", True),
        ("405 405 405 405 405 390 .", False),
    ],
)
def test_protected_people_work_no_overtime_where_others_do(tag: str, days: str, verdict: bool, tmp_path: Path) -> None:
    asked = problem(tmp_path, USUAL, tags=f"early;{tag}")
    assert allowed(asked, days, agent=1) == verdict
    assert allowed(asked, days, agent=0)


@pytest.mark.parametrize("tag", ["pregnant_7m", "nursing", "minor"])
def test_protected_people_work_until_ten_at_night_and_no_longer(tag: str, tmp_path: Path) -> None:
    asked = problem(tmp_path, tags=tag)
    for start_min, until_ten in ((14 * 60, True), (14 * 60 + 15, False)):
        starts = tuple((24 * 60 * day + start_min) // 15 for day in range(7))
        late = replace(asked, shifts=tuple(replace(shift, starts=starts) for shift in asked.shifts))
        assert allowed(late, "480", agent=1) == until_ten
        assert allowed(late, "480", agent=0)


@pytest.mark.parametrize(
    ("labour", "week", "days", "wage_h", "premium_h"),
    [
        ("", "2026-W10", "480 480 480 480 480 . .", 40, 0),
        (USUAL, "2026-W10", "540 . . . . . .", 9, 0.5),  # an hour at 150 %
        (USUAL, "2026-W10", "480 480 480 480 480 300 .", 45, 5),  # five hours of a day of rest at 200 %
        (USUAL, "2026-W10", "540 480 480 480 480 300 .", 46, 5.5),
        ("", "2026-W40", ". . . 480 480 480 .", 8 * 9, 0),  # 1 to 3 October at 300 %
        ("", "2026-W40", "480 480 480 480 480 480 .", 24 + 72, 0),  # paid by their class, as no overtime beside
        (comprehensive("week", USUAL), "2026-W10", "660 660 660 480 . . .", 41, 0.5),
    ],
)
def test_overtime_days_of_rest_and_holidays_are_paid_by_their_class(
    labour: str, week: str, days: str, wage_h: float, premium_h: float, tmp_path: Path
) -> None:
    asked = problem(tmp_path, labour, '[rules.max_hours_a_week]\nseverity = "off"', week=week)
    assert allowed(asked, days)
    costs = {item.name: item.cost / COST_PER_WAGE_HOUR for item in verdict(asked, days).items}
    assert costs["labour"] == wage_h
    assert costs.get("overtime_pay", 0) + costs.get("period_overtime_pay", 0) == premium_h
