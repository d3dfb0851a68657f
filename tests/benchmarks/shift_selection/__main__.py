# ruff: noqa: T201 (its tables are its output)
"""Shift counts, least hours and a week of equal paid hours, beside pyworkforce.

    python -m tests.benchmarks.shift_selection PEER_PYTHON [--agents N …] [--time S] [--peer-time S]

Make the peer with `pip install ortools numpy pandas joblib` and
`pip install --ignore-requires-python --no-deps pyworkforce==0.5.4` in an environment of its own.
Times are CPU seconds of the process that models and solves, imports and compilation apart. pyworkforce takes a shift
that may not follow one as forbidding all shifts after it, so that with such rules its hours can be more than the least.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from solver import check, solve_roster
from solver.problem import RosterProblem
from tests.benchmarks.large.family import centre
from tests.benchmarks.shift_selection.asking import Answer, Peer, answer_of
from tests.benchmarks.shift_selection.cases import (
    Ints,
    Selection,
    hours_cases,
    selection_of,
    selections,
)
from tests.benchmarks.shift_selection.counts import ABSOLUTE_DIFFERENCE, REQUIRED_PEOPLE, least_cost
from tests.benchmarks.shift_selection.equal_hours import (
    Covered,
    covered_by_counts,
    covered_by_roster,
    fewer_people,
    paid_min,
    plan_of_hours,
)
from tests.benchmarks.shift_selection.hours import least_hours

SEED = 1
GOAL = 0.5  # of the uncovered hours of its plan
MODELS = (
    ("min_abs", "least absolute difference", ABSOLUTE_DIFFERENCE),
    ("min_required", "least people", REQUIRED_PEOPLE),
)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    peer = Peer(asked.peer)
    compare_counts(peer)
    compare_hours(peer, asked.peer_time)
    compare_equal_hours(peer, asked.agents, asked.time)
    return 0


def compare_counts(peer: Peer) -> None:
    """Print shift counts: the same optimum, and how soon."""
    print(HEADER.format("people on shifts"))
    for selection in selections():
        for model, name, prices in MODELS:
            ours = timed(partial(least_cost, selection, prices))
            print(line(f"{selection.name}, {name}", ours, answer_of(peer.select(model, selection))))


def compare_hours(peer: Peer, time_s: float) -> None:
    """Print the least hours of people on shifts."""
    print(HEADER.format("least hours"))
    for case in hours_cases():
        ours = timed(partial(least_hours, case))
        print(line(case.name, ours, answer_of(peer.hours(case, time_s))), flush=True)


def timed(least: Callable[[], int]) -> Answer:
    """Return a proven cost with its CPU seconds."""
    began = time.process_time()
    return Answer(least(), proven=True, cpu_s=time.process_time() - began)


HEADER = "\n{:58}" + f"{'ours':>9}{'CPU s':>8}{'pyworkforce':>14}{'CPU s':>8}{'ratio':>8}"


def line(name: str, ours: Answer, theirs: Answer | None) -> str:
    """Return a row of both; a cost that is not proven is marked."""
    mine = f"{name:58}{cost(ours):>9}{ours.cpu_s:>8.2f}"
    if theirs is None:
        return f"{mine}{'none':>14}"
    return f"{mine}{cost(theirs):>14}{theirs.cpu_s:>8.2f}{theirs.cpu_s / ours.cpu_s:>8.1f}"


def cost(answer: Answer) -> str:
    return f"{answer.cost}" if answer.proven else f"{answer.cost}?"


def compare_equal_hours(peer: Peer, sizes: Sequence[int], time_s: float) -> None:
    """Print what its plans and our rosters of named people leave uncovered: for its paid hours, and for ours.

    For its own hours it knows no breaks, and plans too few: what is unavoidable then nobody can cover.
    """
    print(HOURS_HEADER)
    plan = partial(_plan, peer)
    for agents in sizes:
        problem = centre(agents, 1, SEED).problem
        counts = plan(selection_of(problem))
        few = roster_covered(fewer_people(problem, paid_min(problem, counts)), time_s)
        say_covered(f"{agents}, its paid hours", covered_by_counts(problem, counts), few)
        all_ = roster_covered(problem, time_s)
        counts = plan_of_hours(problem, round(all_.paid_h * 60), plan)
        say_covered(f"{agents}, paid hours of all", covered_by_counts(problem, counts), all_)


def say_covered(case: str, theirs: Covered, ours: Covered) -> None:
    print(covered_line(f"{case}: pyworkforce", theirs))
    print(covered_line(f"{case}: named people", ours))
    share = ours.uncovered_h / theirs.uncovered_h
    met = "met" if share <= GOAL else "NOT MET"
    print(f"{case}: {share:.0%} of its uncovered hours; goal ≤ {GOAL:.0%} {met}", flush=True)


def _plan(peer: Peer, selection: Selection) -> Ints:
    return np.array(peer.select("min_abs", selection)["counts"])


def roster_covered(problem: RosterProblem, time_s: float) -> Covered:
    """Return what a checked roster of the problem covers."""
    result = solve_roster(problem, time_s=time_s)
    broken = check(problem, result.roster).violations
    if broken:
        raise SystemExit("\n".join(map(str, broken)))
    return covered_by_roster(problem, result.roster)


HOURS_HEADER = (
    f"\n{'hours of a week':44}{'paid':>9}{'required':>10}{'on contacts':>13}{'surplus':>9}"
    f"{'uncovered':>11}{'unavoidable':>13}"
)


def covered_line(name: str, covered: Covered) -> str:
    return (
        f"{name:44}{covered.paid_h:>9,.0f}{covered.required_h:>10,.0f}{covered.on_contacts_h:>13,.0f}"
        f"{covered.surplus_h:>9,.0f}{covered.uncovered_h:>11,.1f}{covered.unavoidable_h:>13,.1f}"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.shift_selection", description=__doc__)
    parser.add_argument("peer", metavar="PEER_PYTHON", help="an interpreter that has pyworkforce")
    parser.add_argument("--agents", type=int, nargs="+", default=[50, 200], metavar="N", help="named people (50 200)")
    parser.add_argument("--time", type=float, default=60, metavar="S", help="seconds for each roster (60)")
    parser.add_argument("--peer-time", type=float, default=30, metavar="S", help="most seconds for least hours (30)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
