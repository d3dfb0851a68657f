# ruff: noqa: T201 (its table is its output)
"""How good the rosters of a week are, and how soon: the example centre, and centres made up.

    python -m tests.benchmarks.roster [--time S] [--workers N] [--effort E] [--seeds N] [--json]

The example's generator makes its history at intervals of 30 and of 15 minutes; each is forecast and staffed once.
Costs are in wage-hours. Wall seconds depend on what else the machine does, so CPU seconds stand beside them. Missed
handovers and missing activities are counted here, apart from the rules. Controllable costs are those of the start,
which may break rules, of the first legal roster told of, and of the result.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from planner.centre import Centre
from planner.example import write_example
from planner.example.demand import history
from planner.example.folder import SEED
from planner.files import write_table
from planner.pipeline import Run, run_stages
from planner.pipeline.forecast import ForecastStage
from planner.pipeline.roster import roster_week
from planner.pipeline.staff import StaffStage
from planner.rostering import roster_problem
from planner.tables import HISTORY
from solver import Effort, Progress, RosterProblem, check, solve_roster
from solver.problem import COST_PER_WAGE_HOUR
from solver.roster import Roster
from tests.solver.builders import centre

INTERVALS_MIN = (30, 15)
AGENTS = (20, 40, 60)


@dataclass(frozen=True, slots=True)
class Row:
    """One solve; costs in wage-hours, controllable ones without the wages fixed by contract."""

    case: str
    effort: str
    time_s: float | None
    seed: int
    cost: float
    bound: float
    gap_labour: float
    gap_controllable: float | None
    start_controllable: float
    first_controllable: float | None  # of the first complete legal roster
    controllable: float
    first_s: float | None
    first_cpu_s: float | None
    wall_s: float
    cpu_s: float
    violations: int
    handovers_missed: int
    activities_missing: int

    @property
    def saved(self) -> float:
        """Share of the greedy start's controllable cost."""
        return 1 - self.controllable / self.start_controllable


@dataclass(frozen=True, slots=True)
class First:
    """The first legal roster that the solver told of: its cost and when."""

    cost: int
    wall_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure over some rows, and what it has to be."""

    case: str
    name: str
    value: float
    least: float | None = None
    most: float | None = None
    percent: bool = False

    @property
    def met(self) -> bool:
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    def __str__(self) -> str:
        wanted, sign = (self.most, "≤") if self.least is None else (self.least, "≥")
        value, limit = (f"{number:.1%}" if self.percent else f"{number:.3g}" for number in (self.value, wanted))
        return f"{self.case:12}{self.name:46}{value:>8}  goal {sign} {limit:6} {'met' if self.met else 'NOT MET'}"


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    load_compiled_loops()
    if not asked.json:
        print(HEADER)
    goals: list[Goal] = []
    for interval_min in INTERVALS_MIN:
        goals += _example(interval_min, asked)
    for agents in AGENTS:
        _say(measure(f"{agents} made up", centre(1, agents), 1, asked.effort, asked.time, asked.workers), asked.json)
    for goal in goals:
        print(json.dumps(asdict(goal) | {"met": goal.met}) if asked.json else goal)
    return 0


def _example(interval_min: int, asked: argparse.Namespace) -> list[Goal]:
    case = f"{interval_min} min"
    with tempfile.TemporaryDirectory() as folder:
        problem = example_problem(Path(folder), interval_min)
    rows = []
    for seed in range(1, asked.seeds + 1):
        rows.append(measure(case, problem, seed, asked.effort, asked.time, asked.workers))
        _say(rows[-1], asked.json)
    _say(measure(case, problem, 0, asked.effort), asked.json)
    return goals_of(case, rows)


def load_compiled_loops() -> None:
    """Compile them, or read them from their cache, before anything is timed."""
    solve_roster(centre(1, 20), effort=Effort.QUICK, time_s=0)


def example_problem(folder: Path, interval_min: int) -> RosterProblem:
    """Return the roster problem of the week after the example's history, generated at such intervals."""
    write_example(folder, "en")
    example = Centre.open(folder / "plan.toml", [f"interval_min={interval_min}"])
    write_table(history(example.plan, SEED), HISTORY, example.data_file(example.plan.data.history))
    run = Run(example, example.next_week(), folder / "run")
    for _ in run_stages(run, (ForecastStage(), StaffStage())):
        pass
    return roster_problem(roster_week(run))


def measure(
    case: str,
    problem: RosterProblem,
    seed: int,
    effort: Effort = Effort.NORMAL,
    time_s: float | None = None,
    workers: int | None = None,
) -> Row:
    """Solve and count what is wrong with the roster."""
    began, began_cpu = time.monotonic(), time.process_time()
    first: list[First] = []

    def on_progress(progress: Progress) -> None:
        if progress.cost is not None and not first:
            first.append(First(progress.cost, time.monotonic() - began, time.process_time() - began_cpu))

    result = solve_roster(problem, effort=effort, seed=seed, time_s=time_s, workers=workers, on_progress=on_progress)
    wall_s, cpu_s = time.monotonic() - began, time.process_time() - began_cpu
    fixed = problem.contract_cost()
    return Row(
        case=case,
        effort=effort,
        time_s=time_s,
        seed=seed,
        cost=result.cost / COST_PER_WAGE_HOUR,
        bound=result.bound / COST_PER_WAGE_HOUR,
        gap_labour=result.gap_labour,
        gap_controllable=result.gap_controllable,
        start_controllable=(result.start_cost - fixed) / COST_PER_WAGE_HOUR,
        first_controllable=(first[0].cost - fixed) / COST_PER_WAGE_HOUR if first else None,
        controllable=(result.cost - fixed) / COST_PER_WAGE_HOUR,
        first_s=first[0].wall_s if first else None,
        first_cpu_s=first[0].cpu_s if first else None,
        wall_s=wall_s,
        cpu_s=cpu_s,
        violations=len(check(problem, result.roster).violations),
        handovers_missed=handovers_missed(problem, result.roster),
        activities_missing=activities_missing(problem, result.roster),
    )


def handovers_missed(problem: RosterProblem, roster: Roster) -> int:
    """Count slots of a post with too few holders, and ends of a holder at which too few go on who came in time."""
    missed = 0
    for number, post in enumerate(problem.posts):
        spans = [problem.span(worked.day, worked.shift) for worked in roster.assignments if worked.post == number]
        spans += [carried.span for carried in problem.carried if carried.post == number]
        for hours in post.hours:
            first = max(0, hours.span.start)
            missed += sum(sum(slot in span for span in spans) < post.holders for slot in range(first, hours.span.end))
            last = hours.span.end if hours.closes else hours.span.end + 1
            for end in {span.end for span in spans if first < span.end < last}:
                staying = sum(span.start <= max(first, end - post.overlap) and span.end > end for span in spans)
                missed += staying < post.holders
    return missed


def activities_missing(problem: RosterProblem, roster: Roster) -> int:
    """Count breaks and activities of shifts, and activities of the week or people at those in common, not placed."""
    had = Counter((activity.agent, activity.day, activity.kind) for activity in roster.activities)
    owed = Counter(
        (worked.agent, worked.day, pause.kind)
        for worked in roster.assignments
        for pause in problem.shifts[worked.shift].breaks
    )
    missing = (owed - had).total() if problem.breaks_taken else 0
    for spec in problem.activities:
        starts = {a.agent: a.span.start for a in roster.activities if a.kind == spec.id and a.agent in spec.agents}
        there = len(starts) if spec.together is None else max(Counter(starts.values()).values(), default=0)
        missing += max(0, spec.least - there)
    return missing


def goals_of(case: str, rows: Sequence[Row]) -> list[Goal]:
    """Return what the rows of the example amount to, beside the goals."""
    gaps = [row.gap_labour for row in rows]
    first = max(float("inf") if row.first_s is None else row.first_s for row in rows)
    return [
        Goal(case, "gap, of labour: median", median(gaps), most=0.05, percent=True),
        Goal(case, "gap, of labour: worst", max(gaps), most=0.07, percent=True),
        Goal(case, "seconds to the first legal roster: worst", first, most=5),
        Goal(
            case, "controllable cost below the start: worst", min(row.saved for row in rows), least=0.15, percent=True
        ),
        Goal(case, "hard violations", sum(row.violations for row in rows), most=0),
        Goal(case, "handovers missed", sum(row.handovers_missed for row in rows), most=0),
        Goal(case, "activities missing", sum(row.activities_missing for row in rows), most=0),
    ]


HEADER = (
    f"{'case':12}{'effort':14}{'seed':>4}{'cost':>9}{'bound':>9}{'gap':>7}{'of contr.':>10}"
    f"{'controllable':>24}{'saved':>7}{'first s (CPU)':>15}{'wall s (CPU)':>14}{'viol.':>6}{'hand.':>6}{'act.':>5}"
)


def line(row: Row) -> str:
    """Return a row of the table."""
    effort = row.effort if row.time_s is None else f"{row.effort} {row.time_s:g} s"
    controllable = f"{row.start_controllable:.1f} → {_or_dash(row.first_controllable)} → {row.controllable:.1f}"
    return (
        f"{row.case:12}{effort:14}{row.seed:>4}{row.cost:>9.1f}{row.bound:>9.1f}{row.gap_labour:>7.2%}"
        f"{_or_dash(row.gap_controllable, '.1%'):>10}{controllable:>24}{row.saved:>7.1%}"
        f"{f'{_or_dash(row.first_s)} ({_or_dash(row.first_cpu_s)})':>15}{f'{row.wall_s:.0f} ({row.cpu_s:.0f})':>14}"
        f"{row.violations:>6}{row.handovers_missed:>6}{row.activities_missing:>5}"
    )


def _or_dash(number: float | None, form: str = ".1f") -> str:
    return "-" if number is None else format(number, form)


def _say(row: Row, as_json: bool) -> None:
    print(json.dumps(asdict(row)) if as_json else line(row), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.roster", description=__doc__)
    parser.add_argument("--time", type=float, default=60, metavar="S", help="seconds for each roster (60)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="searches side by side (2)")
    parser.add_argument("--effort", type=Effort, default=Effort.NORMAL, help="most work done in that time (normal)")
    parser.add_argument("--seeds", type=int, default=5, metavar="N", help="of the example, from 1 on (5)")
    parser.add_argument("--json", action="store_true", help="one object a line")
    return parser


if __name__ == "__main__":
    sys.exit(main())
