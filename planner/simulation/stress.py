"""How much more than planned a roster bears before the target of each queue falls, and which interval falls first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from planner.plan import Plan
from planner.simulation.levers import Lever
from planner.simulation.simulate import BUSY
from planner.simulation.targets import goals_of
from planner.simulation.week import NO_STRAIN, Strain

ALREADY_BELOW, BREAKS, BEYOND = "already_below", "breaks", "beyond"
"""The target is missed as planned; it falls at some strain; it holds at the most that was tried."""

LEAP = 8  # steps of a lever first tried


@dataclass(frozen=True, slots=True)
class Levels:
    """What a simulation reaches and should.

    `week`: service_level and goal by queue. `intervals`: offered, goal and `highest`, the upper end of the service
    level's band, by queue and interval_start.
    """

    week: pd.DataFrame
    intervals: pd.DataFrame

    @classmethod
    def of(cls, simulation: pd.DataFrame, week: pd.Series, plan: Plan) -> Levels:
        """Return the levels of SIMULATION beside the targets of the plan; a week's goal is the mean over contacts.

        `week`: service level by queue.
        """
        rows = simulation[simulation["service_level"].notna()]
        rows = rows.assign(goal=goals_of(rows, plan), highest=rows["service_level_hi"])
        asked = (rows["offered"] * rows["goal"]).groupby(rows["queue"], sort=False).sum()
        goal = asked / rows.groupby("queue", sort=False)["offered"].sum()
        kept = rows[["queue", "interval_start", "offered", "highest", "goal"]]
        return cls(pd.DataFrame({"service_level": week, "goal": goal}), kept.set_index(["queue", "interval_start"]))

    def level(self, queue: str) -> float:
        """Return what a queue reaches in the week."""
        return float(self.week["service_level"][queue])

    def goal(self, queue: str) -> float:
        """Return what it should reach."""
        return float(self.week["goal"][queue])

    def busy(self, queue: str) -> pd.Index:
        """Return the intervals of a queue with a contact at least."""
        busy = self.intervals[self.intervals["offered"] >= BUSY].index
        return busy[busy.get_level_values("queue") == queue]

    def below(self, watched: pd.Index) -> pd.Series:
        """Return by how much the watched intervals are surely below their goals, those that are: all of their band."""
        short = (self.intervals["goal"] - self.intervals["highest"]).reindex(watched)
        return short[short > 0]


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a queue bears of one lever.

    `bears`: the most of the lever at which the target holds, NaN where it is missed as planned; `first_interval`: the
    one that falls first, furthest below its own target of those that do, and `first_interval_at` how much makes it.
    """

    queue: str
    lever: str
    planned: float
    goal: float
    service_level: float
    outcome: str
    bears: float
    first_interval: pd.Timestamp | None
    first_interval_at: float


def bearings(respond: Callable[[Strain], Levels], levers: Sequence[Lever]) -> Iterator[Bearing]:
    """Yield what each queue with contacts bears of each lever; each strain is asked for once, whoever needs it."""
    known = cache(respond)
    week = known(NO_STRAIN).week.dropna()
    for lever in levers:
        for queue in week.index:
            yield _bearing(queue, lever, known)


def first_step(falls: Callable[[int], bool], last: int) -> int | None:
    """Return the first step from 0 to `last` at which something that then stays so is so; None if it never is.

    Leaps that double, then halves: strains far beyond the breaking point are not tried.
    Source: J. L. Bentley, A. C. Yao, Information Processing Letters 5 (1976) 82.
    """
    if falls(0):
        return 0
    low, high = 0, min(LEAP, last)
    while not falls(high):
        if high == last:
            return None
        low, high = high, min(2 * high, last)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if falls(middle) else (middle, high)
    return high


def _bearing(queue: str, lever: Lever, known: Callable[[Strain], Levels]) -> Bearing:
    def levels(step: int) -> Levels:
        return known(lever.strain(step))

    planned = levels(0)
    watched = planned.busy(queue)
    breaks = first_step(lambda step: levels(step).level(queue) < planned.goal(queue), lever.steps)
    falls = first_step(lambda step: not levels(step).below(watched).empty, lever.steps)
    return Bearing(
        queue=queue,
        lever=lever.name,
        planned=lever.value(0),
        goal=planned.goal(queue),
        service_level=planned.level(queue),
        outcome=BEYOND if breaks is None else BREAKS if breaks else ALREADY_BELOW,
        bears=lever.value(lever.steps if breaks is None else breaks - 1) if breaks != 0 else float("nan"),
        first_interval=None if falls is None else _lowest(levels(falls).below(watched)),
        first_interval_at=float("nan") if falls is None else lever.value(falls),
    )


def _lowest(below: pd.Series) -> pd.Timestamp:
    _queue, interval_start = below.index[int(below.argmax())]
    return pd.Timestamp(interval_start)
