"""What every rule must keep: the model and the check say the same."""

import random
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from solver.check import check
from solver.finish import finish
from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Assignment, Verdict
from solver.rules import RULES, Activities
from solver.rules.rule import ActivityRule, Rule
from tests.solver.small import small, small_roster

COVERAGE = ("shortage", "surplus")
PROBLEMS = 500
ROSTERS_A_PROBLEM = 5


def verdict_of(problem: RosterProblem, assignments: tuple[Assignment, ...]) -> Verdict:
    first = {(a.agent, a.day): [problem.span(a.day, a.shift).start] for a in assignments}
    return check(problem, finish(problem, assignments, first))


def least_cost(problem: RosterProblem, assignments: tuple[Assignment, ...]) -> int | None:
    """The least wages and penalties of the model with these assignments, None if it forbids them."""
    return next(least_costs(problem, [assignments]))


def least_costs(problem: RosterProblem, rosters: Iterable[tuple[Assignment, ...]]) -> Iterator[int | None]:
    """The same of several rosters, with one model."""
    model = Model(problem)
    model.minimise()
    general = model.cp
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    for assignments in rosters:
        model.cp = general.clone()
        model.fix(assignments)
        status = solver.solve(model.cp)
        assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        yield round(solver.objective_value) if status == cp_model.OPTIMAL else None


@settings(max_examples=PROBLEMS, deadline=None)
@given(st.integers(0, 2**32))
def test_the_model_allows_what_the_check_finds_nothing_in_at_the_same_penalties(seed: int) -> None:
    rng = random.Random(seed)
    problem = small(rng)
    placing = {rule.name for rule in problem.rules if isinstance(rule, ActivityRule)}
    rosters = [small_roster(rng, problem) for _ in range(ROSTERS_A_PROBLEM)]
    for assignments, cost in zip(rosters, least_costs(problem, rosters), strict=True):
        verdict = verdict_of(problem, assignments)
        violations = [breach for breach in verdict.violations if breach.rule not in placing]
        assert (cost is not None) == (not violations)
        if cost is not None:
            assert cost == sum(item.cost for item in verdict.items if item.name not in {*COVERAGE, *placing})


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_stands_in_a_file_of_its_name(rule: type[Rule]) -> None:
    assert rule.__module__ == f"solver.rules.{rule.name}"


def test_every_rule_takes_part() -> None:
    taken = {type(rule) for seed in range(100) for rule in small(random.Random(seed)).rules}
    assert taken == set(RULES) - {Activities}  # whose test has activities to place
