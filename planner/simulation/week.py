"""A week's roster and demand, made ready for the event loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.grid import Grid
from planner.people import Agent
from planner.plan import Plan
from planner.schema import rows_of
from planner.simulation.people import NoEnd, OnShift, Span
from planner.simulation.setup import People, Setup, group_setup
from planner.staffing.bots import human_share
from planner.staffing.demand import group_demand
from planner.staffing.groups import QueueGroup
from planner.staffing.shrinkage import unplaced_shrinkage

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rostered:
    """Who works when: ROSTER and ACTIVITIES of the week and of shifts before it that reach into it, and COVERAGE."""

    roster: pd.DataFrame
    activities: pd.DataFrame
    coverage: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Played:
    """Which contacts come: FORECAST, of its band p50 or p80, or paths of contacts by queue (paths × intervals)."""

    forecast: pd.DataFrame
    demand: str = "p50"
    paths: Mapping[str, Floats] | None = None


@dataclass(frozen=True, slots=True)
class Strain:
    """More than planned: contacts and handle times relative, and another share of absence; none as planned."""

    volume: float = 1.0
    handle_time: float = 1.0
    absence: float | None = None


NO_STRAIN = Strain()


def setups(
    plan: Plan,
    groups: Sequence[QueueGroup],
    agents: Sequence[Agent],
    grid: Grid,
    rostered: Rostered,
    played: Played,
    strain: Strain = NO_STRAIN,
) -> list[Setup]:
    """Return the groups of a week, ready to be played; `grid`: its intervals.

    Raises
    ------
    NoEnd
        If a shift does not end after it begins.
    """
    absent = unplaced_shrinkage(plan, grid.starts)
    people = People(
        agents=agents,
        shifts=list(_shifts(plan, grid, rostered)),
        absent_share=absent if strain.absence is None else np.full(grid.steps, strain.absence),
        planned={id: _by_interval(rostered.coverage, "scheduled", id, grid) for id in plan.queues},
    )
    return [strained(_of_group(plan, group, grid, people, played), strain) for group in groups]


def strained(setup: Setup, strain: Strain) -> Setup:
    """Return a group with more contacts and longer ones."""
    sources = [
        replace(source, offered=source.offered * strain.volume, work_s=source.work_s * strain.handle_time)
        for source in setup.sources
    ]
    return replace(setup, sources=sources)


def _of_group(plan: Plan, group: QueueGroup, grid: Grid, people: People, played: Played) -> Setup:
    whole = pd.MultiIndex.from_product([group.queues, grid.starts], names=["queue", "interval_start"])
    rows = played.forecast.set_index(["queue", "interval_start"]).reindex(whole)
    counts = ["offered", "offered_lo", "offered_hi"]
    rows[counts] = rows[counts].fillna(0.0)
    demand = group_demand(rows.reset_index(), plan, group.queues, played.demand)
    setup = group_setup(plan, group, demand.queues, people)
    if played.paths is None:
        return setup
    sources = [
        replace(source, offered=played.paths[source.queue] * human_share(plan.queues[source.queue]), counted=True)
        for source in setup.sources
    ]
    return replace(setup, sources=sources)


def _by_interval(frame: pd.DataFrame, column: str, queue: str, grid: Grid) -> Floats:
    """Return a queue's column at every interval of the grid, 0 where there is no row."""
    rows = frame[frame["queue"] == queue].set_index("interval_start")[column]
    return rows.reindex(grid.starts, fill_value=0.0).to_numpy(float)


def _shifts(plan: Plan, grid: Grid, rostered: Rostered) -> Iterator[OnShift]:
    """Yield the shifts that take contacts at some time of the week."""
    off: dict[tuple[str, object], list[Span]] = {}
    for row in rows_of(rostered.activities):
        span = Span(_seconds(row["start"], grid), _seconds(row["end"], grid))
        off.setdefault((row["agent"], row["shift_start"]), []).append(span)
    for row in rows_of(rostered.roster):
        agent, start = row["agent"], row["shift_start"]
        span = Span(_seconds(start, grid), _seconds(row["shift_end"], grid))
        if not span.end_s > span.start_s:
            raise NoEnd(agent=agent, start=start)
        post = plan.posts.get(row["post"] or "")
        if span.end_s > 0 and (post is None or post.on_contacts):
            day = (start.date() - grid.first).days
            yield OnShift(agent, day, span, off.get((agent, start), []))


def _seconds(moment: pd.Timestamp, grid: Grid) -> float:
    """Return seconds since the start of the week, as they really pass."""
    return float((moment - grid.starts[0]) / pd.Timedelta(seconds=1))
