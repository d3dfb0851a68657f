"""A run's roster read back from its tables, with the problem that it answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from planner.pipeline.certificate import Evidence, read_evidence
from planner.pipeline.conflict import Teller
from planner.pipeline.roster import RosterStage, roster_week
from planner.pipeline.run import Run
from planner.rostering import Week, roster_back, roster_problem, with_deferred
from planner.tables import ACTIVITIES, DEFERRED, ROSTER
from reports import Words
from solver import RosterProblem
from solver.errors import Clash
from solver.roster import Breach, Roster


@dataclass(frozen=True)
class Made:
    """A roster as its tables hold it, made from `week`; `eased` is the problem that was solved and bounded.

    The two problems differ where a partial roster was asked for: there, rules that clash only warn.
    """

    week: Week
    problem: RosterProblem
    eased: RosterProblem
    roster: Roster
    evidence: Evidence
    teller: Teller

    def start(self, day: int, shift: int) -> datetime:
        """Return when a shift of a day begins."""
        return self.week.grid.moment(self.problem.span(day, shift).start)

    def told(self, breach: Breach) -> Words:
        """Return a breach with names and dates."""
        return self.teller.instance(Clash.of(breach, self.problem))


def made_roster(run: Run) -> Made:
    """Return a run's roster, deferred work where it was placed in the end.

    Raises
    ------
    InputError
        If there is no roster yet.
    """
    roster, activities = run.read(ROSTER, RosterStage.name), run.read(ACTIVITIES, RosterStage.name)
    placed, evidence = run.read(DEFERRED, RosterStage.name), read_evidence(run.folder)
    week = with_deferred(roster_week(replace(run, keep=evidence.keep)), placed)
    problem = roster_problem(week)
    back = roster_back(problem, week, roster, activities)
    teller = Teller(run.intervals, run.centre.agents, run.centre.plan)
    return Made(week, problem, evidence.eased(problem), back, evidence, teller)
