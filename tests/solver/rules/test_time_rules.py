"""Each rule of working time and rest: the forbidden case is refused, its neighbour allowed, by model and check.

Day 0 is a Monday unless said; early starts at 07:00, late at 14:00, night at 22:00.
"""

from dataclasses import replace

import pytest

from solver import rules
from solver.rules import Severity
from tests.solver.rules.weeks import agent, allowed, before, breaches, problem

THURSDAY, SUNDAY = 3, 6


@pytest.mark.parametrize(
    ("week", "verdict"),
    [
        ("N.L.", True),  # 07:00 to 14:00 on the day after: 31 hours
        ("N.E.", True),  # 24 hours
        ("NN..", False),  # 15 hours
        ("EE..", True),  # 16 hours are enough after an early shift
        ("LE..", False),  # 9 hours are not
    ],
)
def test_rest_after_a_night_is_longer(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MinRestBetweenShifts(slots=11, after={"N": 24})), week) == verdict


@pytest.mark.parametrize(("last", "verdict"), [("N", False), ("E", True), ("N.", False), ("", True)])
def test_rest_after_the_last_night_of_before_is_longer(last: str, verdict: bool) -> None:
    rested = agent(history=before(last, last_end=-15))
    rest = rules.MinRestBetweenShifts(slots=11, after={"N": 24})
    assert allowed(problem(rest, agents=(rested,)), "E...") == verdict


@pytest.mark.parametrize(
    ("week", "verdict"),
    [("EE..", True), (".EE.", True), ("E...", False), (".E..", False), ("...E", True), ("EE.E", True), ("E.EE", False)],
)
def test_a_run_of_working_days_is_not_too_short(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MinDaysInARow(days=2), agents=(agent(history=before(".")),)), week) == verdict


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        (".E", "E...", True),
        (".E", "....", False),  # one day alone, and the plan ends it
        ("E.", "....", True),  # ended before
        ("", "E...", True),  # nobody knows how long it was
        ("E", "E...", True),
        ("E", "....", True),
    ],
)
def test_a_short_run_may_have_begun_before(history: str, week: str, verdict: bool) -> None:
    asked = problem(rules.MinDaysInARow(days=2), agents=(agent(history=before(history)),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(("week", "days"), [("E.E.", [0, 2]), (".E..", [1]), ("EE..", [1]), ("EEE.", [])])
def test_each_day_missing_to_a_run_is_a_breach(week: str, days: list[int]) -> None:
    asked = problem(rules.MinDaysInARow(days=3), agents=(agent(history=before(".")),))
    found = breaches(asked, week)
    assert [breach.day for breach in found] == days
    assert all(breach.amount == 3 - (2 if week == "EE.." else 1) for breach in found)


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        ("", "NN..", True),
        ("", "NNN.", False),
        ("", "NNE.", True),
        ("", "NEN.", True),
        ("", "EEEE", True),
        (".N", "N...", True),
        (".N", "NN..", False),
        ("N.", "NN..", True),
        ("NE", "NN..", True),
    ],
)
def test_no_run_of_nights_is_too_long(history: str, week: str, verdict: bool) -> None:
    asked = problem(rules.MaxNightsInARow(most=2), agents=(agent(history=before(history)),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        ("", "NN..", True),
        ("", "N..E", True),
        ("", "N.E.", False),
        ("", "NE..", False),
        ("", "N.N.", False),
        ("", "NNNN", True),
        ("", "EE..", True),
        ("N", "E...", False),
        ("N", ".E..", False),
        ("N", "..E.", True),
        ("N", "N..E", True),
        ("N.", "E...", False),
        ("N.", ".E..", True),
        ("N..", "E...", True),
        ("NE", "E...", True),
    ],
)
def test_days_off_follow_nights(history: str, week: str, verdict: bool) -> None:
    asked = problem(rules.DaysOffAfterNights(days=2), agents=(agent(history=before(history)),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        ("EEEEEE", ".E..", True),
        ("EEEEEE", "E...", False),  # a seventh day
        ("EEEEE", "EE..", False),
        ("EEEEE", "E.E.", True),
        ("EE.EEE", "E.EE", True),
        ("EEEEEEEE", ".EEE", True),  # what is spoilt already is not this plan's
        ("", "EEEE", True),
    ],
)
def test_windows_of_seven_days_reach_back_before_the_plan(history: str, week: str, verdict: bool) -> None:
    asked = problem(rules.MinDaysOff(days=1), agents=(agent(history=before(history)),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        ("E", "E..E", True),
        ("E", "E.E.", False),
        ("E", "EEE.", True),  # the last day off may go on
        ("E", ".EEE", False),
        ("E.", ".EEE", True),
        ("E..", "EEEE", True),
        ("", ".EEE", True),  # nobody knows how many were off before
    ],
)
def test_days_off_stand_together(history: str, week: str, verdict: bool) -> None:
    asked = problem(rules.DaysOffTogether(days=2), agents=(agent(history=before(history)),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        ("E....", "..E.", False),  # a Saturday and the next
        (".E...", "..E.", False),  # a Sunday and the Saturday after it
        ("E....", "...E", False),
        ("E....", "EE..", True),
        ("..E..", "..E.", True),  # it was a Monday
        ("...", "..EE", True),  # the weekend before is not known and counts as free
    ],
)
def test_one_of_two_weekends_is_free(history: str, week: str, verdict: bool) -> None:
    asked = problem(rules.WeekendsOff(free=1, weekends=2), agents=(agent(history=before(history)),))
    assert allowed(replace(asked, first_weekday=THURSDAY), week) == verdict


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        ("E.......", "E...", False),  # Saturday of last week, and the Sunday on which the plan begins
        (".E......", "E...", False),
        ("..E.....", "E...", True),
        (".......E", "E...", True),  # two days of one weekend
        ("E......E", "E...", True),  # yesterday has spoilt this weekend already
        ("E.......", ".EEE", True),
    ],
)
def test_a_weekend_may_have_begun_before_the_plan(history: str, week: str, verdict: bool) -> None:
    asked = problem(rules.WeekendsOff(free=1, weekends=2), agents=(agent(history=before(history)),))
    assert allowed(replace(asked, first_weekday=SUNDAY), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("NN..", False), ("N.EE", True), ("NLLE", True), ("....", True)])
def test_shifts_of_a_kind_are_limited(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MaxShiftsOfKind(most={"N": 1, "L": 2})), week) == verdict


@pytest.mark.parametrize(
    ("band_min", "first_weekday", "week", "verdict"),
    [
        (60, 0, "EEEE", True),
        (60, 0, "E..L", False),
        (420, 0, "E..L", True),  # 07:00 and 14:00
        (419, 0, "E..L", False),
        (480, 0, "L..N", True),
        (539, 0, "E..N", False),  # 22:00 to 07:00 are nine hours round midnight
        (540, 0, "E..N", True),
        (60, SUNDAY, "ELLL", True),  # another week
        (60, SUNDAY, "LLEL", False),
    ],
)
def test_starts_of_a_week_lie_within_a_band(band_min: int, first_weekday: int, week: str, verdict: bool) -> None:
    asked = problem(rules.StartConsistency(band_min=band_min))
    assert allowed(replace(asked, first_weekday=first_weekday), week) == verdict


def test_each_pair_of_starts_too_far_apart_is_a_breach() -> None:
    steady = rules.StartConsistency(band_min=60, severity=Severity.WARN, weight=5)
    assert [breach.day for breach in breaches(problem(steady), "ELEE")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("history", "week", "verdict"),
    [
        ("", "ELNN", True),
        ("", "LE..", False),
        ("", "NL..", False),
        ("", "L.E.", True),  # a day off lies between
        ("", "EEEE", True),
        ("L", "E...", False),
        ("L", "L...", True),
        ("L.", "E...", True),
        ("X", "E...", True),  # a kind that is no more
    ],
)
def test_shifts_rotate_forward(history: str, week: str, verdict: bool) -> None:
    assert allowed(problem(rules.ForwardRotation(), agents=(agent(history=before(history)),)), week) == verdict


@pytest.mark.parametrize(
    ("week", "verdict"), [("EL.N", True), ("EL..", True), ("EE..", False), (".L..", False), ("ELE.", False)]
)
def test_a_rotation_is_kept_where_it_binds(week: str, verdict: bool) -> None:
    rotating = agent(rotation=("E", "L", "", None))
    assert allowed(problem(rules.Rotations(), agents=(rotating,)), week) == verdict
