"""Solve an instance and say how good the roster is; several instances make a table.

python -m tests.benchmarks.curtois FILE… [--time S] [--workers N] [--json] [--out roster.json]

cost and violations are recomputed in the published terms, apart from the solver.
"""

import argparse
import csv
import json
import os
import sys
import time
from pathlib import Path

from solver.exact import solve_exactly
from tests.benchmarks.curtois.evaluate import penalty, violations
from tests.benchmarks.curtois.instance import Assignment, read
from tests.benchmarks.curtois.problem import SCALE, problem_of, roster_of


def main() -> int:
    asked = _arguments()
    for path in asked.files:
        report, roster = solve(path, asked.time, asked.workers)
        if asked.out:
            asked.out.write_text(json.dumps(roster), encoding="utf-8")
        say(json.dumps(report) if asked.json else line(report))
    return 0


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def solve(path: Path, time_s: float | None, workers: int | None) -> tuple[dict[str, object], list[Assignment]]:
    """Return what is known of the roster found for an instance, and the roster."""
    began, began_cpu = time.monotonic(), time.process_time()
    instance = read(path)
    result = solve_exactly(problem_of(instance), time_s=time_s, workers=workers)
    roster = roster_of(instance, result.roster.assignments)
    broken = violations(instance, roster)
    if broken:
        raise SystemExit("\n".join(broken))
    cost, bound = penalty(instance, roster), -(-result.bound // SCALE)
    best, in_ten_min = best_known(path), best_in_ten_min(path)
    report = {
        "instance": instance.name,
        "cost": cost,
        "bound": bound,
        "proven": cost == bound,
        "best_known": best,
        "gap": None if best is None else round((cost - best) / best, 6),
        "best_in_10_min": in_ten_min,
        "gap_to_10_min": None if in_ten_min is None else round((cost - in_ten_min) / in_ten_min, 6),
        "wall_s": round(time.monotonic() - began, 2),
        "cpu_s": round(time.process_time() - began_cpu, 2),
        "load": round(os.getloadavg()[1], 1),
        "engine": result.engine,
        "workers": workers or 1,
    }
    return report, roster


def best_known(path: Path) -> int | None:
    """Return the best published cost, from the table beside the instance if there is one."""
    row = _row(path, "best_known.csv")
    return int(row["best_solution"]) if row else None


def best_in_ten_min(path: Path) -> int | None:
    """Return the least published cost that a solver found in ten minutes, from the table beside the instance."""
    row = _row(path, "published_results.csv")
    return min(int(cost) for name, cost in row.items() if name.endswith("_10min")) if row else None


def _row(path: Path, name: str) -> dict[str, str]:
    """Return the row of the instance in a table beside it, empty where there is none."""
    table = path.with_name(name)
    if not table.exists():
        return {}
    with table.open(encoding="utf-8") as rows:
        return next((row for row in csv.DictReader(rows) if row["instance"] == path.stem), {})


def line(report: dict[str, object]) -> str:
    """Return a row of the table."""
    gap = "" if report["gap"] is None else f", {report['gap']:+.2%} against best known {report['best_known']}"
    if report["gap_to_10_min"] is not None:
        gap += f", {report['gap_to_10_min']:+.2%} against best in ten minutes {report['best_in_10_min']}"
    proven = "proven optimal" if report["proven"] else f"bound {report['bound']}"
    return f"{report['instance']}: {report['cost']} {proven}{gap}; {report['wall_s']} s, {report['cpu_s']} s CPU"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.curtois", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--time", type=float, metavar="S", help="seconds for each instance")
    parser.add_argument("--workers", type=int, metavar="N")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--out", type=Path, metavar="ROSTER", help="write the roster: employee, day, shift")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
