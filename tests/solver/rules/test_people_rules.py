"""Each rule about people: the forbidden case is refused, its neighbour allowed, by model and check.

Early is 7-15, late 14-22, night 22-31.
"""

from dataclasses import replace

import pytest

from solver import rules
from solver.problem import CarriedShift, Span
from solver.rules import Protection
from tests.solver.rules.weeks import agent, allowed, breaches, problem

NEW = agent("A", team="x", tags=frozenset({"new"}))
GUIDE = agent("B", team="x", tags=frozenset({"guide"}))
OTHER = agent("C", team="x")
PAIR = agent("A"), agent("B")


def beside(overlap: int) -> rules.Mentor:
    return rules.Mentor(newcomers="new", mentors="guide", overlap=overlap)


@pytest.mark.parametrize(("week", "verdict"), [("EEEE", True), ("L...", False), ("N...", False), ("....", True)])
def test_the_protected_work_no_minute_of_a_night(week: str, verdict: bool) -> None:
    nights = tuple(Span(24 * day - 3, 24 * day + 6) for day in range(5))  # from 21:00; L ends at 22:00
    rule = rules.Protected(protections=(Protection("nursing", nights=nights),))
    assert allowed(problem(rule, agents=(agent(tags=frozenset({"nursing"})),)), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("EEEE", True), ("N...", False)])
def test_the_protected_work_no_day_longer_than_a_normal_one(week: str, verdict: bool) -> None:
    rule = rules.Protected(protections=(Protection("nursing", no_overtime=True),), day_min=480)
    owed = agent(tags=frozenset({"nursing"}), contract_min=2400)
    assert allowed(problem(rule, agents=(owed,)), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("N...", False), ("E...", True), ("...N", False)])
def test_the_protected_work_no_nights(week: str, verdict: bool) -> None:
    rule = rules.Protected(protections=(Protection("nursing", frozenset("N")),))
    assert allowed(problem(rule, agents=(agent(tags=frozenset({"nursing"})),)), week) == verdict
    assert allowed(problem(rule), week)


@pytest.mark.parametrize(("week", "verdict"), [("EE..", True), ("EEE.", False), ("EN..", False), ("....", True)])
def test_the_protected_work_no_overtime(week: str, verdict: bool) -> None:
    rule = rules.Protected(protections=(Protection("nursing", no_overtime=True),))
    nursing = agent(tags=frozenset({"nursing"}), contract_min=960)
    assert allowed(problem(rule, agents=(nursing,)), week) == verdict
    assert allowed(problem(rule, agents=(replace(nursing, tags=frozenset()),)), week)


@pytest.mark.parametrize(
    ("overlap", "weeks", "verdict"),
    [
        (4, "E...|E...|....", True),
        (4, "E...|....|E...", False),  # somebody, but no mentor
        (4, "E...|.E..|....", False),
        (4, "E...|L...|....", False),  # one hour
        (1, "E...|L...|....", True),
        (2, "L...|E...|....", False),
        (8, "E...|E...|....", True),
        (9, "E...|E...|....", True),  # longer than the shift: the whole of it
        (9, "N...|N...|....", True),
        (4, "....|....|E...", True),  # others need none
    ],
)
def test_a_newcomer_works_beside_a_mentor(overlap: int, weeks: str, verdict: bool) -> None:
    assert allowed(problem(beside(overlap), agents=(NEW, GUIDE, OTHER)), weeks) == verdict


def test_a_mentor_of_another_team_or_the_newcomer_herself_is_none() -> None:
    far = replace(GUIDE, team="y")
    both = replace(NEW, tags=frozenset({"new", "guide"}))
    assert not allowed(problem(beside(4), agents=(NEW, far)), "E...|E...")
    assert not allowed(problem(beside(4), agents=(both, OTHER)), "E...|E...")


def test_a_mentor_may_have_begun_before_the_plan() -> None:
    asked = problem(beside(1), agents=(NEW, GUIDE), carried=(CarriedShift(1, Span(-2, 8)),))
    assert allowed(asked, "E...|....")
    assert not allowed(asked, "L...|....")


@pytest.mark.parametrize(
    ("weeks", "verdict"),
    [("EL..|EL..", True), ("E...|....", False), ("E...|L...", False), ("....|....", True), ("E...|.E..", False)],
)
def test_a_pair_starts_together(weeks: str, verdict: bool) -> None:
    assert allowed(problem(rules.Together(), agents=PAIR, together=((0, 1),)), weeks) == verdict
    assert allowed(problem(rules.Together(), agents=PAIR), weeks)


def test_a_day_of_leave_parts_a_pair() -> None:
    away = agent("A"), agent("B", leave=(Span(0, 24),))
    asked = problem(rules.Together(), agents=away, together=((0, 1),))
    assert allowed(asked, "E...|....")
    assert not allowed(asked, ".E..|....")


def test_each_start_alone_is_a_breach() -> None:
    asked = problem(rules.Together(), agents=PAIR, together=((0, 1),))
    assert [(b.day, b.amount, b.subject) for b in breaches(asked, "EE..|L...")] == [(0, 2, "B"), (1, 1, "B")]


@pytest.mark.parametrize(
    ("weeks", "verdict"),
    [
        ("E...|.E..", True),
        ("E...|E...", False),
        ("E...|L...", False),  # both are there from 14:00 to 15:00
        ("E...|N...", True),
        ("L...|N...", True),  # one goes as the other comes
        (".E..|N...", True),  # the night ends at 07:00 as early begins
    ],
)
def test_a_pair_is_kept_apart(weeks: str, verdict: bool) -> None:
    assert allowed(problem(rules.Apart(), agents=PAIR, apart=((0, 1),)), weeks) == verdict
    assert allowed(problem(rules.Apart(), agents=PAIR), weeks)


@pytest.mark.parametrize(("weeks", "verdict"), [("E...|....", False), ("L...|....", True), ("....|E...", True)])
def test_a_pair_is_apart_from_the_shift_of_before_too(weeks: str, verdict: bool) -> None:
    asked = problem(rules.Apart(), agents=PAIR, apart=((0, 1),), carried=(CarriedShift(1, Span(-2, 8)),))
    assert allowed(asked, weeks) == verdict
