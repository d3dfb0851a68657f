"""Fewest people on duty: early is 7-15, late 14-22, night 22-31; the floor is of day 1."""

import pytest

from solver import rules
from solver.problem import CarriedShift, DutyFloor, Span
from solver.rules import Severity
from tests.solver.rules.weeks import agent, allowed, breaches, problem

THREE = (agent("A"), agent("B"), agent("C"))


def floor(start: int, end: int, people: int = 1, agents: frozenset[int] = frozenset({0, 1})) -> DutyFloor:
    return DutyFloor("leads", agents, (Span(24 + start, 24 + end),), people)


@pytest.mark.parametrize(
    ("asked", "weeks", "verdict"),
    [
        (floor(8, 22), ".E..|.L..|....", True),
        (floor(8, 22), ".E..|..L.|....", False),  # the evening of day 1 has nobody
        (floor(8, 22), ".E..|....|.L..", False),  # C is no lead
        (floor(8, 14), ".E..|....|....", True),
        (floor(8, 15), ".E..|....|....", True),
        (floor(8, 16), ".E..|....|....", False),
        (floor(0, 7), "N...|....|....", True),  # the night of the day before
        (floor(0, 8), "N...|....|....", False),
        (floor(14, 15, people=2), ".E..|.L..|....", True),
        (floor(13, 15, people=2), ".E..|.L..|....", False),
    ],
)
def test_every_slot_has_enough_of_the_people_asked(asked: DutyFloor, weeks: str, verdict: bool) -> None:
    assert allowed(problem(rules.MinOnDuty(), agents=THREE, duty_floors=(asked,)), weeks) == verdict


def test_a_shift_carried_over_from_before_counts() -> None:
    early = DutyFloor("leads", frozenset({1}), (Span(0, 7),), 1)
    asked = problem(rules.MinOnDuty(), duty_floors=(early,), carried=(CarriedShift(1, Span(-2, 7)),))
    assert allowed(asked, "....|....")
    assert not allowed(problem(rules.MinOnDuty(), duty_floors=(early,)), "....|....")


def test_each_person_missing_at_a_slot_counts() -> None:
    rule = rules.MinOnDuty(severity=Severity.WARN, weight=5)
    found = breaches(problem(rule, duty_floors=(floor(8, 22, people=2),)), ".E..|....")
    assert [(b.day, b.amount, b.cost, b.subject) for b in found] == [(1, 7 + 2 * 7, 5 * 21, "leads")]
