"""What may differ from the roster before: the forbidden case is refused, its neighbour allowed, by model and check."""

import pytest

from solver import rules
from solver.problem import Post, PostHours, RosterProblem, Span
from solver.rules import Rule, Severity
from tests.solver.rules.weeks import allowed, assignments, breaches, problem

BEFORE = "EE..|.LL+."


def after(rule: Rule) -> RosterProblem:
    held = Post("lead", (PostHours(Span(0, 96)),), frozenset({0, 1}))
    return problem(rule, previous=assignments(BEFORE), posts=(held,))


CHANGES = [
    (BEFORE, 0),
    ("EL..|.LL+.", 1),  # another shift
    ("E...|.LL+.", 1),  # off
    ("EEE.|.LL+.", 1),  # no longer off
    ("EE..|.LL+L", 1),
    ("EE..|.L.L", 2),  # a shift moved to another day
    (".LL.|EE..", 6),  # two weeks exchanged; day 1 is otherwise for both
    ("....|....", 4),
]
POSTS = [("EE+..|.LL+.", 1), ("EE..|.LL.", 1), ("EE..|.L+L.", 2)]
"""Agent-days on which only the post differs: they cost, but no limit counts them."""


@pytest.mark.parametrize(("weeks", "count"), CHANGES + POSTS)
def test_every_agent_day_that_differs_costs_its_weight(weeks: str, count: int) -> None:
    asked = after(rules.Changes(severity=Severity.WARN, weight=30))
    assert sum(breach.cost for breach in breaches(asked, weeks)) == 30 * count


@pytest.mark.parametrize(("weeks", "count"), [*CHANGES, *((weeks, 0) for weeks, _ in POSTS)])
def test_no_more_than_so_many_agent_days_differ(weeks: str, count: int) -> None:
    assert allowed(after(rules.MaxChanges(days=count)), weeks)
    if count:
        assert not allowed(after(rules.MaxChanges(days=count - 1)), weeks)


def test_beyond_the_limit_each_further_change_costs() -> None:
    asked = after(rules.MaxChanges(days=1, severity=Severity.WARN, weight=30))
    assert [breach.cost for breach in breaches(asked, "EE..|.L.L")] == [30]
