"""The exact engine: the optimum of a model written apart, its bound, and what Ctrl-C leaves."""

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from solver import check, rules
from solver.errors import InfeasibleRoster
from solver.exact import solve_exactly, suits
from solver.exact.best_response import respond_in_turn
from solver.exact.columns import bound_by_columns, no_prices
from solver.exact.dive import dive
from solver.exact.incumbent import roster_of
from solver.exact.tour_kernels import arcs_within, best_tour, costs_to_end
from solver.exact.tour_master import TourMaster
from solver.exact.tour_neighbourhoods import TourNeighbourhoods
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tour_rules import NEVER, tour_rules_of
from solver.exact.tour_search import are_tours_enough
from solver.exact.tours import tours_in_window, tours_of
from solver.problem import Agent, Day, Group, Lock, Queue, RosterProblem, Shift, Span, Step, SubsetRow, Wish
from solver.progress import Progress
from solver.roster import Assignment, Roster
from solver.rules.rule import AgentRule, Rule
from tests.benchmarks.curtois.rules import (
    DaysInARow,
    DaysOffInARow,
    MaxShiftsByKind,
    MaxWeekends,
    MinutesBetween,
    NotFollowedBy,
)
from tests.solver.builders import centre
from tests.solver.optimum import least_cost
from tests.solver.small import small


def without_posts(rng: random.Random) -> RosterProblem:
    """A small problem without breaks, posts and rules about several agents, but with more limits over several days."""
    problem = small(rng)
    kept = [rule for rule in problem.rules if isinstance(rule, AgentRule)]
    locks = tuple(replace(lock, post=None) for lock in problem.locks)
    carried = tuple(replace(shift, post=None) for shift in problem.carried)
    more = [rule for rule in several_days(rng, problem) if rng.random() < 0.4]
    return replace(problem, posts=(), handover_shares=(), locks=locks, carried=carried, rules=(*kept, *more))


def several_days(rng: random.Random, problem: RosterProblem) -> tuple[Rule, ...]:
    agents, shifts = range(len(problem.agents)), range(len(problem.shifts))

    def each(low: int, high: int) -> tuple[int, ...]:
        return tuple(rng.randint(low, high) for _ in agents)

    after = tuple(frozenset(rng.sample(shifts, rng.randint(0, 2))) for _ in shifts)
    return (
        MaxShiftsByKind(most=tuple(tuple(rng.randint(0, 4) for _ in shifts) for _ in agents)),
        MinutesBetween(least=each(0, 600), most=each(900, 1800)),
        DaysInARow(least=each(1, 3), most=each(3, 4)),
        DaysOffInARow(least=each(1, 3)),
        MaxWeekends(most=each(0, 2), weekends=((0, 1), (2, 3))),
        NotFollowedBy(after=after),
    )


@pytest.mark.parametrize("seed", range(40))
def test_tours_find_the_optimum_of_the_constraint_model(seed: int) -> None:
    problem = without_posts(random.Random(seed))
    assert are_tours_enough(problem)
    least = least_cost(problem)
    if least is None:
        with pytest.raises(InfeasibleRoster):
            solve_exactly(problem)
        return
    result = solve_exactly(problem)
    assert not result.verdict.violations
    assert result.cost == result.bound == least
    assert result.status == "optimal"


@pytest.mark.parametrize("seed", range(12))
def test_constraints_find_the_optimum_where_there_are_posts_and_breaks(seed: int) -> None:
    problem = replace(small(random.Random(seed)), handover_shares=())
    least = least_cost(problem)
    if least is None:
        with pytest.raises(InfeasibleRoster):
            solve_exactly(problem)
        return
    result = solve_exactly(problem)
    assert not result.verdict.violations
    assert result.engine == "constraints" or are_tours_enough(problem)
    assert result.bound <= least <= result.cost


@pytest.mark.parametrize("seed", range(15))
def test_the_network_holds_the_legal_tours(seed: int) -> None:
    rng = random.Random(seed)
    problem = without_posts(rng)
    enforced = [rule for rule in problem.rules if rule.enforced]
    for agent, tours in enumerate(tours_of(tour_rules_of(problem))):
        on_paths = set(paths(tours.network, tours.costs)) if len(tours.network.choice) else set()
        for choices in [*itertools.islice(on_paths, 50), *(some_tour(rng, problem) for _ in range(150))]:
            roster = one_tour(agent, choices)
            breaches = [breach for rule in enforced for breach in rule.check(problem, roster)]
            broken = any(breach.enforced and breach.agent == agent for breach in breaches)
            assert (choices in on_paths) == (not broken) or (broken and not tours.complete)


def some_tour(rng: random.Random, problem: RosterProblem) -> tuple[int, ...]:
    return tuple(rng.choice((0, *(1 + shift for shift in offered))) for offered in problem.offered)


def one_tour(agent: int, choices: tuple[int, ...]) -> Roster:
    return Roster(tuple(Assignment(agent, day, choice - 1) for day, choice in enumerate(choices) if choice))


def paths(network, costs, node=0):
    """Every path from a node to the end along choices that are not forbidden."""
    if node == len(network.layer) - 1:
        yield ()
        return
    for arc in range(network.first[node], network.first[node + 1]):
        choice = int(network.choice[arc])
        if costs[network.layer[node], choice] < NEVER:
            yield from ((choice, *rest) for rest in paths(network, costs, network.target[arc]))


@pytest.mark.parametrize("seed", range(6))
def test_shortest_paths_and_cheap_arcs_are_those_of_all_paths(seed: int) -> None:
    rng = random.Random(seed)
    problem = without_posts(rng)
    for tours in (own for own in tours_of(tour_rules_of(problem)) if len(own.network.choice)):
        costs = np.where(
            tours.costs < NEVER, np.array(rng.choices(range(100), k=tours.costs.size)).reshape(tours.costs.shape), NEVER
        )
        cost_of = {
            path: sum(costs[day, choice] for day, choice in enumerate(path)) for path in paths(tours.network, costs)
        }
        if not cost_of:
            continue
        to_end = costs_to_end(tours.network, costs)
        assert to_end[0] == min(cost_of.values())
        assert cost_of[tuple(best_tour(tours.network, costs, to_end).tolist())] == to_end[0]
        used = {
            (day, choice) for path, cost in cost_of.items() if cost <= to_end[0] + 20 for day, choice in enumerate(path)
        }
        within = arcs_within(tours.network, costs, to_end, to_end[0] + 20)
        sources = np.repeat(np.arange(len(tours.network.layer)), np.diff(tours.network.first))
        kept = {
            (int(tours.network.layer[sources[arc]]), int(tours.network.choice[arc])) for arc in np.flatnonzero(within)
        }
        assert kept == used


def test_any_prices_prove_a_bound() -> None:
    rng = random.Random(3)
    problem = next(p for p in iter(lambda: without_posts(rng), None) if least_cost(p) is not None)
    pricing = TourPricing.of(problem, tour_rules_of(problem))
    best = bound_by_columns(pricing, TourMaster(pricing), no_prices(pricing), lambda _: False).value
    for _ in range(20):
        lowest = [-8_000 * FINE if row.surplus else 0 for row in pricing.rows]
        prices = np.array([rng.randrange(low, 8_000 * FINE) for low in lowest])
        assert pricing.answer(prices).bound <= best + FINE


def month(seed: int, agents: int = 10) -> RosterProblem:
    """Four weeks of three shifts a day that follow one another, with runs, weekends and wishes; a slot is a shift."""
    rng = random.Random(seed)
    days = range(28)
    required = tuple(100 * rng.choice((1, 2, 3)) for _ in range(3 * len(days)))
    queue = Queue("all", required, ((Step(None, 100),),) * len(required))
    return RosterProblem(
        slot_min=480,
        days=tuple(Day(Span(3 * day, 3 * day + 3)) for day in days),
        agents=tuple(Agent(f"A{n}", frozenset({0}), 0, 0, Span(0, len(required))) for n in range(agents)),
        shifts=tuple(
            Shift(name, name, tuple(3 * day + number for day in days), 1, 480) for number, name in enumerate("ELN")
        ),
        queues=(queue,),
        groups=(Group("all", (0,), (SubsetRow(frozenset({0}), required),), (Step(None, 1),)),),
        rules=(
            rules.OneShiftADay(),
            rules.Wishes(),
            MaxShiftsByKind(most=((28, 28, 4),) * agents),
            MinutesBetween(least=(16 * 480,) * agents, most=(19 * 480,) * agents),
            DaysInARow(least=(2,) * agents, most=(5,) * agents),
            DaysOffInARow(least=(2,) * agents),
            MaxWeekends(most=(2,) * agents, weekends=tuple((7 * week + 5, 7 * week + 6) for week in range(4))),
            NotFollowedBy(after=(frozenset(), frozenset({0}), frozenset({0, 1}))),
        ),
        wishes=tuple(
            Wish(rng.randrange(agents), rng.choice(days), frozenset({rng.randrange(3)}), 100 * rng.randint(1, 3))
            for _ in range(20)
        ),
    )


@pytest.fixture(scope="module")
def pricing() -> TourPricing:
    problem = month(1)
    return TourPricing.of(problem, tour_rules_of(problem))


def dived(pricing: TourPricing) -> list[np.ndarray]:
    master = TourMaster(pricing)
    bound_by_columns(pricing, master, no_prices(pricing), lambda _: False)
    found = dive(pricing, master, math.inf, lambda: False)
    assert found is not None
    return found


def cost_of(pricing: TourPricing, choices: Sequence[np.ndarray]) -> int:
    verdict = check(pricing.problem, roster_of(choices))
    assert not verdict.violations
    return verdict.cost


def test_a_dive_ends_at_a_legal_roster_above_the_bound(pricing: TourPricing) -> None:
    bound = bound_by_columns(pricing, TourMaster(pricing), no_prices(pricing), lambda _: False).value
    assert bound <= FINE * cost_of(pricing, dived(pricing)) <= 1.5 * bound


def test_a_dive_without_time_ends_at_a_legal_roster(pricing: TourPricing) -> None:
    master = TourMaster(pricing)
    master.add(pricing.answer(no_prices(pricing)).choices)
    found = dive(pricing, master, math.inf, lambda: True)
    assert found is not None
    assert cost_of(pricing, found) > 0


def test_a_dive_that_would_cost_too_much_finds_nothing(pricing: TourPricing) -> None:
    master = TourMaster(pricing)
    bound = bound_by_columns(pricing, master, no_prices(pricing), lambda _: False).value
    assert dive(pricing, master, bound / FINE - 1, lambda: False) is None


def test_a_response_is_never_dearer_and_cannot_be_bettered(pricing: TourPricing) -> None:
    answered = list(pricing.answer(no_prices(pricing)).choices.values())
    better = respond_in_turn(pricing, answered)
    assert cost_of(pricing, better) < cost_of(pricing, answered)
    again = respond_in_turn(pricing, better)
    assert all((own == other).all() for own, other in zip(better, again, strict=True))


def test_planning_anew_lowers_the_cost_and_moves_only_the_agents_freed(pricing: TourPricing) -> None:
    choices = respond_in_turn(pricing, list(pricing.answer(no_prices(pricing)).choices.values()))
    cost = cost_of(pricing, choices)
    freed = {number: pricing.tours[number] for number in (1, 3, 4, 8)}
    found = TourNeighbourhoods(pricing, no_prices(pricing), 1).replan(choices, cost, freed, lambda: False)
    assert found is not None
    assert cost_of(pricing, found) < cost
    assert all(
        (own == other).all() for n, (own, other) in enumerate(zip(choices, found, strict=True)) if n not in freed
    )


def test_the_bound_beside_others_is_that_of_their_roster(pricing: TourPricing) -> None:
    """With all but one agent in place the mix has no choice but her best tour beside them."""
    choices = respond_in_turn(pricing, list(pricing.answer(no_prices(pricing)).choices.values()))
    part = pricing.beside(choices, {0: pricing.tours[0]})
    bound = bound_by_columns(part, TourMaster(part), no_prices(part), lambda _: False).value
    others = sum(pricing.own_cost(number, choices[number]) for number in range(1, len(choices)))
    assert bound / FINE + others == pytest.approx(cost_of(pricing, choices), abs=1)


def test_a_window_holds_the_legal_tours_that_agree_outside() -> None:
    problem = month(2, agents=2)
    agents = tour_rules_of(problem)
    choices = TourPricing.of(problem, agents).answer(np.zeros(84, np.int64)).choices[0]
    window = range(10, 15)
    tours = tours_in_window(agents[0], choices, window)
    assert tours is not None
    found = set(paths(tours.network, tours.costs))
    assert tuple(choices.tolist()) in found
    outside = [day for day in range(28) if day not in window]
    for inside in itertools.product(range(4), repeat=len(window)):
        other = choices.copy()
        other[list(window)] = inside
        broken = [b for b in check(problem, roster_of([other])).violations if b.agent == 0]
        assert (tuple(other.tolist()) in found) == (not broken)
    assert all((np.array(path)[outside] == choices[outside]).all() for path in found)


def test_windows_are_planned_where_networks_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = month(3, agents=6)
    best = solve_exactly(problem, work=20)
    monkeypatch.setattr("solver.exact.tours.MOST_ARCS_OF_ALL", 3_000)
    result = solve_exactly(problem, work=20)
    assert result.engine == "windows of tours"
    assert not result.verdict.violations
    assert result.bound <= best.bound <= best.cost <= result.cost < result.start_cost
    assert solve_exactly(problem, work=20) == result


def test_a_month_is_planned_near_its_bound_and_the_same_again() -> None:
    result = solve_exactly(month(4), work=1)
    assert not result.verdict.violations
    assert result.engine == "tours"
    assert result.cost <= 1.03 * result.bound
    assert solve_exactly(month(4), work=1) == result


def test_the_exact_search_suits_months_of_tours_but_not_breaks_and_posts(asked: RosterProblem) -> None:
    assert suits(month(1))
    assert not suits(month(1, agents=300))
    assert not suits(centre(2, agents=4))


@pytest.fixture(scope="module")
def asked() -> RosterProblem:
    problem = centre(2, agents=4)
    without = tuple(rule for rule in problem.rules if isinstance(rule, AgentRule))
    return replace(problem, posts=(), rules=without)


@pytest.mark.parametrize(("seed", "agents"), [(4, 7), (1, 10)])  # in the proof, in the search of neighbourhoods
def test_ctrl_c_keeps_the_best_roster(seed: int, agents: int) -> None:
    seen: list[Progress] = []

    def interrupt(progress: Progress) -> None:
        seen.append(progress)
        if progress.cost is not None:
            raise KeyboardInterrupt

    result = solve_exactly(month(seed, agents), on_progress=interrupt)
    assert result.status == "stopped"
    assert not result.verdict.violations
    assert result.bound <= result.cost == seen[-1].cost
    assert not result.reproducible


def test_ctrl_c_keeps_the_start_of_the_constraint_model(asked: RosterProblem) -> None:
    def interrupt(progress: Progress) -> None:
        raise KeyboardInterrupt

    result = solve_exactly(replace(asked, rules=(*asked.rules, rules.BreaksInWindows())), on_progress=interrupt)
    assert result.engine == "constraints"
    assert result.status == "stopped"
    assert not result.verdict.violations


def test_a_deadline_keeps_bound_and_roster(asked: RosterProblem) -> None:
    result = solve_exactly(asked, time_s=0.5)
    assert 0 <= result.bound <= result.cost
    assert not result.verdict.violations
    assert not result.reproducible


def test_the_same_problem_gives_the_same_roster() -> None:
    problem = without_posts(random.Random(2))
    assert solve_exactly(problem) == solve_exactly(problem)


def test_a_conflict_is_named(asked: RosterProblem) -> None:
    away = replace(asked.agents[3], leave=(asked.days[2].span,), contract_min=0)
    agents = (*asked.agents[:3], away, *asked.agents[4:])
    early = Lock(3, 2, frozenset(asked.offered[2][:4]))
    with pytest.raises(InfeasibleRoster) as caught:
        solve_exactly(replace(asked, agents=agents, locks=(early,)))
    (conflict,) = caught.value.conflicts
    assert {clash.rule for clash in conflict.clashes} == {"leave", "locks"}
