"""Repair a week's roster in force: the tables of the run as they are now, and people who fall out."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from planner.errors import Message, NoRoster
from planner.grid import Grid
from planner.pipeline.conflict import Teller
from planner.pipeline.run import Run
from planner.pipeline.solving import Solved
from planner.repair import Repair
from planner.rostering import Week, roster_back, roster_problem, with_deferred
from planner.tables import ACTIVITIES, DEFERRED, ROSTER
from solver import Repaired, RosterProblem, RosterResult, repair
from solver.absences import Absence
from solver.errors import Clash
from solver.gaps import gap_controllable, gap_labour
from solver.problem import Span
from solver.repairing.changes import ChangeKind
from solver.roster import Status


class Repairs(Message):
    """What a repair has changed."""

    template = (
        "repaired: {absent} days without the absent; {called_in} called in, {moved} moved, {extended} longer, "
        "{breaks} other breaks, {post} take a post over"
    )


class NotMended(NoRoster):
    """Enforced rules that no change of a repair could keep."""

    template = (
        "repaired as far as can be, and written; still broken of what is enforced, {count} times:{broken}\n"
        "call somebody in by hand with planner roster lock and repair again, or let such a rule warn"
    )


ENGINE = "repair"
BOUND_BY = "linear program of the repair, floating point"


def repair_week(run: Run, week: Week) -> Solved:
    """Return the roster in force, repaired for the people required now.

    The bound is that of the repair: no choice of its changes could save more.

    Raises
    ------
    InputError
        If there is no roster yet.
    """
    asked = run.repair
    assert asked is not None, "there is a repair to do"
    placed = run.read(DEFERRED, "roster")
    week = with_deferred(week, placed)
    problem = roster_problem(week)
    roster = roster_back(problem, week, run.read(ROSTER, "roster"), run.read(ACTIVITIES, "roster"))
    window = _window(asked, problem, week.grid)
    absences = [Absence(week.agent_numbers[agent], window) for agent in asked.absent]
    repaired = repair(problem, roster, window, absences, most_changes=asked.most_changes)
    failure = _not_mended(repaired, problem, Teller(run.intervals, run.centre.agents, run.centre.plan))
    result = _result(repaired, problem, run)
    return Solved(week, problem, problem, result, failure, placed, repaired=repaired)


def _not_mended(repaired: Repaired, problem: RosterProblem, teller: Teller) -> NotMended | None:
    """Return what the repaired roster still breaks; None where it is legal."""
    broken = repaired.verdict.violations
    if not broken:
        return None
    return NotMended(count=len(broken), broken=teller.broken([Clash.of(breach, problem) for breach in broken]))


def repairs(repaired: Repaired) -> Repairs:
    """Return how many days are changed in which way."""
    counts = Counter(change.kind for change in repaired.changes)
    return Repairs(**{kind.value: counts[kind] for kind in ChangeKind})


def changes_made(repaired: Repaired, problem: RosterProblem, grid: Grid) -> list[dict[str, str]]:
    """Return what the manifest keeps of the changes: agent, date and kind of each."""
    return [
        {
            "agent": problem.agents[change.agent].id,
            "date": (grid.first + timedelta(days=change.day)).isoformat(),
            "kind": change.kind.value,
        }
        for change in repaired.changes
    ]


def _window(asked: Repair, problem: RosterProblem, grid: Grid) -> Span:
    """Return the slots that lie in the time of a repair; the end of the week is that of its last shifts."""
    first = -(-(asked.start.timestamp() - grid.at(0).timestamp()) // (60 * grid.step_min))
    return Span(int(first), problem.slots if asked.end == grid.at(grid.days) else grid.step_of(asked.end))


def _result(repaired: Repaired, problem: RosterProblem, run: Run) -> RosterResult:
    """Return a repair in the form of a result, so that all that reads a roster's record can read it.

    Where an enforced rule could not be kept nothing is proven: the repair's program sets a price on that, no cost.
    """
    cost = repaired.verdict.cost
    bound = 0 if repaired.verdict.violations else max(0, cost - repaired.slack)
    return RosterResult(
        roster=repaired.roster,
        verdict=repaired.verdict,
        start_cost=repaired.dropped.cost,
        bound=bound,
        bound_by=BOUND_BY,
        gap_labour=gap_labour(cost, bound),
        gap_controllable=gap_controllable(problem, cost, bound),
        status=Status.FEASIBLE,
        engine=ENGINE,
        effort=ENGINE,
        seed=run.seed,
        reproducible=True,
    )
