"""Stage: requirement.csv and people → roster.csv, activities.csv, handovers.csv, coverage.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError, Message, NoRosterYet, Place, Told
from planner.grid import week_before
from planner.measures import SHORT
from planner.pipeline.conflict import conflict_of
from planner.pipeline.run import Done, Run
from planner.plan import Plan
from planner.rostering import Week, roster_frames, roster_problem
from planner.staffing.groups import queue_groups
from planner.tables import ACTIVITIES, COVERAGE, FORECAST, HANDOVERS, POOLED, REQUIREMENT, ROSTER
from solver import Effort, Progress, RosterResult, solve_roster
from solver.errors import InfeasibleRoster, NoRosterInTime
from solver.problem import COST_PER_WAGE_HOUR
from solver.roster import Status


class NoShifts(Message):
    """A plan without shifts cannot be rostered."""

    template = "no shift is defined; a roster needs at least one under [shifts]"


class NothingPublished(Message):
    """The week before has no signed roster."""

    template = "no roster of {week} is published: rest, runs of days and handovers begin afresh on Monday"


class Rostered(Message):
    """What the roster amounts to."""

    template = (
        "{agents} agents, {shifts} shifts; short {short_h} person-hours in {intervals} intervals; "
        "gap to the bound {gap} % of labour"
    )


class Working(Message):
    """Where the search is."""

    template = "{phase}: cost {cost} wage-hours, bound {bound}"


def refuse_no_shifts(plan: Plan) -> None:
    """Refuse to roster a plan without shifts.

    Raises
    ------
    InputError
        If there is none.
    """
    if not plan.shifts:
        raise InputError([Fault(Place(file="plan.toml", path="shifts"), NoShifts())])


class RosterStage:
    """Who works when, with breaks and handovers."""

    name = "roster"

    def inputs(self, run: Run) -> list[Path]:
        """Return the tables of the run, the people, and last week's signed roster."""
        plan, folder = run.centre.plan, run.centre.folder
        own_days = [plan.calendar.extra] if plan.calendar.extra else []
        published = folder / "published" / week_before(run.week)
        return [
            *(run.path(table) for table in (FORECAST, REQUIREMENT, POOLED)),
            *(run.centre.data_file(name) for name in (plan.data.agents, plan.data.requests, *own_days)),
            *(published / f"{table.name}.csv" for table in (ROSTER, ACTIVITIES)),
        ]

    def outputs(self, run: Run) -> list[Path]:
        """Return the four tables of a roster."""
        return [run.path(table) for table in (ROSTER, ACTIVITIES, HANDOVERS, COVERAGE)]

    def settings(self, run: Run) -> object:
        """Return the parts of the plan that a roster depends on, and the effort."""
        apart = {"name", "language", "data", "events"}
        return [run.centre.plan.model_dump(mode="json", exclude=apart), run.effort.time_s, run.effort.workers]

    def work(self, run: Run) -> Done:
        """Solve the week and write what came out."""
        refuse_no_shifts(run.centre.plan)
        week = _week(run)
        problem = roster_problem(week)
        result = _solve(run, problem)
        frames = roster_frames(problem, result.roster, week, run.read(FORECAST, "forecast"))
        for frame, table in (
            (frames.roster, ROSTER),
            (frames.activities, ACTIVITIES),
            (frames.handovers, HANDOVERS),
            (frames.coverage, COVERAGE),
        ):
            run.write(frame, table)
        short = frames.coverage.loc[frames.coverage["gap"] <= -SHORT, "gap"]
        summary = Rostered(
            agents=frames.roster["agent"].nunique(),
            shifts=len(frames.roster),
            short_h=f"{-short.sum() * run.centre.plan.interval_min / 60:,.1f}",
            intervals=len(short),
            gap=f"{100 * result.gap_labour:.1f}",
        )
        return Done(summary, list(_notices(run, week)), _figures(result), result.status is Status.STOPPED)


def _week(run: Run) -> Week:
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
        published=centre.published(week_before(run.week)),
        holidays=frozenset(days.loc[days["kind"] == "holiday", "date"]),
    )


def _solve(run: Run, problem: Any) -> RosterResult:
    """Call the solver; its errors become ours, with their exit codes."""

    def on_progress(progress: Progress) -> None:
        if run.on_progress:
            run.on_progress("roster", Working(phase=progress.phase, cost=_h(progress.cost), bound=_h(progress.bound)))

    try:
        return solve_roster(
            problem,
            effort=Effort(run.centre.plan.roster.effort),
            seed=run.seed,
            time_s=run.effort.time_s,
            workers=run.effort.workers,
            on_progress=on_progress,
        )
    except InfeasibleRoster as error:
        raise conflict_of(error, run.intervals, run.centre.agents) from error
    except NoRosterInTime as error:
        raise NoRosterYet from error


def _h(cost: int | None) -> str:
    return "-" if cost is None else f"{cost / COST_PER_WAGE_HOUR:,.1f}"


def _notices(run: Run, week: Week) -> Iterator[Told]:
    if week.published.roster.empty:
        yield NothingPublished(week=week_before(run.week))


def _figures(result: RosterResult) -> dict[str, Any]:
    """Return what the manifest keeps of the solve; costs in wage-hours."""
    return {
        "status": str(result.status),
        "engine": result.engine,
        "effort": result.effort,
        "reproducible": result.reproducible,
        "seed": result.seed,
        "start_cost": result.start_cost / COST_PER_WAGE_HOUR,
        "cost": result.cost / COST_PER_WAGE_HOUR,
        "bound": result.bound / COST_PER_WAGE_HOUR,
        "bound_by": result.bound_by,
        "gap_labour": result.gap_labour,
        "gap_controllable": result.gap_controllable,
        "penalties": {item.name: item.cost / COST_PER_WAGE_HOUR for item in result.verdict.items},
        "breaches": Counter(breach.rule for breach in result.verdict.breaches),
        "violations": len(result.verdict.violations),
    }
