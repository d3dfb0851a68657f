"""Each rule about one agent: the forbidden case is refused, its neighbour allowed, by model and check."""

import pytest

from solver import rules
from solver.problem import History, Lock, Span, Wish
from solver.rules import Severity
from tests.solver.rules.weeks import agent, allowed, before, breaches, problem

E, L, N = 0, 1, 2


@pytest.mark.parametrize(("week", "verdict"), [("....", True), (".E..", True), ("E...", False), ("...E", False)])
def test_shifts_start_while_the_agent_is_available(week: str, verdict: bool) -> None:
    asked = problem(rules.Availability(), agents=(agent(available=Span(24, 72)),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [(".E..", False), ("L...", True), ("N...", False), ("..E.", True)])
def test_no_shift_touches_leave_not_even_after_midnight(week: str, verdict: bool) -> None:
    asked = problem(rules.Leave(), agents=(agent(leave=(Span(24, 48),)),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(
    ("week", "verdict"),
    [
        (".E..", True),
        (".L..", True),
        (".N..", False),
        ("....", False),
        (".EL.", False),
        (".EE.", False),
        ("NE..", True),
    ],
)
def test_a_locked_day_stays_as_it_is(week: str, verdict: bool) -> None:
    locks = Lock(0, 1, frozenset({E, L})), Lock(0, 2, frozenset())
    assert allowed(problem(rules.Locks(), locks=locks), week) == verdict


@pytest.mark.parametrize(
    ("week", "verdict"),
    [
        ("EEEE", True),  # 15:00 to 07:00 are 16 hours
        ("EL..", True),
        ("LL..", True),
        ("LE..", False),  # 22:00 to 07:00 are 9 hours
        ("L.E.", True),
        ("NN..", True),
        ("NL..", False),  # 07:00 to 14:00 are 7 hours
        ("NE..", False),
        ("N.E.", True),
    ],
)
def test_rest_lies_between_shifts(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MinRestBetweenShifts(slots=11)), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("E...", False), ("L...", True)])
def test_rest_counts_from_the_last_shift_of_before(week: str, verdict: bool) -> None:
    tired = agent(history=before("", last_end=-2))
    assert allowed(problem(rules.MinRestBetweenShifts(slots=11), agents=(tired,)), week) == verdict


def test_a_long_rest_reaches_over_a_day_off() -> None:
    asked = problem(rules.MinRestBetweenShifts(slots=40))
    assert not allowed(asked, "L.E.")
    assert allowed(asked, "E.L.")


@pytest.mark.parametrize(("week", "verdict"), [("EE.E", True), ("EEE.", False), (".EEE", False), ("E.EE", True)])
def test_no_run_of_days_is_too_long(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MaxDaysInARow(days=2)), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("E.EE", True), ("EE..", False), (".EE.", True)])
def test_a_run_goes_on_from_before(week: str, verdict: bool) -> None:
    asked = problem(rules.MaxDaysInARow(days=2), agents=(agent(history=before(".E")),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("E.E.", True), ("EE.E", True), ("EEE.", False), (".EEE", False)])
def test_every_window_holds_a_day_off(week: str, verdict: bool) -> None:
    assert allowed(problem(rules.MinDaysOff(days=1, window=3)), week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("E...", False), ("EE..", True), ("EN..", True), ("EEE.", False)])
def test_paid_minutes_keep_to_the_contract(week: str, verdict: bool) -> None:
    asked = problem(rules.ContractHours(under_min=60, over_min=60), agents=(agent(contract_min=1020),))
    assert allowed(asked, week) == verdict


@pytest.mark.parametrize(("week", "verdict"), [("EEEE", True), ("....", True)])
def test_one_shift_a_day_is_allowed(week: str, verdict: bool) -> None:
    assert allowed(problem(), week) == verdict


@pytest.mark.parametrize(("week", "cost"), [("E...", 700), (".E..", 500), ("LL..", 500), ("L...", 0), ("....", 700)])
def test_a_wish_not_granted_costs_its_weight(week: str, cost: int) -> None:
    wishes = Wish(0, 0, frozenset({L}), 700), Wish(0, 1, frozenset(), 500)
    asked = problem(rules.Wishes(), wishes=wishes)
    expected = cost + (700 if week == ".E.." else 0)
    assert sum(breach.cost for breach in breaches(asked, week)) == expected
    assert allowed(asked, week)


@pytest.mark.parametrize(("refused", "cost"), [(None, 500), (0, 500), (2, 750)])
def test_wishes_not_granted_in_past_weeks_make_the_next_dearer(refused: int | None, cost: int) -> None:
    accounts = () if refused is None else (("wishes_refused", refused),)
    keen = agent(history=History(accounts=accounts))
    wish = Wish(0, 1, frozenset(), 500)
    asked = problem(rules.Wishes(raised_percent=25), agents=(keen,), wishes=(wish,))
    assert [breach.cost for breach in breaches(asked, ".E..")] == [cost]
    assert not breaches(asked, "E...")


def test_a_rule_that_warns_costs_its_weight_a_time() -> None:
    rest = rules.MinRestBetweenShifts(slots=11, severity=Severity.WARN, weight=30)
    assert [breach.cost for breach in breaches(problem(rest), "LEL.")] == [30]
    assert allowed(problem(rest), "LEL.")
