"""The exact engine: the optimum of a model written apart, its bound, and what Ctrl-C leaves."""

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest

from solver import rules
from solver.errors import InfeasibleRoster
from solver.exact import solve_exactly
from solver.exact.columns import bound_by_columns, no_prices
from solver.exact.tour_kernels import arcs_within, best_tour, costs_to_end
from solver.exact.tour_master import TourMaster
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tour_rules import NEVER, tour_rules_of
from solver.exact.tour_search import are_tours_enough
from solver.exact.tours import tours_of
from solver.problem import Lock, RosterProblem
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
    pricing = TourPricing.of(problem)
    best = bound_by_columns(pricing, TourMaster(pricing), no_prices(pricing), lambda _: False).value
    for _ in range(20):
        prices = np.array([rng.randrange(8_000 * FINE) for _ in pricing.rows])
        assert pricing.answer(prices).bound <= best + FINE


@pytest.fixture(scope="module")
def asked() -> RosterProblem:
    problem = centre(2, agents=4)
    without = tuple(rule for rule in problem.rules if isinstance(rule, AgentRule))
    return replace(problem, posts=(), rules=without)


def test_ctrl_c_keeps_the_best_roster(asked: RosterProblem) -> None:
    seen: list[Progress] = []

    def interrupt(progress: Progress) -> None:
        seen.append(progress)
        if progress.cost is not None:
            raise KeyboardInterrupt

    result = solve_exactly(asked, on_progress=interrupt)
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
