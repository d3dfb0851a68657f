"""Activities: owed once, in a window, inside a shift; together at one time."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import rules, solve_roster
from solver.check import check
from solver.finish import finish
from solver.problem import ActivitySpec, RosterProblem, Span
from solver.roster import Activity
from solver.rules import Severity
from solver.solve import Effort
from tests.solver.rules.test_all_rules import COVERAGE, least_cost
from tests.solver.rules.weeks import allowed, assignments, breaches, problem
from tests.solver.small import small, small_roster

MORNING = Span(24 + 9, 24 + 13)  # of day 1; early shifts have their break at 10:00 or 11:00
TRAINING = ActivitySpec("training", 2, (MORNING,), frozenset({0}))
MEETING = ActivitySpec("meeting", 1, (MORNING, Span(48 + 15, 48 + 17)), frozenset({0, 1}), together=2)


@pytest.mark.parametrize(
    ("week", "verdict"), [(".E..", True), ("E.E.", False), (".L..", False), ("....", False), ("EEEE", True)]
)
def test_a_training_needs_a_shift_with_room_in_its_window(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.Activities(), activities=(TRAINING,)), week) == verdict


@pytest.mark.parametrize(
    ("weeks", "verdict"),
    [(".E..|.E..", True), (".E..|.L..", False), ("..L.|..L.", True), (".E..|..L.", False), ("....|.E..", False)],
)
def test_a_meeting_has_everybody_at_one_time(weeks: str, verdict: bool) -> None:
    assert allowed(problem(rules.Activities(), activities=(MEETING,)), weeks) == verdict


def test_who_misses_a_meeting_counts_one_where_it_only_warns() -> None:
    asked = problem(rules.Activities(severity=Severity.WARN, weight=7), activities=(MEETING,))
    assert [breach.cost for breach in breaches(asked, ".E..|..L.")] == [7]
    assert least_cost(asked, assignments(".E..|..L.")) == 7 + 2 * 480 * 2000


def test_a_meeting_may_be_held_without_some() -> None:
    asked = problem(rules.Activities(), activities=(replace(MEETING, together=1),))
    assert allowed(asked, ".E..|.L..")
    assert not allowed(asked, ".L..|.L..")


def test_a_break_keeps_clear_of_the_meeting() -> None:
    at_ten = replace(MEETING, windows=(Span(24 + 10, 24 + 11),))
    asked = problem(rules.Activities(), rules.BreaksInWindows(), activities=(at_ten,))
    assert not breaches(asked, ".E..|.E..")
    worked = assignments(".E..|.E..")
    roster = finish(asked, worked, {(a.agent, a.day): [24 + 10] for a in worked})
    assert Activity(0, 1, Span(34, 35), "meeting") in roster.activities
    assert Activity(0, 1, Span(35, 36), "break") in roster.activities


def test_a_meeting_stays_at_the_time_it_is_placed_at_while_enough_are_there() -> None:
    """A search has paid for that time; at another, where more are at work, the queues may miss them."""
    asked = problem(rules.Activities(), activities=(replace(MEETING, together=1),))
    placed = Activity(0, 2, Span(48 + 15, 48 + 16), "meeting")
    roster = finish(asked, assignments(".EL.|.E.."), {}, [placed])
    assert roster.activities == (placed,)
    enough = finish(replace(asked, activities=(MEETING,)), assignments(".EL.|.E.."), {}, [placed])
    assert {activity.day for activity in enough.activities} == {1}


def test_a_training_beside_a_meeting_leaves_the_break_its_place() -> None:
    """The break of an early shift is at 10:00 or 11:00: not both hours may be taken."""
    meeting = replace(MEETING, windows=(Span(24 + 10, 24 + 11),))
    training = replace(TRAINING, slots=1, windows=(Span(24 + 11, 24 + 13),))
    asked = problem(rules.Activities(), rules.BreaksInWindows(), activities=(meeting, training))
    roster = finish(asked, assignments(".E..|.E.."), {(0, 1): [34], (1, 1): [34]})
    assert [activity.span.start for activity in roster.activities if activity.agent == 0] == [34, 35, 36]
    assert not check(asked, roster).violations


def test_an_activity_on_top_of_a_break_or_outside_its_window_does_not_count() -> None:
    asked = problem(rules.Activities(), activities=(TRAINING,))
    roster = finish(asked, assignments(".E.."), {(0, 1): [24 + 10]})
    (training,) = roster.activities
    for moved in (Span(31, 33), Span(36, 38)):
        other = replace(roster, activities=(replace(training, span=moved),))
        assert [b.rule for b in check(asked, other).violations] == ["activities"]
    crowded = replace(roster, activities=(training, replace(training, kind="break")))
    assert [b.rule for b in check(asked, crowded).violations] == ["activities"]


def with_activity(rng: random.Random, asked: RosterProblem) -> RosterProblem:
    """One activity at random windows, and no posts, whose handovers could be in its way."""
    span = asked.days[rng.randrange(len(asked.days))].span
    start = rng.randrange(span.start, span.end - 3)
    window = Span(start, min(span.end, start + rng.randint(2, 8)))
    agents = frozenset(rng.sample(range(len(asked.agents)), rng.randint(1, len(asked.agents))))
    spec = ActivitySpec("training", rng.randint(1, 2), (window,), agents, rng.choice((None, rng.randint(1, 3))))
    severity = rng.choice(list(Severity))
    kept = [rule for rule in asked.rules if rule.name not in {"posts", "break_spacing", "team_breaks"}]
    rule = rules.Activities(severity=severity, weight=50_000)
    carried = tuple(replace(shift, post=None) for shift in asked.carried)
    locks = tuple(replace(lock, post=None) for lock in asked.locks)
    return replace(
        asked, posts=(), carried=carried, locks=locks, fair_accounts=(), activities=(spec,), rules=(*kept, rule)
    )


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_the_model_and_the_check_agree_on_activities(seed: int) -> None:
    rng = random.Random(seed)
    asked = with_activity(rng, small(rng))
    worked = tuple(replace(a, post=None) for a in small_roster(rng, asked))
    first = {(a.agent, a.day): [asked.span(a.day, a.shift).start] for a in worked}
    verdict = check(asked, finish(asked, worked, first))
    cost = least_cost(asked, worked)
    assert (cost is not None) == (not [b for b in verdict.violations if b.rule != "breaks_in_windows"])
    if cost is not None:
        assert cost == sum(item.cost for item in verdict.items if item.name not in COVERAGE)


@pytest.mark.parametrize("seed", range(8))
def test_the_engine_places_activities_and_stays_above_its_bound(seed: int) -> None:
    rng = random.Random(seed)
    asked = with_activity(rng, small(rng))
    soft = (rule if rule.name == "one_shift_a_day" else replace(rule, severity=Severity.WARN) for rule in asked.rules)
    asked = replace(asked, rules=tuple(soft))
    result = solve_roster(asked, effort=Effort.QUICK)
    assert not result.verdict.violations
    assert result.bound <= result.cost == check(asked, result.roster).cost


@pytest.mark.parametrize("seed", range(4))
def test_activities_that_no_rule_asks_for_are_not_rostered(seed: int) -> None:
    rng = random.Random(seed)
    asked = with_activity(rng, small(rng))
    kept = (rule for rule in asked.rules if rule.name != "activities")
    soft = (rule if rule.name == "one_shift_a_day" else replace(rule, severity=Severity.WARN) for rule in kept)
    result = solve_roster(replace(asked, rules=tuple(soft)), effort=Effort.QUICK)
    assert not [activity for activity in result.roster.activities if activity.kind == "training"]
    assert result.bound <= result.cost
