# ruff: noqa: T201 (its lines are its output)
"""Thousands of people at several sites with one requirement: rostered apart, joined, and improved as one.

    python -m tests.benchmarks.sites [--agents N] [--sites K] [--seed S] [--workers P] [--time T] [--json]

The centre is one of the published family with four skills, its people dealt out to the sites in turn. A part of the
time goes to the sites, side by side in P processes; the rest to the whole, which begins from their rosters and proves
the bound. Costs are in 1/16 wage-hour. `gap_labour` is a part of wages and cost, `gap_controllable` of the cost alone.
Peak memory is that of this process and P times that of the largest other one.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial

from planner import sweep
from solver import RosterProblem, check, solve_roster
from solver.rules import Rule
from solver.sites import join, mean_prices, split
from tests.benchmarks.large import family
from tests.benchmarks.large.rules import Contracts, Dislikes

SKILLS = 4
SITES_SHARE, WHOLE_SHARE = 0.3, 0.5
MB = 1024  # of what the system counts in KB


@dataclass(frozen=True, slots=True)
class Row:
    """What came out, costs in units of the family."""

    agents: int
    sites: int
    seed: int
    sites_cost: float  # the sum of what each site costs by its own part
    joined_cost: float
    cost: float
    bound: float
    gap_joined: float  # of labour, before all sites are improved as one
    gap_labour: float
    gap_controllable: float
    violations: int
    split_s: float
    sites_s: float
    join_s: float
    whole_s: float
    wall_s: float
    peak_mb: float


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    load_compiled_loops()
    row = measure(asked.agents, asked.sites, asked.seed, asked.workers, asked.time)
    if asked.json:
        print(json.dumps(asdict(row)))
    else:
        for name, value in asdict(row).items():
            print(f"{name:18}{f'{value:.3%}' if name.startswith('gap') else f'{value:,.1f}':>14}")
    return 0 if not row.violations else 1


def measure(agents: int, sites: int, seed: int, workers: int, time_s: float) -> Row:
    """Roster the sites, join, improve, and say how near that is to the bound."""
    centre = family.centre(agents, SKILLS, seed)
    problem = with_contracts(centre.problem)
    members = [frozenset(range(site, agents, sites)) for site in range(sites)]
    began = time.monotonic()
    parts = {number: of_site(part, members[number]) for number, part in enumerate(split(problem, members))}
    split_at = time.monotonic()
    each_s = SITES_SHARE * time_s * min(workers, sites) / sites
    found = {
        outcome.key: outcome.result() for outcome in sweep.run(partial(solve_roster, time_s=each_s), parts, workers)
    }
    sites_at = time.monotonic()
    joined = join(problem, members, [found[site].roster for site in range(sites)])
    prices = mean_prices([found[site].prices for site in range(sites)])
    verdict = check(problem, joined)
    joined_at = time.monotonic()
    whole = solve_roster(
        problem, time_s=max(WHOLE_SHARE * time_s, time_s - (joined_at - began)), start=joined, prices=prices
    )
    ended = time.monotonic()
    wages = centre.wages / family.UNIT
    return Row(
        agents=agents,
        sites=sites,
        seed=seed,
        sites_cost=sum(result.cost for result in found.values()) / family.UNIT,
        joined_cost=verdict.cost / family.UNIT,
        cost=whole.cost / family.UNIT,
        bound=whole.bound / family.UNIT,
        gap_joined=(verdict.cost - whole.bound) / family.UNIT / (wages + verdict.cost / family.UNIT),
        gap_labour=(whole.cost - whole.bound) / family.UNIT / (wages + whole.cost / family.UNIT),
        gap_controllable=(whole.cost - whole.bound) / whole.cost,
        violations=len(verdict.violations) + len(check(problem, whole.roster).violations),
        split_s=split_at - began,
        sites_s=sites_at - split_at,
        join_s=joined_at - sites_at,
        whole_s=ended - joined_at,
        wall_s=ended - began,
        peak_mb=peak_mb(workers),
    )


def with_contracts(problem: RosterProblem) -> RosterProblem:
    """The problem with the minutes of each contract, by which what is required is divided; they cost nothing here."""
    [contracts] = [rule.contracts for rule in problem.rules if isinstance(rule, Contracts)]
    paid_min = {kind: 15 * paid for kind, (_, paid, _) in family.LENGTHS.items()}
    agents = (
        replace(agent, contract_min=contract.days * min(paid_min[kind] for kind in contract.kinds))
        for agent, contract in zip(problem.agents, contracts, strict=True)
    )
    return replace(problem, agents=tuple(agents))


def of_site(part: RosterProblem, members: frozenset[int]) -> RosterProblem:
    """The problem of a site with the family's own rules for its people only."""
    return replace(part, rules=tuple(_for(rule, sorted(members)) for rule in part.rules))


def _for(rule: Rule, members: Sequence[int]) -> Rule:
    if isinstance(rule, Contracts):
        return replace(rule, contracts=tuple(rule.contracts[agent] for agent in members))
    if isinstance(rule, Dislikes):
        return replace(rule, units=tuple(rule.units[agent] for agent in members))
    return rule


def load_compiled_loops() -> None:
    """Compile them, or read them from their cache, before anything is timed."""
    solve_roster(family.centre(20, SKILLS, 0).problem, time_s=1)


def peak_mb(workers: int) -> float:
    """Peak of this process, and of the largest of the others for each that ran beside it."""
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + (workers if workers > 1 else 0) * others) / MB


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sites", description=__doc__)
    parser.add_argument("--agents", type=int, default=5000, metavar="N", help="people (5000)")
    parser.add_argument("--sites", type=int, default=20, metavar="K", help="to which they belong (20)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the centre (1)")
    parser.add_argument("--workers", type=int, default=2, metavar="P", help="processes for the sites (2)")
    parser.add_argument("--time", type=float, default=90.0, metavar="T", help="seconds for all (90)")
    parser.add_argument("--json", action="store_true", help="one object")
    return parser


if __name__ == "__main__":
    sys.exit(main())
