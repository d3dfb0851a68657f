"""A certificate proves the bound that the solver claimed, and nothing that is not so."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from ortools.sat.python import cp_model

from solver import Effort, RosterProblem, check, rules, solve_roster
from solver.certificate import (
    MOST_PRICE,
    Certificate,
    HeldPrice,
    PriceNotAllowed,
    PricesOfOthers,
    certificate_of,
    prices_for,
    prove,
)
from solver.digest import problem_digest
from solver.gaps import gap_controllable, gap_labour
from solver.problem import FairAccount, Lock, Wish
from solver.roster import Assignment, RosterResult
from solver.weeks.arrays import centre_of
from tests.solver.builders import centre
from tests.solver.small import small
from tests.solver.test_solve import least_cost


@pytest.fixture(scope="module")
def asked() -> RosterProblem:
    return centre(1, agents=16)


@pytest.fixture(scope="module")
def found(asked: RosterProblem) -> RosterResult:
    return solve_roster(asked, effort=Effort.QUICK)


@pytest.fixture(scope="module")
def certificate(asked: RosterProblem, found: RosterResult) -> Certificate:
    made = certificate_of(asked, found)
    assert made is not None
    return made


def no_solver(*_: object, **__: object) -> None:
    raise AssertionError("no solver is to run")


def test_the_bound_comes_out_again_without_a_solver(
    asked: RosterProblem, found: RosterResult, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cp_model.CpSolver, "solve", no_solver)
    proof = prove(asked, certificate)
    assert proof.bound == certificate.bound == found.bound > 0
    assert proof.not_in_bound == certificate.not_in_bound == found.not_in_bound
    assert proof.same_problem
    cost = check(asked, found.roster).cost
    assert gap_labour(cost, proof.bound) == found.gap_labour
    assert gap_controllable(asked, cost, proof.bound) == found.gap_controllable


def test_a_certificate_is_read_back_from_json(certificate: Certificate) -> None:
    assert Certificate.of_plain(json.loads(json.dumps(certificate.plain()))) == certificate
    assert certificate.size == sum(len(row.prices) for row in certificate.rows) + len(certificate.held)


@pytest.mark.parametrize("wrong", [1.5, "7", None])
def test_prices_that_are_no_whole_numbers_are_refused(certificate: Certificate, wrong: object) -> None:
    plain = certificate.plain()
    plain["held"][0]["price"] = wrong
    with pytest.raises(TypeError):
        Certificate.of_plain(plain)


def test_a_result_without_prices_has_no_certificate(asked: RosterProblem, found: RosterResult) -> None:
    assert certificate_of(asked, replace(found, prices=None)) is None


def test_rows_are_found_by_their_queues_in_any_order(asked: RosterProblem, certificate: Certificate) -> None:
    rows = tuple(replace(row, queues=row.queues[::-1]) for row in reversed(certificate.rows))
    assert prove(asked, replace(certificate, rows=rows, held=certificate.held[::-1])).bound == certificate.bound


def test_prices_of_other_queues_or_slots_prove_nothing(asked: RosterProblem, certificate: Certificate) -> None:
    shorter = tuple(replace(row, prices=row.prices[1:]) for row in certificate.rows)
    for rows in (certificate.rows[1:], shorter):
        with pytest.raises(PricesOfOthers):
            prove(asked, replace(certificate, rows=rows))


def test_another_problem_is_told_and_bounded_for_itself(asked: RosterProblem, certificate: Certificate) -> None:
    queues = tuple(replace(queue, required=tuple(0 for _ in queue.required)) for queue in asked.queues)
    groups = tuple(
        replace(group, rows=tuple(replace(row, required=tuple(0 for _ in row.required)) for row in group.rows))
        for group in asked.groups
    )
    proof = prove(replace(asked, queues=queues, groups=groups), certificate)
    assert not proof.same_problem
    assert proof.bound < certificate.bound


def test_a_stretch_without_a_price_has_none(asked: RosterProblem, certificate: Certificate) -> None:
    one = HeldPrice("elsewhere", 0, 1, 5)
    prices = prices_for(asked, replace(certificate, held=(one, *certificate.held[1:])))
    assert prices.held[0] == 0
    assert prices.held[1:].tolist() == [held.price for held in certificate.held[1:]]


@pytest.mark.parametrize(("at", "price"), [("row", -1), ("row", MOST_PRICE + 1), ("whole", -MOST_PRICE - 1)])
def test_a_row_price_at_which_the_sum_is_no_bound_is_refused(
    asked: RosterProblem, certificate: Certificate, at: str, price: int
) -> None:
    size = max(len(row.queues) for row in certificate.rows) if at == "whole" else 1
    rows = [
        replace(row, prices=(price, *row.prices[1:])) if len(row.queues) == size else row for row in certificate.rows
    ]
    with pytest.raises(PriceNotAllowed, match=f"is {price};"):
        prove(asked, replace(certificate, rows=tuple(rows)))


@pytest.mark.parametrize("sign", [-1, 1])
def test_a_holder_cannot_be_priced_beyond_what_the_rules_charge(
    asked: RosterProblem, certificate: Certificate, sign: int
) -> None:
    held = centre_of(asked).held
    most = int(held.cost[0]) if sign > 0 else int(held.surplus[0])
    allowed, beyond = (
        replace(certificate, held=(replace(certificate.held[0], price=sign * price), *certificate.held[1:]))
        for price in (most, most + 1)
    )
    prices_for(asked, allowed)
    with pytest.raises(PriceNotAllowed):
        prices_for(asked, beyond)


@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5, 7, 8, 9])
def test_no_prices_that_are_allowed_prove_more_than_the_optimum(seed: int) -> None:
    drawn = replace(small(random.Random(seed)), handover_shares=())
    kept = (rule for rule in drawn.rules if rule.name not in {"break_spacing", "team_breaks"})  # placed afterwards
    problem = replace(drawn, rules=tuple(kept))
    least = least_cost(problem)
    assert least is not None
    result = solve_roster(problem, effort=Effort.QUICK)
    certificate = certificate_of(problem, result)
    assert certificate is not None
    for number in range(20):
        rng = random.Random(1000 * seed + number)
        assert prove(problem, by_chance(rng, problem, certificate)).bound <= least


def by_chance(rng: random.Random, problem: RosterProblem, certificate: Certificate) -> Certificate:
    """The certificate with prices moved by up to so much, as far as they are allowed."""
    much = rng.choice((10, 1_000, 100_000))
    sizes = {len(group.queues) for group in problem.groups}
    rows = tuple(
        replace(
            row, prices=tuple(moved(rng, price, much, -MOST_PRICE * (len(row.queues) in sizes)) for price in row.prices)
        )
        for row in certificate.rows
    )
    limits = centre_of(problem).held
    held = tuple(
        replace(one, price=min(moved(rng, one.price, 100 * much, -int(surplus)), int(cost)))
        for one, surplus, cost in zip(certificate.held, limits.surplus, limits.cost, strict=True)
    )
    return replace(certificate, rows=rows, held=held)


def moved(rng: random.Random, price: int, much: int, lowest: int) -> int:
    return max(lowest, price + rng.randint(-much, much))


CHANGES: dict[str, Callable[[RosterProblem], dict[str, Any]]] = {
    "a rule": lambda p: {"rules": (*p.rules, rules.Wishes(weight=9))},
    "a weight": lambda p: {"rules": (replace(p.rules[0], weight=p.rules[0].weight + 1), *p.rules[1:])},
    "an agent": lambda p: {"agents": (replace(p.agents[0], tags=frozenset({"a", "b"})), *p.agents[1:])},
    "a lock": lambda p: {"locks": (Lock(0, 0, frozenset()),)},
    "a wish": lambda p: {"wishes": (Wish(0, 0, frozenset(), 1),)},
    "an account": lambda p: {"fair_accounts": (FairAccount("nights", {0: 1}, 1),)},
    "a pair": lambda p: {"together": ((0, 1),)},
    "a roster to keep": lambda p: {"previous": (Assignment(0, 0, 0),)},
    "the day after": lambda p: {"slots_after": p.slots_after + 1},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_part_of_a_problem_is_in_its_digest(asked: RosterProblem, change: str) -> None:
    assert problem_digest(asked) == problem_digest(centre(1, agents=16))
    assert problem_digest(replace(asked, **CHANGES[change](asked))) != problem_digest(asked)


def test_the_digest_is_the_same_in_every_process() -> None:
    code = (
        "from dataclasses import replace; from solver.digest import problem_digest; "
        "from tests.solver.builders import centre; p = centre(1, agents=3, days=2); "
        "a = replace(p.agents[0], tags=frozenset('abcdefgh')); "
        "print(problem_digest(replace(p, agents=(a, *p.agents[1:]))))"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


def test_gaps_of_nothing() -> None:
    assert gap_labour(0, 0) == 0.0
    assert gap_controllable(centre(1, agents=3, days=2), 0, 0) is None
