"""Handover between shift kinds: early ends at 15, late begins at 14."""

import pytest

from solver import rules
from solver.problem import HandoverShare, Span
from tests.solver.rules.weeks import agent, allowed, problem

TEAM = (agent("A"), agent("B"), agent("C"))


@pytest.mark.parametrize(
    ("overlap", "weeks", "verdict"),
    [
        (1, ".E..|.L..|....", True),
        (2, ".E..|.L..|....", False),
        (2, ".E..|.E..|....", True),  # no later kind is rostered
        (2, ".L..|.N..|....", True),  # late ends when the place closes
        (1, ".E..|..E.|....", True),  # the same kind again is a later turn, but of the next day
    ],
)
def test_the_next_kind_begins_before_the_last_one_leaves(overlap: int, weeks: str, verdict: bool) -> None:
    share = HandoverShare("online", frozenset({0, 1, 2}), overlap, 50, (Span(31, 46),))
    expected = verdict if weeks != ".E..|..E.|...." else False
    assert allowed(problem(rules.GroupHandover(), agents=TEAM, handover_shares=(share,)), weeks) == expected
