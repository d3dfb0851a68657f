"""Past days played again: history and presence → replay.csv; a question to the past, not a stage of a week."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from planner.centre import Centre
from planner.errors import Fault, InputError, Message, Place, Told
from planner.files import write_table
from planner.grid import DAYS_A_WEEK, Grid
from planner.pipeline.run import as_written
from planner.presence import days_of, read_presence
from planner.simulation.compared import COUNTABLE, Replayed, compared, together
from planner.simulation.replay import Actual, replay
from planner.tables import REPLAY


class NotInHistory(Message):
    """A day on which people were there and of which nothing is known to have come."""

    template = "{history} has no row of {day}; import that day's contacts, or leave the day out"


class PlayedAgain(Message):
    """How far a replay is."""

    template = "{days} of {all} days played"


class NotMeasured(Message):
    """A history that does not tell who was answered in time."""

    template = "{history} has no column answered_in_target: nothing measured stands beside the simulated service level"


class NotCountable(Message):
    """A service level by a definition that cannot be counted from a history."""

    template = "queue {queue}: the history does not tell which contacts the definition {definition} counts"


def replay_days(
    centre: Centre,
    presence: Path,
    replications: int,
    seed: int,
    workers: int = 1,
    on_progress: Callable[[Told], None] | None = None,
) -> Replayed:
    """Return the days of a PRESENCE file, on which somebody in it came, played again.

    Days that follow one another are played on, up to a week of them: what waits in the evening waits in the morning.
    Before the first of them nothing waits.

    Raises
    ------
    InputError
        With every fault of a file; for a day without history.
    """
    there = read_presence(presence, [agent.id for agent in centre.agents], centre.plan)
    days = days_of(there)
    if faults := list(_without_history(days, centre, presence.name)):
        raise InputError(faults)
    parts: list[Replayed] = []
    played = 0
    for run in _runs(sorted(set(days))):
        if on_progress:
            on_progress(PlayedAgain(days=played, all=days.nunique()))
        actual = _actual(centre, there, run)
        first = len(parts) * replications  # other chance in every run of days
        counts = replay(centre.plan, centre.agents, actual, range(first, first + replications), seed, workers)
        parts.append(compared(centre.plan, actual, counts))
        played += len(run)
    return together(parts)


def write_replay(replayed: Replayed, path: Path) -> None:
    """Write REPLAY."""
    write_table(as_written(replayed.frame()), REPLAY, path)


def not_measured(centre: Centre) -> Iterator[Told]:
    """Yield why there is nothing to compare the simulated service level with."""
    if "answered_in_target" not in centre.history:
        yield NotMeasured(history=centre.plan.data.history)
        return
    for queue in centre.plan.queues:
        definition = centre.plan.queues[queue].target.definition
        if definition not in COUNTABLE:
            yield NotCountable(queue=queue, definition=definition)


def _without_history(days: pd.Series, centre: Centre, file: str) -> Iterator[Fault]:
    """Yield a fault at the first span of each day of which there is no history."""
    known = set(centre.history["interval_start"].dt.date)
    for at, day in days.drop_duplicates().items():
        if day not in known:
            message = NotInHistory(history=centre.plan.data.history, day=day.isoformat())
            yield Fault(Place(file=file, row=int(str(at)) + 2, column="start"), message)


def _runs(days: Sequence[date]) -> Iterator[list[date]]:
    """Yield days that follow one another, a week at most."""
    run: list[date] = []
    for day in days:
        if run and (day - run[-1] > timedelta(days=1) or len(run) == DAYS_A_WEEK):
            yield run
            run = []
        run.append(day)
    yield run


def _actual(centre: Centre, presence: pd.DataFrame, days: Sequence[date]) -> Actual:
    """Return what came on some days, and who was there at some time of them."""
    grid = Grid(days[0], len(days), centre.plan.interval_min, centre.plan.timezone)
    there = presence[(presence["end"] > grid.at(0)) & (presence["start"] < grid.at(len(days)))]
    return Actual(grid, centre.history, there)
