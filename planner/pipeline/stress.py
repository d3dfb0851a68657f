"""How much a run's roster bears: a question to it, answered in stress.csv beside its tables; no stage reads that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial

import pandas as pd

from planner.errors import Message
from planner.pipeline.run import Run
from planner.pipeline.simulate import week_setups
from planner.simulation.levers import levers
from planner.simulation.simulate import simulate
from planner.simulation.stress import Bearing, Levels, bearings
from planner.simulation.week import Strain, strained
from planner.staffing.shrinkage import unplaced_shrinkage
from planner.tables import STRESS

REPLICATIONS = 30  # of each strain; the same customers come in all


class Straining(Message):
    """How far a stress test is."""

    template = "{strains} strains played"


@dataclass(frozen=True, slots=True)
class Stressed:
    """What each queue bears of each lever, and whether Ctrl-C came before all of it was known."""

    bearings: Sequence[Bearing]
    interrupted: bool = False


def stress(run: Run) -> Stressed:
    """Return and write what the roster bears, of each queue and lever; after Ctrl-C what is known by then.

    Raises
    ------
    InputError
        If there is no roster, or a file cannot be read.
    KeyboardInterrupt
        If Ctrl-C came before anything was known.
    """
    found: list[Bearing] = []
    interrupted = False
    try:
        found.extend(bearings(_Responses(run), levers(_absent_share(run))))  # keeps what comes before an error
    except KeyboardInterrupt:
        if not found:
            raise
        interrupted = True
    in_order = list(run.centre.plan.queues)
    found.sort(key=lambda bearing: in_order.index(bearing.queue))
    run.write(_frame(found, run), STRESS)
    return Stressed(found, interrupted)


class _Responses:
    """The levels that a run's roster reaches under a strain."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._strains = 0
        self._setups = cache(partial(week_setups, run))  # to read the week takes longer than to play it

    def __call__(self, strain: Strain) -> Levels:
        """Play the week under a strain."""
        run = self._run
        if run.on_progress:
            run.on_progress("simulate", Straining(strains=self._strains))
        setups = [strained(setup, strain) for setup in self._setups(Strain(absence=strain.absence))]
        played = simulate(setups, run.simulation, run.seed, run.effort.workers or 1)
        if played.interrupted:
            raise KeyboardInterrupt
        self._strains += 1
        return Levels.of(played.frame(run.intervals.starts), played.week()["service_level"], run.centre.plan)


def _absent_share(run: Run) -> float:
    """Return the share absent as the run is asked, else the plan's, the mean over the week."""
    if run.simulation.absence is not None:
        return run.simulation.absence
    return float(unplaced_shrinkage(run.centre.plan, run.intervals.starts).mean())


def _frame(found: Sequence[Bearing], run: Run) -> pd.DataFrame:
    frame = pd.DataFrame(map(asdict, found), columns=pd.Index(STRESS.names))
    starts = pd.to_datetime(frame["first_interval"], utc=True).dt.tz_convert(run.centre.plan.timezone)
    numbers = {column.name: float for column in STRESS.columns if column.kind == "number"}
    return frame.assign(first_interval=starts).astype(numbers)
