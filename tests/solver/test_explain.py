"""Conflicts: exactly the rules, agents and days that clash, and what it takes to solve them."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from solver.errors import Clash, Conflict, InfeasibleRoster, WayOut
from solver.explaining.explain import explain
from solver.explaining.soften import soften
from solver.model import Model
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.solve import Effort, solve_roster
from tests.solver.conflicts import (
    CONFLICTS,
    Named,
    base,
    contract_against_leave_and_day_off,
    lock_against_leave,
    post_with_holders_on_leave,
    rest_between_two_locks,
    two_posts_and_one_holder,
)

SMALL, LARGE = 10, 40
WORK = 10.0

Prepared = Callable[[RosterProblem], RosterProblem]


def explained(conflict: Prepared, agents: int = SMALL) -> Conflict:
    found = explain(conflict(base(agents)), WORK)
    assert len(found) == 1
    return found[0]


def named(conflict: Conflict) -> set[Named]:
    return {(clash.rule, clash.agent, clash.day, clash.subject) for clash in conflict.clashes}


def can_hold(problem: RosterProblem, left_out: Clash | None) -> bool:
    """Whether all instances of enforced rules but one can hold."""
    model = Model(problem, explained=True)
    for clash, guard in model.guards.items():
        if clash != left_out:
            model.cp.add(guard == 1)
    return cp_model.CpSolver().solve(model.cp) == cp_model.OPTIMAL


def test_there_are_twelve() -> None:
    assert len(CONFLICTS) == 12
    assert can_hold(base(SMALL), None)


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda conflict: conflict.__name__)
def test_a_conflict_names_exactly_what_clashes(conflict: Prepared) -> None:
    """That the roster can be without any one of them says two things: the set is minimal, and there is no other."""
    found = explained(conflict)
    assert named(found) == CONFLICTS[conflict]
    problem = conflict(base(SMALL))
    assert not can_hold(problem, None)
    for clash in found.clashes:
        assert can_hold(problem, clash), clash


@pytest.mark.parametrize("conflict", [lock_against_leave, post_with_holders_on_leave])
def test_a_conflict_among_forty_is_found_in_five_seconds(conflict: Prepared) -> None:
    started = time.process_time()
    assert named(explained(conflict, LARGE)) == CONFLICTS[conflict]
    assert time.process_time() - started <= 5.0


def ways(conflict: Prepared) -> dict[tuple[str, str, int | None, bool], WayOut]:
    return {(way.clash.rule, way.clash.agent, way.clash.day, way.hired): way for way in explained(conflict).ways_out}


def test_a_lock_or_leave_is_given_up_at_its_weight() -> None:
    found = ways(lock_against_leave)
    assert set(found) == {("leave", "A004", 2, False), ("locks", "A004", 2, False)}
    assert {way.cost for way in found.values()} == {8 * COST_PER_WAGE_HOUR}


def test_contract_hours_are_priced_by_the_hour() -> None:
    """Four shifts of eight hours of the five owed, of which four hours may be missing: four hours beyond."""
    short = ways(contract_against_leave_and_day_off)["contract_hours", "A006", None, False]
    assert short.amount == 240
    assert short.cost == 4 * COST_PER_WAGE_HOUR


def test_one_hire_solves_a_post_without_holders() -> None:
    found = ways(post_with_holders_on_leave)
    hire = found["posts", "", 2, True]
    assert hire.amount == 1
    assert hire.cost == 1920 * base(SMALL).agents[0].minute_cost


def test_a_post_left_unheld_is_told_with_its_slots() -> None:
    unheld = ways(two_posts_and_one_holder)["posts", "", 1, False]
    assert unheld.amount == 6 * 60 // base(SMALL).slot_min


def test_ways_out_stand_with_the_cheapest_first() -> None:
    for conflict in (rest_between_two_locks, contract_against_leave_and_day_off, post_with_holders_on_leave):
        costs = [way.cost for way in explained(conflict).ways_out]
        assert costs == sorted(costs)
        assert costs


def test_every_agent_with_a_conflict_of_her_own_is_told() -> None:
    both = rest_between_two_locks(lock_against_leave(base(SMALL)))
    found = explain(both, WORK)
    assert sorted(map(sorted, map(named, found)), key=str) == sorted(
        [sorted(CONFLICTS[lock_against_leave], key=str), sorted(CONFLICTS[rest_between_two_locks], key=str)], key=str
    )


def test_a_softened_problem_breaks_as_little_as_can_be() -> None:
    problem = post_with_holders_on_leave(base(SMALL))
    with pytest.raises(InfeasibleRoster) as caught:
        solve_roster(problem, effort=Effort.QUICK)
    result = solve_roster(soften(problem, caught.value.conflicts), effort=Effort.QUICK)
    rules = {rule.name: rule for rule in problem.rules}
    broken = [b for name in ("leave", "posts") for b in rules[name].check(problem, result.roster)]
    assert [(breach.rule, breach.day, breach.amount) for breach in broken] == [("leave", 2, 1)]


def test_without_named_rules_all_that_can_give_way_do() -> None:
    softened = soften(replace(base(SMALL)), ())
    assert {rule.name for rule in softened.rules if rule.enforced} == {"skill", "one_shift_a_day", "breaks_in_windows"}
