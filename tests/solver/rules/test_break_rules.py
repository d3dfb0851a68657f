"""Where breaks stand: the early shift is 7-15, its break an hour in 10-12; team rules look at everybody on duty."""

from dataclasses import replace

import pytest

from solver import rules
from solver.finish import finish
from solver.problem import BreakSpec, Group, Queue, RosterProblem, Shift, Span, Step, SubsetRow, Team
from solver.roster import Activity, Assignment, Breach, Roster
from solver.rules import Severity
from tests.solver.rules.weeks import agent, problem

THREE = (agent("A"), agent("B"), agent("C"))
ALL = Team("online", frozenset({0, 1, 2}))
EARLY = Assignment(0, 0, 0), Assignment(1, 0, 0), Assignment(2, 0, 0)


def breaks_at(*starts: int) -> tuple[Activity, ...]:
    return tuple(Activity(number, 0, Span(at, at + 1), "break") for number, at in enumerate(starts))


def found(asked: RosterProblem, roster: Roster) -> list[Breach]:
    return [breach for rule in asked.rules for breach in rule.check(asked, roster) if breach.rule != "one_shift_a_day"]


@pytest.mark.parametrize(
    ("least", "most", "at", "beyond"),
    [
        (3, 4, 10, 0),
        (3, 4, 11, 0),
        (3, 3, 10, 1),  # four hours follow
        (4, 5, 10, 1),  # three hours lie before
        (1, 6, 9, 0),
        (4, 4, 12, 3),  # five before, two after
    ],
)
def test_work_between_breaks_is_neither_too_short_nor_too_long(least: int, most: int, at: int, beyond: int) -> None:
    asked = problem(rules.BreakSpacing(least=least, most=most))
    assert [b.amount for b in found(asked, Roster(EARLY[:1], breaks_at(at)))] == ([beyond] if beyond else [])


@pytest.mark.parametrize(("most", "beyond"), [(8, []), (6, [2])])
def test_a_shift_without_a_break_is_one_stretch(most: int, beyond: list[int]) -> None:
    asked = problem(rules.BreakSpacing(least=1, most=most))
    assert [breach.amount for breach in found(asked, Roster(EARLY[:1]))] == beyond


@pytest.mark.parametrize(
    ("share", "starts", "beyond"),
    [
        (34, (10, 11, 12), []),
        (34, (10, 10, 12), [1]),
        (34, (10, 10, 10), [2]),
        (67, (10, 10, 12), []),
        (10, (10, 11, 12), []),  # one always may
    ],
)
def test_a_share_of_the_team_is_on_a_break_at_once(share: int, starts: tuple[int, ...], beyond: list[int]) -> None:
    asked = problem(rules.TeamBreaks(share_percent=share), agents=THREE, teams=(ALL,))
    assert [b.amount for b in found(asked, Roster(EARLY, breaks_at(*starts)))] == beyond


def test_people_of_other_teams_and_other_activities_do_not_count() -> None:
    asked = problem(rules.TeamBreaks(share_percent=34), agents=THREE, teams=(Team("online", frozenset({0, 1})),))
    handover = replace(breaks_at(10, 10)[1], kind="handover")
    assert not found(asked, Roster(EARLY, (breaks_at(10)[0], handover, Activity(2, 0, Span(10, 11), "break"))))


WIDE = Shift("E", "E", (7, 31, 55, 79), 8, 480, (BreakSpec("break", 1, 2, 5),))


def centre(*asked: rules.Rule, required: tuple[int, ...] = (0,) * 96) -> RosterProblem:
    """Three who serve one queue, in shifts whose break may begin from 9 to 12."""
    steps = (Step(None, 10),)
    queue = Queue("q", required, (steps,) * 96)
    group = Group("g", (0,), (SubsetRow(frozenset({0}), required),), (Step(None, 1),))
    people = tuple(replace(person, queues=frozenset({0})) for person in THREE)
    rules_ = rules.BreaksInWindows(), *asked
    return problem(*rules_, agents=people, shifts=(WIDE,), queues=(queue,), groups=(group,), teams=(ALL,))


def placed(asked: RosterProblem, at: int) -> list[int]:
    roster = finish(asked, EARLY, {(agent, 0): [at] for agent in range(3)})
    assert not [breach for breach in found(asked, roster) if breach.rule == "breaks_in_windows"]
    return sorted(activity.span.start for activity in roster.activities)


def test_breaks_stay_where_they_are_wanted_when_no_rule_speaks_of_them() -> None:
    assert placed(centre(), 10) == [10, 10, 10]


@pytest.mark.parametrize("severity", [Severity.ENFORCE, Severity.WARN])
def test_breaks_are_moved_until_few_enough_are_at_once(severity: Severity) -> None:
    asked = centre(rules.TeamBreaks(share_percent=34, severity=severity, weight=1_000_000))
    assert len(set(placed(asked, 10))) == 3


def test_breaks_move_to_where_people_are_spare() -> None:
    required = tuple(300 if hour == 9 else 0 for hour in range(96))
    asked = centre(rules.TeamBreaks(share_percent=34), required=required)
    assert placed(asked, 10) == [10, 11, 12]


def test_a_rule_that_warns_moves_no_break_at_a_greater_loss_of_coverage() -> None:
    required = tuple(300 if hour in (9, 11, 12) else 0 for hour in range(96))
    cheap = centre(rules.TeamBreaks(share_percent=34, severity=Severity.WARN, weight=10), required=required)
    assert placed(cheap, 10) == [10, 10, 10]


TWO_BREAKS = BreakSpec("break", 1, 1, 3), BreakSpec("meal", 1, 4, 6)


def test_all_breaks_of_a_shift_are_moved_together_where_one_alone_would_not_help() -> None:
    """At 10 and 13 work lasts 3, 2 and 1 hours; neither break alone has a better place, but 9 and 12 leave 2, 2, 2."""
    asked = centre(rules.BreakSpacing(least=2, most=2))
    asked = replace(asked, shifts=(replace(WIDE, breaks=TWO_BREAKS),))
    roster = finish(asked, EARLY[:1], {(0, 0): [10, 13]})
    assert [activity.span.start for activity in roster.activities] == [9, 12]


def test_breaks_are_moved_until_they_are_spaced() -> None:
    assert placed(centre(rules.BreakSpacing(least=3, most=6)), 9) == [10, 10, 10]
