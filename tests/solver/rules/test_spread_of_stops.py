"""Ends of shifts: early ends at 15, late at 22; the team's work goes on until 22 on day 1."""

import pytest

from solver import rules
from solver.problem import CarriedShift, Span, Team
from solver.rules import Severity
from tests.solver.rules.weeks import agent, allowed, breaches, problem

FOUR = tuple(agent(name) for name in "ABCD")
TEAM = Team("online", frozenset(range(4)), (Span(24 + 7, 24 + 22),))


def rule(few: int = 0, **parts: object) -> rules.SpreadOfStops:
    return rules.SpreadOfStops(share_percent=50, few=few, **parts)


@pytest.mark.parametrize(
    ("few", "weeks", "verdict"),
    [
        (0, ".E..|.L..|....|....", True),  # one leaves, one stays
        (0, ".E..|.E..|.L..|....", False),  # two of three leave
        (0, ".E..|.E..|.L..|.L..", True),
        (0, ".E..|....|....|....", False),
        (1, ".E..|....|....|....", True),  # the one person is few
        (1, ".E..|.E..|....|....", False),  # a whole team of two
        (1, ".E..|.E..|.L..|....", True),  # beside the first, one of two
        (1, ".E..|.E..|.E..|.L..", False),  # beside the first, two of three
        (0, ".L..|.L..|....|....", True),  # the day is over at 22
        (0, "E...|E...|....|....", True),  # day 0 has no hours
    ],
)
def test_a_share_of_the_team_stays_at_every_stop(few: int, weeks: str, verdict: bool) -> None:
    assert allowed(problem(rule(few), agents=FOUR, teams=(TEAM,)), weeks) == verdict


def test_shifts_carried_over_from_before_leave_and_stay() -> None:
    morning = Team("online", frozenset({0, 1}), (Span(0, 22),))
    nights = CarriedShift(0, Span(-2, 8)), CarriedShift(1, Span(-2, 8))
    asked = problem(rule(1), teams=(morning,), carried=nights)
    assert not allowed(asked, "L...|....")
    assert allowed(problem(rule(1), teams=(morning,), carried=nights[:1]), "....|L...")


def test_what_is_beyond_counts_in_hundredths_of_a_person() -> None:
    found = breaches(problem(rule(severity=Severity.WARN, weight=3), agents=FOUR, teams=(TEAM,)), ".E..|.E..|.L..|....")
    assert [(b.day, b.amount, b.cost, b.subject) for b in found] == [(1, 50, 150, "online")]
