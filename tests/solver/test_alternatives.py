"""What one more person saves and what other shifts cost: the same as the check says of the roster changed by hand."""

from dataclasses import replace

import pytest

from solver import Effort, alternatives, check, solve_roster, worth_of_one_more
from solver.explaining.worth import best_breaks, slot_worth
from solver.finish import finish
from solver.problem import Lock, RosterProblem
from solver.roster import Activity, Assignment, Roster
from tests.solver.builders import centre


@pytest.fixture(scope="module")
def asked() -> RosterProblem:
    return centre(3, agents=8)


@pytest.fixture(scope="module")
def found(asked: RosterProblem) -> Roster:
    """Without posts, for which eight are too few."""
    return solve_roster(replace(asked, posts=(), locks=()), effort=Effort.QUICK).roster


@pytest.fixture(scope="module")
def problem(asked: RosterProblem) -> RosterProblem:
    return replace(asked, posts=(), locks=())


def begun(problem: RosterProblem, roster: Roster) -> dict[tuple[int, int], list[int]]:
    starts: dict[tuple[int, int], list[int]] = {(a.agent, a.day): [] for a in roster.assignments}
    for activity in roster.activities:
        starts[activity.agent, activity.day].append(activity.span.start)
    return starts


def test_one_more_person_saves_what_the_check_says(problem: RosterProblem, found: Roster) -> None:
    """A person hired for the shift, with the breaks named: cost falls by the worth and rises by her wage."""
    best = worth_of_one_more(problem, found)[0]
    hired = replace(problem.agents[0], id="new", queues=best.queues, contract_min=0)
    larger = replace(problem, agents=(*problem.agents, hired))
    number = len(problem.agents)
    starts = best_breaks(problem, best.day, best.shift, slot_worth(problem, found, best.queues))
    breaks = (
        Activity(number, best.day, replace(problem.days[0].span, start=at, end=at + spec.slots), spec.kind)
        for at, spec in zip(starts, problem.shifts[best.shift].breaks, strict=True)
    )
    with_her = Roster(
        (*found.assignments, Assignment(number, best.day, best.shift)), (*found.activities, *breaks), found.handovers
    )
    coverage = ("shortage", "surplus")
    before = sum(item.cost for item in check(problem, found).items if item.name in coverage)
    after = sum(item.cost for item in check(larger, with_her).items if item.name in coverage)
    assert before - after == best.saved > 0


def test_the_most_worth_stands_first(problem: RosterProblem, found: Roster) -> None:
    saved = [worth.saved for worth in worth_of_one_more(problem, found)]
    assert saved == sorted(saved, reverse=True)
    assert len(saved) == len(list(problem.offers()))


def test_an_alternative_costs_what_the_check_says(problem: RosterProblem, found: Roster) -> None:
    agent, day = found.assignments[0].agent, found.assignments[0].day
    others = [a for a in found.assignments if (a.agent, a.day) != (agent, day)]
    base = check(problem, found)
    options = alternatives(problem, found, agent, day)
    off = next(option for option in options if option.assignment is None)
    without = finish(problem, others, begun(problem, found))
    assert off.cost == check(problem, without).cost - base.cost
    for option in options[:4]:
        assert option.cost == sum(item.cost for item in option.items)


def test_every_shift_and_the_day_off_stand_once_with_the_legal_first(problem: RosterProblem, found: Roster) -> None:
    worked = found.assignments[0]
    options = alternatives(problem, found, worked.agent, worked.day)
    shifts = [None if option.assignment is None else option.assignment.shift for option in options]
    assert sorted(shifts, key=str) == sorted([None, *problem.offered[worked.day]], key=str)
    assert [option.assignment for option in options if option.current] == [worked]
    order = [(bool(option.broken), option.cost) for option in options]
    assert order == sorted(order)


def test_an_alternative_names_the_rules_that_it_breaks(problem: RosterProblem, found: Roster) -> None:
    worked = found.assignments[0]
    locked = replace(problem, locks=(Lock(worked.agent, worked.day, frozenset({worked.shift})),))
    for option in alternatives(locked, found, worked.agent, worked.day):
        assert option.current or "locks" in {breach.rule for breach in option.broken}
