"""Turns that go round: early 7-15, late 14-22, night 22-31; days 1 and 2 are the weekend, day 3 a holiday."""

from dataclasses import replace

import pytest

from solver import rules
from solver.expected_turns import expected_turns
from solver.fairness import Balance, balance, fair_turns
from solver.problem import FairAccount, History, Queue, RosterProblem, Step
from solver.roster import Roster
from tests.solver.rules.weeks import agent, allowed, assignments, breaches, post, problem

EQUAL = {0: 40, 1: 40}
COST = 7


def asked(account: FairAccount, carried: tuple[int | None, int | None] = (0, 0), **parts: object) -> RosterProblem:
    people = tuple(
        agent(name, history=History(accounts=() if turns is None else ((account.name, turns),)))
        for name, turns in zip("AB", carried, strict=True)
    )
    plain = problem(rules.Fairness(), agents=people, fair_accounts=(account,), **parts)
    days = [replace(day, holiday=number == 3) for number, day in enumerate(plain.days)]
    return replace(plain, days=tuple(days), first_weekday=4)


@pytest.mark.parametrize(
    ("name", "week", "turns"),
    [
        ("nights", "NN..", 2),
        ("nights", "EL..", 0),
        ("weekends", ".EE.", 1),  # both days of it are one
        ("weekends", "..L.", 1),
        ("weekends", "E..E", 0),
        ("holidays", "..EE", 1),
        ("late", "LEL.", 2),
        ("late", "N...", 0),  # a night is no late finish
    ],
)
def test_turns_are_counted(name: str, week: str, turns: int) -> None:
    found = breaches(asked(FairAccount(name, EQUAL, COST)), week)
    steps = sum(range(turns + 1))  # the first costs once, the second twice
    assert sum(breach.amount for breach in found) == steps
    assert sum(breach.cost for breach in found) == steps * COST
    assert {(breach.agent, breach.subject) for breach in found} == ({(0, name)} if turns else set())


def test_shifts_at_a_post_are_turns_of_it() -> None:
    expert = FairAccount("turns_lead", EQUAL, COST, post=0)
    found = breaches(asked(expert, posts=(post(8, 14),)), ".E+..|.E..")
    assert [(breach.agent, breach.amount) for breach in found] == [(0, 1)]


@pytest.mark.parametrize(
    ("expected", "carried", "fair"),
    [
        (400, (0, 0), {0: 2, 1: 2}),
        (300, (0, 0), {0: 1, 1: 1}),  # whole turns of 1.5
        (200, (4, 0), {0: -1, 1: 3}),  # six turns in all make three each
        (200, (None, 4), {0: 1, 1: 1}),  # a newcomer has no accounts
        (0, (None, None), {0: 0, 1: 0}),
    ],
)
def test_what_is_fair_is_a_share_of_all_less_what_one_had(
    expected: int, carried: tuple[int | None, int | None], fair: dict[int, int]
) -> None:
    account = FairAccount("nights", EQUAL, COST, expected)
    assert fair_turns(asked(account, carried), account) == fair


def test_shares_go_by_contract_hours() -> None:
    account = FairAccount("nights", {0: 40, 1: 20}, COST, expected=600)
    assert fair_turns(asked(account), account) == {0: 4, 1: 2}


def test_the_next_turn_costs_least_for_who_had_fewest() -> None:
    problem = asked(FairAccount("nights", EQUAL, COST, expected=200), (4, 0))
    assert sum(breach.cost for breach in breaches(problem, "N...|....")) == 2 * COST
    assert not breaches(problem, "....|NNN.")


def test_who_is_not_asked_does_not_count() -> None:
    problem = asked(FairAccount("nights", {1: 40}, COST))
    assert not breaches(problem, "NNNN|....")


def test_fairness_forbids_nothing() -> None:
    assert allowed(asked(FairAccount("nights", EQUAL, COST)), "NNNN|....")


def test_expected_turns_follow_what_is_required_when() -> None:
    """Two agents owe four shifts of about eight hours; two of five required hours are at night, where all work is."""
    required = tuple(100 if slot in (8, 10, 12, 24, 26) else 0 for slot in range(96))
    account = FairAccount("nights", EQUAL, COST)
    plain = asked(account)
    people = tuple(replace(each, queues=frozenset({0}), contract_min=1000) for each in plain.agents)
    queue = Queue("q", required, ((Step(None, 1),),) * 96)
    assert expected_turns(replace(plain, agents=people, queues=(queue,)), account) == 160
    assert expected_turns(plain, account) == 0  # nothing is required


def test_of_weekends_one_each_is_expected_at_most() -> None:
    account = FairAccount("weekends", EQUAL, COST)
    plain = asked(account)
    people = tuple(replace(each, queues=frozenset({0}), contract_min=2000) for each in plain.agents)
    queue = Queue("q", (0,) * 24 + (100,) * 48 + (0,) * 24, ((Step(None, 1),),) * 96)
    assert expected_turns(replace(plain, agents=people, queues=(queue,)), account) == 200


def test_the_balance_tells_what_everybody_had_has_and_should_have() -> None:
    problem = asked(FairAccount("nights", {0: 40, 1: 20}, COST), (3, 1))
    found = balance(problem, Roster(assignments("N...|NN..")))
    assert found == (
        Balance(0, "nights", 3, 1, pytest.approx(14 / 3)),
        Balance(1, "nights", 1, 2, pytest.approx(7 / 3)),
    )
    assert [row.after for row in found] == [4, 3]
