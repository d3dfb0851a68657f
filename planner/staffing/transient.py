"""Staffing through the day: M(t)/M/s(t)+M, where a queue built up in one interval is served in the next.

Rates and agents are constant within an interval. The law of the number of contacts is carried exactly from interval to
interval; forward staffing takes, interval by interval, the least agents that meet the goal given what has happened
before. It is the simulation-based staffing of Feldman et al. 2008 (10.1287/mnsc.1070.0821) without the simulation.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.staffing import erlang
from planner.staffing.arguments import Column, Rows, at_least_zero
from planner.staffing.band import averaged
from planner.staffing.band_walk import BandWalk
from planner.staffing.goal import definition_code
from planner.staffing.live_demand import LiveDemand, ShiftEnd, Target
from planner.staffing.search import least_whole


class Day(NamedTuple):
    """What the contacts of each interval meet; one entry per interval."""

    service_level: Column
    abandon_rate: Column
    occupancy: Column
    mean_wait_s: Column


def predict(
    demand: LiveDemand,
    agents: ArrayLike,
    within_s: ArrayLike,
    definition: str = "offered",
    shift_end: ShiftEnd = ShiftEnd.FINISH,
) -> Day:
    """Return what these agents (any real numbers) achieve in each interval; service level 1 where nobody comes.

    Exact for exponential handle times and patience, but for three things: where the threshold reaches into intervals
    with another number of agents, departures are counted as if these were spread evenly over it; who gives up after
    the threshold is counted as if the agents of the moment stayed; fractions of an agent are interpolated.
    After the last interval its agents stay. Redials come at once, and count as contacts of their own. Over several
    paths the service level is the mean of all contacts; the rest is that of the middle path.
    Raises: UnknownDefinition; PlannerError for NaN or negative arguments.
    """
    walk = _walk(demand, within_s, definition, shift_end)
    staffed = np.broadcast_to(at_least_zero("agents", agents), len(demand.offered))
    laws, met = walk.start, []
    for i in range(len(staffed)):
        laws, measures = walk.through(i, laws, staffed)
        met.append(measures)
    return Day(
        np.array([m.level for m in met]),
        np.array([m.abandoned for m in met]),
        np.array([m.occupancy for m in met]),
        np.array([m.wait_aht for m in met]) * demand.aht_s,
    )


def agents_required(
    demand: LiveDemand, target: Target, shift_end: ShiftEnd = ShiftEnd.FINISH, unit: float = 1.0
) -> Column:
    """Return the agents per interval that meet the target, each the least multiple of `unit` given those before.

    The search starts from the interval-by-interval requirement. A last pass walks through the whole day and adds
    agents where a later choice has hurt an earlier interval. Thresholds of hours belong to `deferred`: with them this
    is slow, and lets work pile up early to be done late.
    Raises: UnknownDefinition; PlannerError for NaN, negative arguments, shares outside 0 to 1.
    """
    walk = _walk(demand, target.within_s, target.definition, shift_end)
    goal = target.goal(len(demand.offered))
    agents = independent_agents(demand, target)
    for last in (False, False, True):  # a threshold may reach into intervals that are staffed later
        laws = walk.start
        for i in range(len(agents)):
            passage = walk.through(i, laws, agents)
            if not (last and goal.met(np.array([i]), passage.measures)[0]):
                agents[i] = unit * least_whole(walk.meets(i, laws, agents, goal, unit), agents[i : i + 1] / unit)[0]
                passage = walk.through(i, laws, agents)
            laws = passage.laws
    return agents


def independent_agents(demand: LiveDemand, target: Target) -> Column:
    """Return the requirement of each interval as if it lasted for ever: Erlang A, or C where nobody gives up.

    Over several paths the service level is the mean of all contacts; the caps hold for the middle path.
    """
    least = np.array(
        erlang.agents_required(
            demand.load_erl,
            demand.aht_s,
            target.service_level,
            target.within_s,
            demand.patience_s,
            target.max_occupancy,
            target.max_abandon,
            definition=target.definition,
            redial_share=demand.redial_share,
        )
    )
    return least if len(demand.paths) == 1 else _enough_on_average(demand, target, least)


def _enough_on_average(demand: LiveDemand, target: Target, least: Column) -> Column:
    """Return the agents, at least `least`, that in each interval for ever reach the service level over all paths."""
    load_erl = demand.paths * demand.aht_s / demand.interval_s
    goal = target.goal(len(least)).service_level
    within_s = np.broadcast_to(target.within_s, least.shape)

    def meets(rows: Rows, agents: Column) -> NDArray[np.bool_]:
        aht_s, patience_s = demand.aht_s[rows], demand.patience_s
        came_erl = erlang.load_with_redials(load_erl[:, rows], agents, aht_s, patience_s, demand.redial_share)
        levels = erlang.service_level(came_erl, agents, aht_s, within_s[rows], patience_s, target.definition)
        return averaged(levels, came_erl) >= goal[rows]

    return np.maximum(least, least_whole(meets, least))


def _walk(demand: LiveDemand, within_s: ArrayLike, definition: str, shift_end: ShiftEnd) -> BandWalk:
    within = np.broadcast_to(at_least_zero("within_s", within_s), demand.offered.shape)
    return BandWalk.of(demand, within, definition_code(definition), shift_end)
