"""Each limit on hours: the last allowed minute, the first refused one, by model and check; and what overtime costs."""

from dataclasses import replace

import pytest

from solver import rules
from solver.check import check
from solver.problem import Day, History, Period, RosterProblem, Shift, Span
from solver.roster import Roster
from solver.rules import Rule, Severity
from tests.solver.rules.test_all_rules import least_cost
from tests.solver.rules.weeks import agent, allowed, assignments, breaches, problem

# E and L are paid 8 hours, N is paid 9; the horizon is of four days


def days(*, months: str = "aaaa", pay: tuple[int, ...] = (100,) * 4) -> tuple[Day, ...]:
    """Days whose month is a letter, so that a month begins where the letter changes."""
    return tuple(
        Day(Span(24 * at, 24 * at + 24), percent, month=ord(month), quarter=ord(month), year=ord(month))
        for at, (month, percent) in enumerate(zip(months, pay, strict=True))
    )


SATURDAY, SUNDAY = 5, 6


def known(**accounts: int) -> tuple:
    return (agent(history=History(accounts=tuple(accounts.items()))),)


@pytest.mark.parametrize(("week", "verdict"), [("EEEE", True), ("E.N.", False), ("....", True)])
def test_hours_a_day(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MaxHoursADay(minutes=480)), week) == verdict


@pytest.mark.parametrize(
    ("first", "week", "verdict"),
    [(SATURDAY, "EE.E", True), (SATURDAY, "EN.E", False), (SATURDAY, "EEEE", True), (SUNDAY, ".EEE", False)],
)
def test_hours_a_week_begin_afresh_on_monday(first: int, week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MaxHoursAWeek(minutes=960), first_weekday=first), week) == verdict


PERIODS = {
    "hours_week": rules.MaxHoursAWeek,
    "hours_month": rules.MaxHoursAMonth,
    "hours_quarter": rules.MaxHoursAQuarter,
    "hours_year": rules.MaxHoursAYear,
}


@pytest.mark.parametrize("account", PERIODS)
@pytest.mark.parametrize(
    ("before_min", "week", "verdict"),
    [
        (0, "EE..", True),
        (0, "EN..", False),
        (480, "E...", True),
        (481, "E...", False),
        (481, "..EE", True),  # the next period
        (481, "..NE", False),
        (2000, "....", True),  # too much already: no more, but nothing to be undone
        (2000, "E...", False),
    ],
)
def test_hours_of_a_period_count_what_was_worked_before(
    account: str, before_min: int, week: str, verdict: bool
) -> None:
    asked = problem(PERIODS[account](minutes=960), agents=known(**{account: before_min}))
    assert allowed(replace(asked, days=days(months="aabb"), first_weekday=SATURDAY), week) == verdict


@pytest.mark.parametrize(
    ("before", "week", "verdict"),
    [
        ((), "EE.E", True),
        ((), "EEE.", False),
        ((), "E.EE", True),
        ((), ".EEE", False),
        ((480,), "E.EE", True),
        ((480,), "EE..", False),
        ((480, 0), "EE.E", True),
        ((540, 0), "N...", True),
        ((480, 480), "E...", False),
        ((480, 480), ".E.E", True),
    ],
)
def test_hours_of_any_three_days_in_a_row(before: tuple[int, ...], week: str, verdict: bool) -> None:
    asked = problem(
        rules.MaxHoursInWindow(minutes=1080 if "N" in week else 960, days=3),
        agents=(agent(history=History(worked_min=before)),),
    )
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("N.L.", False), ("N...", True), ("EEEE", True), (".N.N", False)])
def test_night_hours_of_a_week(week: str, verdict: bool) -> None:
    nights = tuple(Span(24 * day - 3, 24 * day + 6) for day in range(6))  # 21:00 to 06:00: 8 h of N, 1 h of L
    asked = problem(rules.MaxNightHoursAWeek(minutes=480, nights=nights))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(
    ("before", "week", "verdict"),
    [
        ({}, "EE.E", True),  # the week is full
        ({}, "NNN.", False),  # an hour beyond each of three days
        ({}, "NN..", True),
        ({"overtime_month": 60}, "NN..", False),
        ({"overtime_month": 60}, "N...", True),
        ({"hours_week": 960}, "E.N.", False),  # 8 h of the week are left, 60 min beyond a day, 480 beyond the week
        ({"hours_week": 960}, "N...", True),
    ],
)
def test_overtime_of_a_month_is_beyond_days_and_weeks(before: dict[str, int], week: str, verdict: bool) -> None:
    rule = rules.MaxOvertimeAMonth(minutes=120, day_min=480, week_min=1440)
    assert allowed(problem(rule, agents=known(**before)), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("EE.E", False), ("E..E", True), ("EEE.", False), ("E.EE", False)])
def test_a_weeks_overtime_belongs_to_the_month_in_which_it_ends(week: str, verdict: bool) -> None:
    rule = rules.MaxOvertimeAMonth(minutes=0, day_min=480, week_min=960)
    full = known(overtime_month=2160)
    assert allowed(problem(rule, agents=full, days=days(months="aabb")), week) == verdict


def test_weeks_of_little_work_make_no_room_for_overtime_in_others() -> None:
    rule = rules.MaxOvertimeAMonth(minutes=0, day_min=480, week_min=480)
    asked = problem(rule, first_weekday=SATURDAY)
    assert allowed(asked, "E.E.")
    assert not allowed(asked, "EE..")


HOUR = 60 * 2000


def cost_of(rule: Rule, weeks: str, contract_min: int, **parts: object) -> int:
    """What a rule costs by the check, the same as by the model beside the wages."""
    asked = problem(rule, agents=(agent(contract_min=contract_min, **parts.pop("agent", {})),), **parts)
    verdict = check(asked, Roster(assignments(weeks)))
    by_model = least_cost(asked, assignments(weeks))
    assert by_model == verdict.cost
    [cost] = [item.cost for item in verdict.items if item.name == rule.name]
    return cost


PAY = rules.OvertimePay(day_min=480, normal_min=1440, overtime_percent=50, rest_day_percent=100)


@pytest.mark.parametrize(
    ("week", "contract_min", "cost"),
    [
        ("EEE.", 1440, 0),
        ("NNN.", 1440, 3 * HOUR // 2),  # three hours beyond a day
        ("EEEE", 1440, 8 * HOUR),  # eight hours of a day of rest
        ("EE..", 480, 4 * HOUR),  # eight hours beyond the contract, within a normal week
        ("EEEE", 480, 16 * HOUR // 2 + 8 * HOUR),
        ("NEEE", 1440, HOUR // 2 + 8 * HOUR),
        ("....", 1440, 0),
    ],
)
def test_overtime_costs_a_premium(week: str, contract_min: int, cost: int) -> None:
    assert cost_of(PAY, week, contract_min) == cost


def test_a_public_holiday_costs_its_class_and_no_overtime() -> None:
    asked = days(pay=(100, 300, 100, 100))
    assert cost_of(PAY, "EEEE", 1440, days=asked) == 0
    labour = check(problem(PAY, agents=(agent(contract_min=1440),), days=asked), Roster(assignments("EEEE"))).items[0]
    assert labour.cost == (3 + 3) * 8 * HOUR


def test_overtime_costs_by_grade() -> None:
    assert cost_of(PAY, "N...", 1440, agent={"minute_cost": 3000}) == 3 * HOUR // 4


@pytest.mark.parametrize(
    ("before_min", "week", "cost"),
    [
        (0, "EE.E", 0),
        (0, "EEE.", 4 * HOUR),
        (480, "EE.E", 4 * HOUR),
        (5000, "N..E", 9 * HOUR // 2),
    ],
)
def test_overtime_of_a_period_counts_what_was_worked_before(before_min: int, week: str, cost: int) -> None:
    pay = rules.PeriodOvertimePay(period=Period.MONTH, normal_min=960, overtime_percent=50)
    history = {"history": History(accounts=(("hours_month", before_min),))}
    assert cost_of(pay, week, 1440, agent=history, days=days(months="aaab")) == cost


def test_a_limit_that_warns_costs_each_minute_beyond() -> None:
    rule = rules.MaxHoursAMonth(minutes=1380, severity=Severity.WARN, weight=7)
    asked: RosterProblem = problem(rule, agents=known(hours_month=400))
    assert [breach.cost for breach in breaches(asked, "EEE.")] == [7 * 460]
    assert least_cost(asked, assignments("EEE.")) == 24 * HOUR + 7 * 460


def test_hours_are_those_paid() -> None:
    short = Shift("P", "P", (8, None, None, None), 9, 480)  # an hour of it is not paid
    asked = replace(problem(rules.MaxHoursADay(minutes=480)), shifts=(short,))
    assert allowed(asked, "E...")
