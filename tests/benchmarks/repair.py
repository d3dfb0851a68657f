"""Repair at size: `python -m tests.benchmarks.repair --agents 2000 --seed 1 [--json]`.

A week of the published family is rostered; on its Tuesday 3 % of those at work fall sick. From then on contracts give
way to what holds on the day: rest, days in a row and leave, and wages are paid for every quarter of an hour. Figures:
CPU seconds of the repair, the gap of the day to its linear program, and agents changed for each one absent.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, replace

import numpy as np

from solver import Effort, Repaired, RosterProblem, repair, solve_roster
from solver.absences import Absence
from solver.problem import Span
from solver.repairing.changes import ChangeKind
from solver.roster import Roster
from solver.rules import MaxDaysInARow, MinRestBetweenShifts
from tests.benchmarks.large.family import DAY, HOUR, centre

SICK_SHARE = 0.03
TUESDAY = 1
MINUTE_COST = 2_000
OF_THE_CONTRACT = ("contracts", "bands")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a repair came to; the gap is a share, of the day's shortage, surplus, more wages and trouble."""

    agents: int
    absent: int
    from_hour: int
    cpu_s: float
    wall_s: float
    gap: float
    changes_per_absence: float
    changes: dict[str, int]


def on_the_day(problem: RosterProblem) -> RosterProblem:
    """Return the problem with wages, and rules of the day in place of those of the contract."""
    kept = tuple(rule for rule in problem.rules if rule.name not in OF_THE_CONTRACT)
    agents = tuple(replace(agent, minute_cost=MINUTE_COST) for agent in problem.agents)
    return replace(problem, agents=agents, rules=(*kept, MinRestBetweenShifts(slots=11 * HOUR), MaxDaysInARow(days=6)))


def figures(problem: RosterProblem, roster: Roster, from_hour: int, seed: int) -> Figures:
    """Let some of a day's people fall sick and measure the repair."""
    at_work = sorted({worked.agent for worked in roster.assignments if worked.day == TUESDAY})
    rng = np.random.default_rng(seed)
    sick = sorted(rng.choice(at_work, round(SICK_SHARE * len(at_work)), replace=False).tolist())
    window = Span(TUESDAY * DAY + from_hour * HOUR, (TUESDAY + 1) * DAY)
    cpu, wall = time.process_time(), time.perf_counter()
    repaired = repair(problem, roster, window, [Absence(agent, window) for agent in sick])
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    changes = Counter(str(kind) for kind in _kinds(repaired))
    per_absence = sum(changes.values()) / len(sick)
    return Figures(len(problem.agents), len(sick), from_hour, cpu, wall, repaired.gap, per_absence, dict(changes))


def _kinds(repaired: Repaired) -> list[ChangeKind]:
    return [change.kind for change in repaired.changes if change.kind is not ChangeKind.ABSENT]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=2000)
    parser.add_argument("--skills", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from-hour", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    problem = centre(asked.agents, asked.skills, asked.seed).problem
    roster = solve_roster(problem, effort=Effort.QUICK, seed=asked.seed).roster
    found = asdict(figures(on_the_day(problem), roster, asked.from_hour, asked.seed))
    if asked.json:
        json.dump(found, sys.stdout)
    else:
        sys.stdout.writelines(f"{name:>20} {value}\n" for name, value in found.items())


if __name__ == "__main__":
    main()
