"""Hours by pay class: cases by hand, and the cost of overtime that the solver's rules find for the same week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.centre import Centre
from planner.payroll import payroll
from planner.rostering import Week
from planner.tables import ACTIVITIES, ROSTER
from solver.check import check
from solver.problem import RosterProblem
from solver.roster import Roster
from tests.builders import PLAN, WEEK, write_centre
from tests.planner.labour.builders import AGENTS, PAID_MIN, assignments, plan_text, problem, week_of

CLASSES = ["normal_h", "overtime_h", "rest_day_h", "holiday_h"]
NATIONAL_DAY = "2026-W40"  # Thursday to Saturday are statutory holidays
ZONE = "Asia/Shanghai"


def frame(table: object, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=pd.Index(table.names))  # type: ignore[attr-defined]


def shift(day: date, clock: str, hours: float, paid_min: float, zone: str = ZONE) -> tuple[object, ...]:
    start = pd.Timestamp(f"{day} {clock}", tz=zone)
    return "001", start, start + pd.Timedelta(hours=hours), "early", "", False, paid_min


def roster_of(week: Week, days: str) -> pd.DataFrame:
    """Read `"480 480 . 495"`: the minutes paid on each day, a dot for a day off."""
    worked = [(day, int(paid)) for day, paid in zip(week.grid.dates(), days.split(), strict=False) if paid != "."]
    return frame(ROSTER, [shift(day, "08:00", paid / 60, paid) for day, paid in worked])


def classes(week: Week, days: str) -> list[float]:
    """Hours of a week by pay class."""
    hours = payroll(week, roster_of(week, days), frame(ACTIVITIES, []))
    return [float(hours[name].sum()) for name in CLASSES]


def centre(folder: Path, labour: str = "", contract_h: int = 40, week: str = WEEK, plan: str = "") -> Week:
    write_centre(folder, plan=plan or plan_text(labour), agents=AGENTS.format(tags="", contract_h=contract_h))
    return week_of(Centre.open(folder / "plan.toml"), week)


def test_a_normal_week_is_normal(tmp_path: Path) -> None:
    assert classes(centre(tmp_path), "480 480 480 480 480") == [40, 0, 0, 0]


def test_what_is_beyond_a_normal_day_is_overtime(tmp_path: Path) -> None:
    assert classes(centre(tmp_path), "540 480 480 480 420") == [39, 1, 0, 0]


def test_a_sixth_day_beyond_a_normal_week_is_a_day_of_rest(tmp_path: Path) -> None:
    assert classes(centre(tmp_path), "480 480 480 480 480 480") == [40, 0, 8, 0]


def test_part_timers_have_overtime_before_they_work_on_days_of_rest(tmp_path: Path) -> None:
    assert classes(centre(tmp_path, contract_h=20), "480 480 480 480 480 480") == [20, 20, 8, 0]


def test_hours_fill_the_classes_in_the_order_they_are_worked(tmp_path: Path) -> None:
    week = centre(tmp_path)
    hours = payroll(week, roster_of(week, "480 480 480 480 300 480"), frame(ACTIVITIES, []))
    assert hours[CLASSES].to_numpy().tolist()[4:] == [[5, 0, 0, 0], [3, 0, 5, 0]]


def test_statutory_holidays_are_a_class_of_their_own_and_fill_no_other(tmp_path: Path) -> None:
    week = centre(tmp_path, week=NATIONAL_DAY)
    assert classes(week, "480 480 480 480 480 480 480") == [32, 0, 0, 24]


def test_without_a_labour_pack_all_hours_are_normal(tmp_path: Path) -> None:
    week = centre(tmp_path, plan=PLAN, week=NATIONAL_DAY)
    assert classes(week, "600 600 600 600 600 600 600") == [70, 0, 0, 0]


def test_what_is_beyond_a_period_is_overtime(tmp_path: Path) -> None:
    week = centre(tmp_path, 'system = "comprehensive"\nperiod = "week"')
    assert classes(week, "600 600 600 600 600") == [40, 10, 0, 0]


def test_a_new_month_begins_with_no_hours(tmp_path: Path) -> None:
    """January has the week's first three days and little left of its 165.36 h; February has all of its own."""
    labour = 'system = "comprehensive"\nperiod = "month"'
    published = tmp_path / "published/2026-W04"
    published.mkdir(parents=True)
    (published / "roster.csv").write_text("agent,shift_start,shift_end,shift,post,locked,paid_min\n", encoding="utf-8")
    (published / "accounts.csv").write_text(
        "agent,account,period,value\n001,hours_month,2026-M01,160\n", encoding="utf-8"
    )
    week = centre(tmp_path, labour, week="2026-W05")  # 26 January to 1 February
    hours = payroll(week, roster_of(week, "480 . . . . . 480"), frame(ACTIVITIES, []))
    assert hours[["normal_h", "overtime_h"]].to_numpy().tolist() == [
        [pytest.approx(5.35), pytest.approx(2.65)],  # 165.36 h are 9,921 whole minutes
        [8, 0],
    ]


@dataclass(frozen=True)
class Priced:
    """A week, and the rule by which the solver prices its overtime."""

    problem: RosterProblem
    week: Week
    rule: str


PATTERN = st.lists(st.sampled_from([".", *map(str, PAID_MIN)]), min_size=7, max_size=7).map(" ".join)
LAW = {
    "standard": ("", "overtime_pay"),
    "comprehensive": ('system = "comprehensive"\nperiod = "month"', "period_overtime_pay"),
}


@pytest.fixture(scope="module", params=[(law, contract_h) for law in LAW for contract_h in (20, 40)], ids=str)
def priced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Priced:
    law, contract_h = request.param
    labour, rule = LAW[law]
    folder = tmp_path_factory.mktemp("pay")
    asked = problem(folder, labour, week=NATIONAL_DAY, contract_h=contract_h)
    return Priced(asked, week_of(Centre.open(folder / "plan.toml"), NATIONAL_DAY), rule)


@settings(deadline=None)
@given(days=PATTERN)
def test_overtime_is_what_the_solver_prices(priced: Priced, days: str) -> None:
    """Premiums of 50 % for overtime and 100 % for rest days, in the cost of a minute."""
    normal_h, overtime_h, rest_day_h, holiday_h = classes(priced.week, days)
    asked = priced.problem
    items = {item.name: item.cost for item in check(asked, Roster(assignments(asked, days))).items}
    assert round((overtime_h * 0.5 + rest_day_h) * 60 * asked.agents[0].minute_cost) == items.get(priced.rule, 0)
    paid_min = sum(int(minutes) for minutes in days.split() if minutes != ".")
    assert normal_h + overtime_h + rest_day_h + holiday_h == pytest.approx(paid_min / 60)


def night_h(week: Week, rows: Sequence[tuple[object, ...]], pauses: Sequence[tuple[object, ...]] = ()) -> float:
    return float(payroll(week, frame(ROSTER, rows), frame(ACTIVITIES, pauses))["night_h"].sum())


def test_night_hours_are_the_paid_ones_between_ten_and_six(tmp_path: Path) -> None:
    week, monday = centre(tmp_path), date(2026, 3, 2)
    row = shift(monday, "20:00", 12, 660)
    start = row[1]
    assert isinstance(start, datetime)
    pauses = [
        ("001", start + timedelta(hours=5), start + timedelta(hours=6), "meal", start),
        ("001", start + timedelta(hours=7), start + timedelta(hours=7.25), "break", start),
    ]
    assert night_h(week, [row]) == 8
    assert night_h(week, [row], pauses) == 7  # the meal is not paid, the break is
    assert night_h(week, [shift(monday, "08:00", 9, 480)]) == 0


def test_a_night_is_as_long_as_its_clock_change_makes_it(tmp_path: Path) -> None:
    plan = PLAN.replace("Asia/Shanghai", "Europe/Berlin")
    week = centre(tmp_path, plan=plan, week="2026-W43")
    saturday = date(2026, 10, 24)
    assert night_h(week, [shift(saturday, "22:00", 9, 540, "Europe/Berlin")]) == 9


def test_agents_and_days_without_work_have_no_row(tmp_path: Path) -> None:
    week = centre(tmp_path)
    hours = payroll(week, roster_of(week, "480 . 480"), frame(ACTIVITIES, []))
    assert hours[["agent", "date", "name"]].to_numpy().tolist() == [
        ["001", date(2026, 3, 2), "Ann"],
        ["001", date(2026, 3, 4), "Ann"],
    ]
    assert payroll(week, roster_of(week, ""), frame(ACTIVITIES, [])).empty
