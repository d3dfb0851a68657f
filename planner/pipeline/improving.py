"""Improve a week's roster in force for the people required now, from where it stands."""

from __future__ import annotations

from planner.pipeline.certificate import read_evidence
from planner.pipeline.prices import prices_in
from planner.pipeline.run import Run
from planner.pipeline.solving import Solved, call_solver
from planner.rostering import Week, roster_back, roster_problem, with_deferred
from planner.tables import ACTIVITIES, DEFERRED, ROSTER
from solver import Effort


def improve_week(run: Run, week: Week) -> Solved:
    """Return what a quick search makes of the roster in force; deferred work stays where it was placed.

    Raises
    ------
    InputError
        If there is no roster yet.
    """
    placed, evidence = run.read(DEFERRED, "roster"), read_evidence(run.folder)
    week = with_deferred(week, placed)
    problem = roster_problem(week)
    eased = evidence.eased(problem)
    start = roster_back(problem, week, run.read(ROSTER, "roster"), run.read(ACTIVITIES, "roster"))
    prices = prices_in(run.folder, problem)
    result = call_solver(run, eased, Effort.QUICK, run.effort.time_s, start, prices)
    return Solved(week, problem, eased, result, None, placed)
