"""Roster a centre of the family and print what came out beside the proven bound.

python -m tests.benchmarks.large --agents 200 --skills 4 --seed 1 --interval 15 --time 60 --out DIR --json
"""

import argparse
import json
import resource
import sys
import time
from pathlib import Path

from solver import check
from solver.solve import Effort, solve_roster
from tests.benchmarks.large.family import UNIT, centre


def measure(agents, skills, seed, interval, time_s, workers, effort=Effort.NORMAL):
    """Return the figures of one solve; costs in units of 1/16 wage-hour, gaps as shares."""
    made = centre(agents, skills, seed, interval)
    first_s = []
    begun, cpu = time.perf_counter(), time.process_time()

    def watch(progress):
        if progress.cost is not None and not first_s:
            first_s.append(time.perf_counter() - begun)

    result = solve_roster(
        made.problem, effort=Effort(effort), seed=seed, time_s=time_s, workers=workers, on_progress=watch
    )
    wall_s, cpu_s = time.perf_counter() - begun, time.process_time() - cpu
    verdict = check(made.problem, result.roster)
    assert not verdict.violations, verdict.violations[:3]
    assert verdict.cost == result.cost >= result.bound
    gap = result.cost - result.bound
    return result, {
        "agents": agents,
        "skills": skills,
        "seed": seed,
        "interval": interval,
        "cost": result.cost / UNIT,
        "bound": result.bound / UNIT,
        "gap_labour": gap / (made.wages + result.cost),
        "gap_controllable": gap / result.cost,
        "wages": made.wages / UNIT,
        "parts": {item.name: item.cost / UNIT for item in verdict.items if item.cost},
        "engine": result.engine,
        "first_s": first_s[0],
        "wall_s": wall_s,
        "cpu_s": cpu_s,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.large", description=__doc__)
    parser.add_argument("--agents", type=int, required=True)
    parser.add_argument("--skills", type=int, default=4, choices=(1, 4))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--interval", type=int, default=15, choices=(15, 30), help="minutes that a requirement holds")
    parser.add_argument("--time", type=float, help="seconds; without it the effort is the same in every run")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--out", type=Path, help="folder for the roster and the figures")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result, figures = measure(given.agents, given.skills, given.seed, given.interval, given.time, given.workers)
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "result.json").write_text(json.dumps(figures, indent=1) + "\n")
        rows = (f"{a.agent},{a.day},{a.shift}\n" for a in result.roster.assignments)
        (given.out / "roster.csv").write_text("agent,day,shift\n" + "".join(rows))
    if given.json:
        json.dump(figures, sys.stdout)
        sys.stdout.write("\n")
        return
    text = (
        "{agents} agents: cost {cost:.0f}, bound {bound:.0f}, gap {labour:.2f} % of labour, {controllable:.1f} % of "
        "controllable cost; first roster {first_s:.1f} s, {wall_s:.0f} s wall, {cpu_s:.0f} s CPU, {peak_mb:.0f} MB\n"
    )
    shares = {"labour": 100 * figures["gap_labour"], "controllable": 100 * figures["gap_controllable"]}
    sys.stdout.write(text.format(**shares, **figures))


if __name__ == "__main__":
    main()
