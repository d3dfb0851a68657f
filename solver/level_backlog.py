"""Work that can wait, levelled within its deadlines by a linear program: the fewest hours, with few ups and downs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

Hours = NDArray[np.float64]

_RISE = 0.05  # price of one agent more than in the interval before, in agent-intervals
_LATE = 100.0  # price of an hour's work outstanding beyond its deadline for one interval, in agent-intervals
_SPARE = 0.001  # price of an hour done in spare time, so that no more of it is used than helps
_FREE = 0.002  # price of an hour done by people who are there anyway: spare time goes first


@dataclass(frozen=True, slots=True)
class FreePeople:
    """People who are there anyway, by interval: at most so many work on these queues (a flag each) together."""

    queues: NDArray[np.bool_]
    agents: Hours


@dataclass(frozen=True, slots=True)
class Backlog:
    """Work by queue (first axis) and interval, in hours; the last interval is followed by the first again.

    `arriving`: work that comes in an interval. `may_wait`: the most that may be outstanding at its end, infinite where
    nothing falls due. `interruptible`: queues whose work may also be done in `spare`, the idle hours of others.
    `per_agent`: hours of a queue's work that one agent does in an interval, 0 where nobody works on it; one row for all
    queues will do. `free`: people already there; a queue in none of these sets has nobody there.
    """

    arriving: Hours
    may_wait: Hours
    interruptible: NDArray[np.bool_]
    per_agent: Hours
    spare: Hours
    free: Sequence[FreePeople] = ()


@dataclass(frozen=True, slots=True)
class LevelledBacklog:
    """Hours by queue and interval: done by `agents`, free ones among them, in `spare` time, and `late` though due."""

    agents: Hours
    spare: Hours
    late: Hours


def level_backlog(backlog: Backlog) -> LevelledBacklog:
    """Return when the work is done: nothing late if that can be, then the least agent-intervals, then few rises.

    Agent-intervals and rises are those of people beyond the free ones.

    Outstanding work follows B_t = B_(t-1) + arriving_t - done_t round the period with B_t <= may_wait_t + late_t, so
    that what is carried over the period's end is paid for. A solution exists wherever somebody can work at all.
    Solved with GLOP.
    """
    program = pywraplp.Solver.CreateSolver("GLOP")
    queues, intervals = backlog.arriving.shape
    per_agent = np.broadcast_to(backlog.per_agent, (queues, intervals))
    works = per_agent > 0
    agents = _columns(program, np.where(works, np.inf, 0.0))
    spare = _columns(program, np.where(works & backlog.interruptible[:, None], backlog.spare, 0.0), price=_SPARE)
    late = _columns(program, np.where(np.isfinite(backlog.may_wait), np.inf, 0.0), price=_LATE)
    free = _free_people(program, backlog.free, per_agent)
    for queue in range(queues):
        done = list(zip(agents[queue], spare[queue], free[queue], strict=True))
        _keep_deadlines(program, backlog.arriving[queue], backlog.may_wait[queue], done, late[queue])
    for t in range(intervals):
        program.Add(sum(spare[:, t]) <= float(backlog.spare[t]))
    _staff(program, agents, per_agent)
    program.Solve()
    return LevelledBacklog(_values(agents) + _values(free), _values(spare), _values(late))


def _columns(program: Any, upper: NDArray[np.float64], price: float = 0.0) -> NDArray[Any]:
    """Return a grid of variables from 0 to the upper bounds, each with the same price."""
    columns = np.empty(upper.shape, dtype=object)
    for at in np.ndindex(upper.shape):
        columns[at] = program.NumVar(0.0, float(upper[at]), "")
        program.Objective().SetCoefficient(columns[at], price)
    return columns


def _free_people(program: Any, free: Sequence[FreePeople], per_agent: Hours) -> NDArray[Any]:
    """Return the hours done by people who are there anyway, by queue and interval."""
    somebody = np.any([some.queues for some in free], axis=0) if free else np.zeros(len(per_agent), bool)
    hours = _columns(program, np.where(somebody[:, None] & (per_agent > 0), np.inf, 0.0), price=_FREE)
    for some in free:
        for t in range(per_agent.shape[1]):
            working = np.flatnonzero(some.queues & (per_agent[:, t] > 0))
            if len(working):
                people = sum(hours[q, t] * float(1.0 / per_agent[q, t]) for q in working)
                program.Add(people <= float(some.agents[t]))
    return hours


def _keep_deadlines(program: Any, arriving: Hours, may_wait: Hours, done: list[Any], late: NDArray[Any]) -> None:
    """Carry one queue's outstanding work from interval to interval, round the period."""
    outstanding = _columns(program, np.full(len(arriving), np.inf))
    for t in range(len(arriving)):
        program.Add(outstanding[t] == outstanding[t - 1] + float(arriving[t]) - sum(done[t]))
        if np.isfinite(may_wait[t]):
            program.Add(outstanding[t] <= float(may_wait[t]) + late[t])


def _staff(program: Any, agents: NDArray[Any], per_agent: Hours) -> None:
    """Price the agents that the work of all queues takes in an interval, and every rise from the one before."""
    intervals = per_agent.shape[1]
    staffed = _columns(program, np.full(intervals, np.inf), price=1.0)
    rises = _columns(program, np.full(intervals, np.inf), price=_RISE)
    for t in range(intervals):
        working = np.flatnonzero(per_agent[:, t])
        program.Add(sum(agents[q, t] * float(1.0 / per_agent[q, t]) for q in working) == staffed[t])
        program.Add(staffed[t] - staffed[t - 1] <= rises[t])


def _values(columns: NDArray[Any]) -> Hours:
    return np.array([[max(0.0, variable.solution_value()) for variable in row] for row in columns])
