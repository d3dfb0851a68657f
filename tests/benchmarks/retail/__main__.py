"""Solve an instance and say how good the roster is; several instances make a table.

python -m tests.benchmarks.retail FILE… [--time S] [--missing-cost N] [--json] [--out roster.json]

Cost and violations are recomputed in the published terms, apart from the solver. `modelled` is the cost to the solver,
which for several tasks asks no hour on a task; `bound` is below the published cost of every roster.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path

from solver import check, solve_roster
from solver.roster import RosterResult
from tests.benchmarks.retail.evaluate import WorkedShift, penalty, violations
from tests.benchmarks.retail.instance import Instance, read
from tests.benchmarks.retail.problem import SCALE, prices_of_hours, problem_of, spans_of
from tests.benchmarks.retail.tasks import with_tasks

PRICED_MISSING = (
    20  # to the solver: nobody is missing in good rosters, and prices settle sooner where little is at stake
)
TASK_WORK = 60.0  # deterministic seconds for the tasks


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of the roster of an instance; costs are published ones but for `modelled`."""

    instance: str
    cost: int
    modelled: float
    bound: int
    missing: int  # people times slots
    wall_s: float
    cpu_s: float
    engine: str
    bound_by: str

    @property
    def gap(self) -> float:
        """Share of the cost that the bound leaves open."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    def __str__(self) -> str:
        return (
            f"{self.instance:12}{self.cost:>8}{self.modelled:>10.2f}{self.bound:>8}{self.gap:>8.1%}{self.missing:>9}"
            f"{self.wall_s:>8.0f}{self.cpu_s:>8.0f}  {self.engine}"
        )


@dataclass(frozen=True, slots=True)
class Solved:
    """A report and the roster it is about."""

    report: Report
    roster: Sequence[WorkedShift]


HEADER = (
    f"{'instance':12}{'cost':>8}{'modelled':>10}{'bound':>8}{'gap':>8}{'missing':>9}{'wall s':>8}{'CPU s':>8}  engine"
)


def main() -> int:
    asked = _arguments()
    if not asked.json:
        say(HEADER)
    for path in asked.files:
        solved = solve(read(path), asked.time, asked.missing_cost)
        if asked.out:
            asked.out.write_text(json.dumps([asdict(shift) for shift in solved.roster]), encoding="utf-8")
        report = solved.report
        say(json.dumps(asdict(report) | {"gap": report.gap}) if asked.json else str(report))
    return 0


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def solve(instance: Instance, time_s: float | None, missing_cost: int = PRICED_MISSING) -> Solved:
    """Return the roster found for an instance and what is known of it."""
    began, began_cpu = time.monotonic(), time.process_time()
    problem = problem_of(instance, missing_cost)
    result = solve_roster(problem, time_s=time_s, prices=prices_of_hours(problem))
    roster = with_tasks(instance, spans_of(problem, result.roster), TASK_WORK)
    broken = [str(breach) for breach in check(problem, result.roster).violations] + violations(instance, roster)
    if broken:
        raise SystemExit("\n".join(broken))
    report = Report(
        instance=instance.name,
        cost=penalty(instance, roster),
        modelled=result.cost / SCALE,
        bound=ceil(result.bound / SCALE),
        missing=_missing(result, missing_cost),
        wall_s=time.monotonic() - began,
        cpu_s=time.process_time() - began_cpu,
        engine=result.engine,
        bound_by=result.bound_by,
    )
    return Solved(report, roster)


def _missing(result: RosterResult, missing_cost: int) -> int:
    return next(item.cost for item in result.verdict.items if item.name == "shortage") // (missing_cost * SCALE)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.retail", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--time", type=float, metavar="S", help="seconds for each instance")
    parser.add_argument(
        "--missing-cost", type=int, default=PRICED_MISSING, metavar="N", help="of a missing person to the solver"
    )
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--out", type=Path, metavar="ROSTER", help="write the roster: employee, start, tasks")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
