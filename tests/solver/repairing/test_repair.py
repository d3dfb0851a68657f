"""A repair keeps what has been, lets the absent go, breaks nothing new, and costs no more than doing nothing."""

import random
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import RosterProblem, alternatives, check, repair
from solver.absences import ABSENCE, Absence
from solver.finish import finish
from solver.problem import ActivitySpec, Agent, BreakSpec, Day, History, Post, PostHours, Queue, Shift, Span
from solver.repairing.changes import ChangeCosts, ChangeKind
from solver.roster import Activity, Assignment, Roster, Verdict
from solver.rules import (
    Activities,
    Apart,
    BreaksInWindows,
    MaxDaysInARow,
    MinRestBetweenShifts,
    OneShiftADay,
    Posts,
    Skill,
)
from tests.solver.builders import UNIT, group, shortage_steps
from tests.solver.small import small, small_roster

DAY = 24
EASY = ChangeCosts(*(4 * UNIT * 100 for _ in range(5)))


def legal_day(rng: random.Random, problem: RosterProblem) -> Roster:
    """At most one shift a day by chance, breaks and activities where they fit."""
    first = {(a.agent, a.day): a for a in small_roster(rng, problem)}
    begun = {
        cell: [problem.span(a.day, a.shift).start + spec.earliest for spec in problem.shifts[a.shift].breaks]
        for cell, a in first.items()
    }
    return finish(problem, tuple(first.values()), begun)


def broken(verdict: Verdict) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for breach in verdict.violations:
        found[breach.rule, breach.agent, breach.day, breach.subject] += breach.amount
    return found


def before(activities: tuple[Activity, ...], slot: int) -> set[Activity]:
    return {activity for activity in activities if activity.span.start < slot}


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**6))
def test_what_holds_of_every_repair(seed: int) -> None:
    rng = random.Random(seed)
    problem = replace(small(rng), activities=())
    roster = legal_day(rng, problem)
    first = rng.randrange(0, DAY * len(problem.days))
    end = rng.randrange(first + 1, problem.slots + 1)
    window = Span(first, end)
    absences = [Absence(agent, window) for agent in range(len(problem.agents)) if rng.random() < 0.4]
    most = rng.choice((None, 0, 1))
    repaired = repair(problem, roster, window, absences, most_changes=most, costs=EASY)
    now, away = repaired.roster, {absence.agent for absence in absences}

    spans = {
        assignment: problem.span(assignment.day, assignment.shift)
        for assignment in (*roster.assignments, *now.assignments)
    }
    outside = {a for a in roster.assignments if spans[a].end <= first or spans[a].start >= end}
    assert outside <= set(now.assignments)
    assert all(spans[a].end > first for a in set(now.assignments) - set(roster.assignments))
    begun = {(a.agent, a.day, spans[a].start) for a in roster.assignments if spans[a].start < first}
    assert begun == {(a.agent, a.day, spans[a].start) for a in now.assignments if spans[a].start < first}
    assert before(roster.activities, first) == before(now.activities, first)
    assert not any(spans[a].start in window for a in now.assignments if a.agent in away)
    assert before(tuple(a for a in now.activities if a.kind == ABSENCE), first) == set()

    verdict = check(problem, now)
    assert verdict == repaired.verdict
    known = broken(repaired.dropped)
    assert all(amount <= known[place] for place, amount in broken(verdict).items())
    if broken(verdict) == known:
        assert verdict.cost + repaired.trouble <= repaired.dropped.cost
    made = [change for change in repaired.changes if change.kind is not ChangeKind.ABSENT]
    assert most is None or len(made) <= most
    assert repaired.slack >= 0
    assert repair(problem, roster, window, absences, most_changes=most, costs=EASY) == repaired


def tiny(people: tuple[int, ...], required: tuple[int, ...], posts: tuple[Post, ...] = ()) -> RosterProblem:
    """A day in hours: agents by how many queues they serve, shifts of four hours and one of six, one break each."""
    starts = ((8, 4), (9, 4), (11, 4), (8, 6))
    shifts = tuple(
        Shift(f"s{start}+{length}", "early", (start,), length, 60 * length, (BreakSpec("break", 1, 1, 2),), 60 * start)
        for start, length in starts
    )
    agents = tuple(
        Agent(f"A{number}", frozenset(range(queues)), 2000, 480, Span(0, DAY), history=History(None, ()))
        for number, queues in enumerate(people)
    )
    queues = tuple(
        Queue(f"q{number}", level, tuple(shortage_steps(amount) for amount in level))
        for number, level in enumerate(
            tuple(100 * count if 8 <= slot < 15 else 0 for slot in range(DAY)) for count in required
        )
    )
    rules = (OneShiftADay(), Skill(), BreaksInWindows(), Posts(), MinRestBetweenShifts(slots=11), MaxDaysInARow(days=6))
    one_day = (Day(Span(0, DAY)),)
    return RosterProblem(60, one_day, agents, shifts, queues, (group("all", queues, agents),), rules, posts)


def working(problem: RosterProblem, shifts: dict[int, int], posts: dict[int, int] | None = None) -> Roster:
    assignments = tuple(Assignment(agent, 0, shift, (posts or {}).get(agent)) for agent, shift in shifts.items())
    begun = {(a.agent, 0): [problem.span(0, a.shift).start + 1] for a in assignments}
    return finish(problem, assignments, begun)


def kind_of(old: Shift, new: Shift) -> ChangeKind | None:
    """What kind of change a shift is, None for one that no repair makes."""
    if old == new:
        return ChangeKind.BREAKS
    if old.slots == new.slots and abs(old.start_min - new.start_min) <= 60:
        return ChangeKind.MOVED
    begins, ends = new.start_min <= old.start_min, new.start_min + 60 * new.slots >= old.start_min + 60 * old.slots
    return ChangeKind.EXTENDED if begins and ends and 0 < new.slots - old.slots <= 2 else None


def choices(problem: RosterProblem, roster: Roster, agent: int) -> list[tuple[list[Assignment], list[Activity], int]]:
    """What an agent's day may be, said again: as it is, or one option with each place of its break."""
    own = [a for a in roster.assignments if a.agent == agent]
    kept = [a for a in roster.activities if a.agent == agent]
    found = [(own, kept, 0)]
    for number, shift in enumerate(problem.shifts):
        kind = kind_of(problem.shifts[own[0].shift], shift) if own else ChangeKind.CALLED_IN
        if kind is None:
            continue
        start = problem.span(0, number).start
        for at in (start + 1, start + 2):
            pause = Activity(agent, 0, Span(at, at + 1), "break")
            if kind is not ChangeKind.BREAKS or [pause] != kept:
                found.append(([Assignment(agent, 0, number)], [pause], EASY.of(kind, takes_post=False)))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_no_repair_is_better_than_the_bound_and_ours_is_the_best_or_near_it(seed: int) -> None:
    rng = random.Random(seed)
    problem = tiny((1, 2, 2, 1), (rng.randint(1, 2), rng.randint(0, 2)))
    shifts = {agent: rng.randrange(3) for agent in range(4) if rng.random() < 0.7}
    roster = working(problem, shifts)
    window, absent = Span(0, DAY), rng.randrange(4)
    repaired = repair(problem, roster, window, [Absence(absent, window)], costs=EASY)
    best = None
    for days in product(*(choices(problem, roster, agent) for agent in range(4) if agent != absent)):
        made = Roster(
            tuple(a for assigned, _, _ in days for a in assigned), tuple(a for _, taken, _ in days for a in taken)
        )
        cost = check(problem, made).cost + sum(trouble for _, _, trouble in days)
        best = cost if best is None else min(best, cost)
    assert best is not None
    found = repaired.verdict.cost + repaired.trouble
    assert found - repaired.slack - 1 <= best <= found
    assert found <= best * 1.05


WHOLE_DAY = Span(0, DAY)
LEAD = Post("lead", (PostHours(Span(8, 13)),), frozenset({0, 1, 2}), overlap=1)


def test_who_falls_out_of_a_shift_that_has_begun_is_away_for_the_rest_of_it() -> None:
    problem = tiny((1, 1), (1,))
    roster = working(problem, {0: 3, 1: 2})
    window = Span(10, DAY)
    repaired = repair(problem, roster, window, [Absence(0, window)], most_changes=0)
    assert repaired.roster.assignments == roster.assignments
    assert [a for a in repaired.roster.activities if a.agent == 0] == [
        Activity(0, 0, Span(9, 10), "break"),
        Activity(0, 0, Span(10, 14), ABSENCE),
    ]
    assert repaired.verdict.violations == ()
    assert [(change.agent, change.kind) for change in repaired.changes] == [(0, ChangeKind.ABSENT)]


def test_who_comes_back_within_the_shift_takes_the_break_that_is_left() -> None:
    problem = tiny((1,), (1,))
    shift = replace(problem.shifts[3], breaks=(BreakSpec("break", 1, 1, 2), BreakSpec("break", 1, 4, 4)))
    problem = replace(problem, shifts=(*problem.shifts[:3], shift))
    begun = {(0, 0): [9, 12]}
    roster = finish(problem, (Assignment(0, 0, 3),), begun)
    repaired = repair(problem, roster, Span(8, 11), [Absence(0, Span(9, 11))])
    assert [(a.kind, a.span) for a in repaired.roster.activities] == [(ABSENCE, Span(9, 11)), ("break", Span(12, 13))]


def test_a_post_is_held_again_and_handed_over() -> None:
    problem = tiny((1, 1, 1, 1), (1,), (LEAD,))
    roster = working(problem, {0: 0, 1: 0, 2: 2, 3: 0}, {0: 0, 2: 0})
    assert check(problem, roster).violations == ()
    repaired = repair(problem, roster, WHOLE_DAY, [Absence(0, WHOLE_DAY)])
    assert [breach.rule for breach in repaired.dropped.violations] == ["posts"]
    assert repaired.verdict.violations == ()
    assert Assignment(1, 0, 0, 0) in repaired.roster.assignments
    [handover] = repaired.roster.handovers
    assert (handover.outgoing, handover.incoming) == (1, 2)
    assert Activity(1, 0, Span(11, 12), "handover") in repaired.roster.activities


def test_a_holder_who_falls_out_hands_over_to_nobody() -> None:
    problem = tiny((1, 1, 1), (1,), (LEAD,))
    roster = working(problem, {0: 0, 1: 0, 2: 2}, {0: 0, 2: 0})
    repaired = repair(problem, roster, Span(10, DAY), [Absence(0, Span(10, DAY))])
    assert repaired.verdict.violations == ()
    assert {a.agent for a in repaired.roster.assignments if a.post == 0} == {0, 1, 2}
    assert [(pair.outgoing, pair.incoming) for pair in repaired.roster.handovers] == [(1, 2)]


def test_more_people_required_are_called_in_without_anybody_absent() -> None:
    problem = tiny((1, 1, 1), (3,))
    roster = working(problem, {0: 3})
    repaired = repair(problem, roster, WHOLE_DAY, costs=EASY)
    assert {change.kind for change in repaired.changes} == {ChangeKind.CALLED_IN}
    assert repaired.verdict.cost < repaired.dropped.cost


def test_nothing_changes_where_nothing_pays() -> None:
    problem = tiny((1, 1), (1,))
    roster = working(problem, {0: 3})
    dear = ChangeCosts(*(10**9 for _ in range(5)))
    repaired = repair(problem, roster, WHOLE_DAY, costs=dear)
    assert (repaired.roster, repaired.changes, repaired.slack) == (roster, (), 0)


def test_an_owed_activity_stays_where_it_is_and_breaks_keep_clear() -> None:
    problem = tiny((1, 1, 1), (3,))
    spec = ActivitySpec("training", 1, (Span(10, 12),), frozenset({0, 1}))
    problem = replace(problem, activities=(spec,), rules=(*problem.rules, Activities()))
    roster = working(problem, {0: 0, 1: 1})
    assert check(problem, roster).violations == ()
    repaired = repair(problem, roster, WHOLE_DAY, [Absence(1, WHOLE_DAY)], costs=EASY)
    kept = [a for a in roster.activities if a.kind == "training" and a.agent == 0]
    assert [a for a in repaired.roster.activities if a.kind == "training"] == kept
    assert not [b for b in repaired.verdict.violations if b.agent != 1]
    assert any(change.agent == 0 for change in repaired.changes)


def test_options_that_break_a_rule_on_several_agents_are_left_out() -> None:
    problem = tiny((1, 1, 1), (3,))
    problem = replace(problem, rules=(*problem.rules, Apart()), apart=((1, 2),))
    repaired = repair(problem, working(problem, {0: 3}), WHOLE_DAY, costs=EASY)
    assert repaired.verdict.violations == ()
    assert len(repaired.changes) == 1


def test_what_another_shift_would_cost_counts_the_absent_as_away() -> None:
    problem = tiny((1, 1), (1,))
    window = Span(10, DAY)
    roster = repair(problem, working(problem, {0: 3, 1: 2}), window, [Absence(0, window)], most_changes=0).roster
    off = next(option for option in alternatives(problem, roster, 1, 0) if option.assignment is None)
    without = Roster(roster.assignments[:1], tuple(a for a in roster.activities if a.agent == 0))
    assert off.cost == check(problem, without).cost - check(problem, roster).cost
