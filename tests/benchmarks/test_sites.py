"""The benchmark of several sites on a small centre."""

from tests.benchmarks.large import family
from tests.benchmarks.sites import measure, of_site, with_contracts


def test_sites_join_to_a_legal_roster_beside_a_bound() -> None:
    row = measure(agents=24, sites=2, seed=1, workers=1, time_s=3)
    assert row.violations == 0
    assert row.bound <= row.cost <= row.joined_cost <= row.sites_cost
    assert 0 <= row.gap_labour <= row.gap_joined


def test_a_contract_is_so_many_minutes_and_costs_nothing() -> None:
    problem = with_contracts(family.centre(30, 4, 1).problem)
    assert {agent.contract_min for agent in problem.agents} <= {
        days * hours * 60 for days in range(6) for hours in (4, 5.5, 8, 9)
    }
    assert problem.contract_cost() == 0


def test_rules_of_a_site_are_those_of_its_people() -> None:
    problem = family.centre(6, 4, 1).problem
    contracts = next(rule.contracts for rule in problem.rules if rule.name == "contracts")
    part = of_site(problem, frozenset({1, 4}))
    assert next(rule.contracts for rule in part.rules if rule.name == "contracts") == (contracts[1], contracts[4])
