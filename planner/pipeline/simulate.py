"""Stage: the roster played against random demand → simulation.csv, simulated_agents.csv, and coverage.csv completed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

import forecasting
from planner.errors import Message, Told
from planner.pipeline.forecast import explain_week
from planner.pipeline.run import Done, Run
from planner.published import files_before
from planner.simulation.setup import Setup
from planner.simulation.simulate import Simulated, simulate
from planner.simulation.targets import hours_of, missed
from planner.simulation.week import NO_STRAIN, Played, Rostered, Strain, setups
from planner.staffing.groups import queue_groups
from planner.tables import (
    ACTIVITIES,
    COVERAGE,
    FORECAST,
    QUEUE_TIME,
    ROSTER,
    SIMULATED_AGENTS,
    SIMULATED_HOURS,
    SIMULATION,
)

PATHS = 200  # courses of the forecast that are drawn
SIMULATED_COLUMNS = {"service_level" + part: "service_level_simulated" + part for part in ("", "_lo", "_hi")}


class WeeksPlayed(Message):
    """What a simulation amounts to."""

    template = (
        "{replications} weeks played; {missed} of {hours} hours of live queues miss their target by more than a point; "
        "bands up to ± {widest} points"
    )


class Playing(Message):
    """How far a simulation is."""

    template = "{replications} weeks played; the first time the loop is compiled"


class StillWide(Message):
    """A band that stayed wider than asked for."""

    template = "after {replications} weeks the widest band is still ± {widest} points; more would take too long"


class SimulateStage:
    """How the roster holds with breaks, skills, several chats at once, absence and chance."""

    name = "simulate"

    def inputs(self, run: Run) -> list[Path]:
        """Return the tables of the run, the people, the history that paths follow, and the rosters of weeks before."""
        data = run.centre.plan.data
        tables = [run.path(table) for table in (FORECAST, ROSTER, ACTIVITIES)]
        history = [run.centre.data_file(data.history)] if run.simulation.demand == "paths" else []
        agents = run.centre.data_file(data.agents)
        return [*tables, agents, *history, *files_before(run.centre.folder, run.week)]

    def outputs(self, run: Run) -> list[Path]:
        """Return the tables of a simulation, and the coverage that it completes."""
        return [run.path(table) for table in (SIMULATION, SIMULATED_HOURS, SIMULATED_AGENTS, COVERAGE)]

    def settings(self, run: Run) -> object:
        """Return the parts of the plan that a simulation depends on, and what it is asked."""
        return [
            run.centre.plan.model_dump(mode="json", exclude={"name", "language", "data", "costs"}),
            asdict(run.simulation),
        ]

    def work(self, run: Run) -> Done:
        """Play the week and write what came out."""
        if run.on_progress:
            run.on_progress(self.name, Playing(replications=0))
        result = simulated_week(run)
        simulation = result.frame(run.intervals.starts)
        run.write(simulation, SIMULATION)
        run.write(result.agents(), SIMULATED_AGENTS)
        run.write(completed(run.read(COVERAGE, "roster"), simulation), COVERAGE)
        hours = hours_of(result, run.centre.plan, run.intervals.starts)
        run.write(hours, SIMULATED_HOURS)
        summary = WeeksPlayed(
            replications=result.replications, missed=len(missed(hours)), hours=len(hours), widest=_points(result.widest)
        )
        figures = {
            "replications": result.replications,
            "widest": result.widest,
            "ask": asdict(run.simulation),
            "week": {str(queue): dict(row) for queue, row in result.week().dropna().iterrows()},
            "hours": len(hours),
            "hours_missed": len(missed(hours)),
        }
        return Done(summary, list(_notices(run, result)), figures, result.interrupted, completed=[COVERAGE])


def simulated_week(run: Run, strain: Strain = NO_STRAIN) -> Simulated:
    """Return the run's roster played as it is asked."""

    def on_progress(replications: int) -> None:
        if run.on_progress:
            run.on_progress(SimulateStage.name, Playing(replications=replications))

    return simulate(week_setups(run, strain), run.simulation, run.seed, run.effort.workers or 1, on_progress)


def week_setups(run: Run, strain: Strain) -> list[Setup]:
    """Return the groups of a run with its roster."""
    centre, ask = run.centre, run.simulation
    before = centre.published_before(run.week)
    roster = [before.roster, run.read(ROSTER, "roster")]
    activities = [before.activities, run.read(ACTIVITIES, "roster")]
    rostered = Rostered(_together(roster), _together(activities), run.read(COVERAGE, "roster"))
    paths = demand_paths(run) if ask.demand == "paths" else None
    played = Played(run.read(FORECAST, "forecast"), "p50" if paths else ask.demand, paths)
    groups = queue_groups(centre.plan, centre.agents)
    if strain.absence is None:
        strain = replace(strain, absence=ask.absence)
    return setups(centre.plan, groups, centre.agents, run.intervals, rostered, played, strain)


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([frame for frame in frames if len(frame)] or frames[-1:], ignore_index=True)


def demand_paths(run: Run) -> Mapping[str, npt.NDArray[np.float64]]:
    """Return equally likely courses of the contacts of each queue (paths × intervals), as past forecasts missed."""
    drawn = forecasting.paths(explain_week(run.centre, run.intervals), PATHS, seed=run.seed)
    by_queue = drawn.pivot_table(index=["queue", "path"], columns="interval_start", values="offered")
    by_queue = by_queue.reindex(columns=run.intervals.starts).fillna(0.0)
    nothing = np.zeros((1, run.intervals.steps))
    known = set(by_queue.index.get_level_values("queue"))
    return {
        queue: by_queue.loc[queue].to_numpy(float) if queue in known else nothing for queue in run.centre.plan.queues
    }


def completed(coverage: pd.DataFrame, simulation: pd.DataFrame) -> pd.DataFrame:
    """Return COVERAGE with the simulated service level beside the predicted one."""
    key = list(QUEUE_TIME)
    found = simulation[[*key, *SIMULATED_COLUMNS]].rename(columns=SIMULATED_COLUMNS)
    rest = coverage.drop(columns=list(SIMULATED_COLUMNS.values()))
    return COVERAGE.check(rest.merge(found, on=key, how="left"))


def _notices(run: Run, result: Simulated) -> Iterator[Told]:
    until = run.simulation.until_ci
    if until is not None and result.widest > until and not result.interrupted:
        yield StillWide(replications=result.replications, widest=_points(result.widest))


def _points(share: float) -> str:
    return f"{100 * share:.1f}"
