"""Stage: requirement.csv and people → roster.csv, activities.csv, handovers.csv, coverage.csv, deferred.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from planner.centre import Centre
from planner.errors import Fault, InputError, Message, Place
from planner.measures import SHORT
from planner.pipeline.certificate import FILE, Evidence
from planner.pipeline.improving import improve_week
from planner.pipeline.manifest import digest_of
from planner.pipeline.repairing import changes_made, repair_week
from planner.pipeline.roster_notices import roster_notices
from planner.pipeline.run import Done, Run, digests
from planner.pipeline.solving import Solved, solve_week
from planner.plan import Plan
from planner.published import files_before
from planner.rostering import Week, roster_frames
from planner.sites import sites_of
from planner.staffing.groups import queue_groups
from planner.tables import (
    ACTIVITIES,
    CORRECTIONS,
    COVERAGE,
    DEFERRED,
    FORECAST,
    HANDOVERS,
    POOLED,
    REQUIREMENT,
    ROSTER,
    SHORTFALL,
    SIMULATED_AGENTS,
    SIMULATED_HOURS,
    SIMULATION,
    STRESS,
)
from solver import RosterProblem, check
from solver.certificate import certificate_of
from solver.problem import COST_PER_WAGE_HOUR
from solver.roster import Breach, Status

OF_A_ROSTER = (SIMULATION, SIMULATED_HOURS, SIMULATED_AGENTS, SHORTFALL, STRESS)
"""What was found of a roster, and says nothing of another."""
PARTIAL = "partial"  # the status of a roster that breaks enforced rules


class NoShifts(Message):
    """A plan without shifts cannot be rostered."""

    template = "no shift is defined; a roster needs at least one under [shifts]"


class Rostered(Message):
    """What the roster amounts to."""

    template = (
        "{agents} agents, {shifts} shifts; short {short_h} person-hours in {intervals} intervals; "
        "gap to the bound {gap} % of labour"
    )


class RosteredPartly(Message):
    """What a partial roster amounts to."""

    template = (
        "PARTIAL, not legal: breaches of enforced rules: {broken}; {agents} agents, {shifts} shifts; "
        "short {short_h} person-hours in {intervals} intervals"
    )


def refuse_no_shifts(centre: Centre) -> None:
    """Refuse to roster a plan without shifts.

    Raises
    ------
    InputError
        If there is none.
    """
    if not centre.plan.shifts:
        raise InputError([Fault(Place(file=centre.plan_name, path="shifts"), NoShifts())])


def plan_digest(plan: Plan) -> str:
    """Return a digest of the parts of the plan that a roster depends on, its labour pack's version among them."""
    law = plan.labour.named() if plan.labour else None
    return digest_of([plan.model_dump(mode="json", exclude={"name", "language", "data", "events", "simulation"}), law])


class RosterStage:
    """Who works when, with breaks and handovers."""

    name = "roster"

    def inputs(self, run: Run) -> list[Path]:
        """Return the tables of the run, the people, the plan's own days, and the signed rosters of the weeks before."""
        plan = run.centre.plan
        own = [name for name in (plan.calendar.extra, plan.data.own_locks) if name]
        data = (plan.data.agents, plan.data.requests, plan.data.locks, plan.data.absences, *own)
        return [
            *(run.path(table) for table in (FORECAST, REQUIREMENT, POOLED, CORRECTIONS)),
            *(run.centre.data_file(name) for name in data),
            *files_before(run.centre.folder, run.week),
        ]

    def outputs(self, run: Run) -> list[Path]:
        """Return the tables of a roster, the rows that it did not take as staffing wrote them, and its certificate."""
        return [*(run.path(table) for table in (ROSTER, ACTIVITIES, HANDOVERS, COVERAGE, DEFERRED)), run.folder / FILE]

    def settings(self, run: Run) -> object:
        """Return the parts of the plan that a roster depends on, and the effort."""
        return [plan_digest(run.centre.plan), run.effort.time_s, run.effort.workers, *_kept(run), *_repaired(run)]

    def work(self, run: Run) -> Done:
        """Solve the week and write what came out."""
        refuse_no_shifts(run.centre)
        solved = _solved(run)
        week, problem, result = solved.week, solved.problem, solved.result
        broken = check(problem, result.roster).violations
        frames = roster_frames(problem, result.roster, week, run.read(FORECAST, "forecast"))
        for frame, table in (
            (frames.roster, ROSTER),
            (frames.activities, ACTIVITIES),
            (frames.handovers, HANDOVERS),
            (frames.coverage, COVERAGE),
            (solved.placed, DEFERRED),
        ):
            run.write(frame, table)
        for table in OF_A_ROSTER:
            run.path(table).unlink(missing_ok=True)
        _evidence(run, solved).write(run.folder)
        short = frames.coverage.loc[frames.coverage["gap"] <= -SHORT, "gap"]
        summary = (RosteredPartly if broken else Rostered)(
            broken=len(broken),
            agents=frames.roster["agent"].nunique(),
            shifts=len(frames.roster),
            short_h=f"{-short.sum() * run.centre.plan.interval_min / 60:,.1f}",
            intervals=len(short),
            gap=f"{100 * result.gap_labour:.1f}",
        )
        notices = list(roster_notices(run, solved, len(broken)))
        plan = run.centre.plan
        rows = broken_rows(broken, problem, run)
        partial = {"status": PARTIAL} if rows else {}
        figures = (
            _figures(solved, plan) | {"broken": rows, "violations": len(rows), "plan": plan_digest(plan)} | partial
        )
        if solved.repaired is not None:
            figures["repair"] = changes_made(solved.repaired, problem, week.grid)
        return Done(summary, notices, figures, result.status is Status.STOPPED, solved.conflict)


def _solved(run: Run) -> Solved:
    """Return the week's roster: the one in force repaired or improved, or a new one."""
    week = roster_week(run)
    if run.repair is not None:
        return repair_week(run, week)
    return improve_week(run, week) if run.improve else solve_week(run, week)


def _evidence(run: Run, solved: Solved) -> Evidence:
    """Return what it takes to recompute the roster's bound and cost."""
    rules = zip(solved.problem.rules, solved.eased.rules, strict=True)
    softened = tuple(rule.name for rule, eased in rules if rule.severity != eased.severity)
    return Evidence(certificate_of(solved.eased, solved.result), run.keep, softened)


def _kept(run: Run) -> list[object]:
    """Return the roster that is to change little, and how little, in plain values; nothing where there is none."""
    if run.keep is None:
        return []
    duties = (f"{place.day} {place.agent} {duty}" for place, duty in sorted(run.keep.duties.items()))
    return [run.keep.max_changes, *duties]


def _repaired(run: Run) -> list[object]:
    """Return the repair and the roster in force, in plain values; nothing where the roster is made anew."""
    if run.repair is None:
        return []
    tables = digests([run.path(ROSTER), run.path(ACTIVITIES)], run.folder)
    return [run.repair.absent, str(run.repair.start), str(run.repair.end), run.repair.most_changes, tables]


def roster_week(run: Run) -> Week:
    """Return what the roster of a run is made from."""
    centre = run.centre
    grid = centre.grid(run.week, centre.plan.slot_min)
    days = centre.calendar(grid.first, grid.first + timedelta(days=grid.days - 1))
    return Week(
        plan=centre.plan,
        grid=grid,
        agents=centre.agents,
        requests=centre.requests,
        requirement=run.read(REQUIREMENT, "staff"),
        pooled=run.read(POOLED, "staff"),
        groups=queue_groups(centre.plan, centre.agents),
        published=centre.published_before(run.week),
        corrections=run.read(CORRECTIONS, "run") if run.path(CORRECTIONS).is_file() else None,
        holidays=frozenset(days.loc[days["kind"] == "holiday", "date"]),
        keep=run.keep,
    )


def _figures(solved: Solved, plan: Plan) -> dict[str, Any]:
    """Return what the manifest keeps of the solve; costs in wage-hours.

    `first_cost` is that of a first roster with the rows of staffing, `start_cost` what the search began from,
    `sites_cost` that of the rosters of several sites together.
    """
    result, first, joined = solved.result, solved.first_cost, solved.sites_cost
    return {
        "labour": plan.labour.named() if plan.labour else None,
        "status": str(result.status),
        "engine": result.engine,
        "effort": result.effort,
        "reproducible": result.reproducible,
        "seed": result.seed,
        "sites": list(sites_of(solved.week.agents)),
        "sites_cost": None if joined is None else joined / COST_PER_WAGE_HOUR,
        "first_cost": None if first is None else first / COST_PER_WAGE_HOUR,
        "start_cost": result.start_cost / COST_PER_WAGE_HOUR,
        "cost": result.cost / COST_PER_WAGE_HOUR,
        "bound": result.bound / COST_PER_WAGE_HOUR,
        "bound_by": result.bound_by,
        "not_in_bound": result.not_in_bound,
        "prices_from": solved.prices_from,
        "gap_labour": result.gap_labour,
        "gap_controllable": result.gap_controllable,
        "penalties": {item.name: item.cost / COST_PER_WAGE_HOUR for item in result.verdict.items},
        "breaches": Counter(breach.rule for breach in result.verdict.breaches),
    }


def broken_rows(broken: Sequence[Breach], problem: RosterProblem, run: Run) -> list[dict[str, Any]]:
    """Return what the manifest keeps of breaches of enforced rules."""
    return [
        {
            "rule": breach.rule,
            "agent": "" if breach.agent is None else problem.agents[breach.agent].id,
            "day": "" if breach.day is None else run.intervals.at(breach.day).date().isoformat(),
            "subject": breach.subject,
            "amount": breach.amount,
        }
        for breach in broken
    ]
