"""What a simulated week asks of the roster beyond the requirement: corrections, and what stays missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.pipeline.roster import roster_week
from planner.pipeline.run import Run
from planner.rostering import Week
from planner.rostering.corrections import with_corrections
from planner.simulation.corrections import Need, asked, needs, on_contacts, spared, together
from planner.simulation.setup import Setup
from planner.simulation.simulate import Simulated
from planner.simulation.sums import Sums
from planner.simulation.targets import hours_of, missed
from planner.staffing.groups import QueueGroup, queue_groups
from planner.tables import CORRECTIONS, SHORTFALL

Floats = npt.NDArray[np.float64]
HOUR = ["queue", "hour"]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a group lacks in the hours that miss their target, and the goal of each of its hours (queues × hours)."""

    setup: Setup
    sums: Sums
    needs: Sequence[Need]
    goals: Floats


def lacking(run: Run, result: Simulated) -> list[Lacking]:
    """Return what each group lacks in the hours that miss their target."""
    hours = hours_of(result, run.centre.plan, run.intervals.starts)
    below = missed(hours).set_index(HOUR)
    short, goals = below["goal"] - below["service_level"], hours.set_index(HOUR)["goal"]
    groups = queue_groups(run.centre.plan, run.centre.agents)
    return [
        Lacking(
            setup,
            sums,
            needs(setup, sums, _of_hours(run, setup, short, 0.0), _sets(group), run.seed),
            _of_hours(run, setup, goals, 1.0),  # nothing is well above where nothing comes
        )
        for group, setup, sums in zip(groups, result.setups, result.sums, strict=True)
    ]


def correct(run: Run, found: Sequence[Lacking], step: float) -> None:
    """Write the corrections that a simulated week asks for, `step` times what is lacking, beyond those it had."""
    starts, week = run.intervals.starts, with_corrections(roster_week(run))
    frames = [_corrections(run)]
    for group in found:
        required = np.array([_required(week, queue, starts) for queue in group.setup.queues])
        surplus = on_contacts(group.setup, len(starts)) - _required(week, "+".join(group.setup.queues), starts)
        frames.append(asked(group.setup, group.needs, surplus, starts, step))
        frames.append(spared(group.setup, group.sums, group.goals, group.needs, step * required, starts))
    run.write(CORRECTIONS.check(together(frames)), CORRECTIONS)


def write_shortfall(run: Run, result: Simulated, found: Sequence[Lacking]) -> None:
    """Write SHORTFALL: the hours still missed, people that they want, and the wages of these people for the hour."""
    starts = run.intervals.starts
    people = {
        (need.queue, starts[need.hour * group.setup.intervals_an_hour]): need.people
        for group in found
        for need in group.needs
    }
    below = missed(hours_of(result, run.centre.plan, starts))
    more = [people[queue, hour] for queue, hour in zip(below["queue"], below["hour"], strict=True)]
    wanted = pd.Series(more, index=below.index, dtype=float).replace(np.inf, np.nan)
    columns = ["queue", "hour", "offered", "service_level", "goal"]
    run.write(SHORTFALL.check(below[columns].assign(more=wanted, price=wanted).reset_index(drop=True)), SHORTFALL)


def _corrections(run: Run) -> pd.DataFrame:
    """Return CORRECTIONS; empty where there are none."""
    if run.path(CORRECTIONS).is_file():
        return run.read(CORRECTIONS, "run")
    return pd.DataFrame({"queues": pd.Series(dtype=str), "interval_start": run.intervals.starts[:0], "more": 0.0})


def _of_hours(run: Run, setup: Setup, values: pd.Series, otherwise: float) -> Floats:
    """Return values by queue and hour as an array (queues × hours)."""
    hours = run.intervals.starts[:: setup.intervals_an_hour]
    whole = pd.MultiIndex.from_product([setup.queues, hours], names=HOUR)
    return values.reindex(whole, fill_value=otherwise).to_numpy(float).reshape(len(setup.queues), len(hours))


def _sets(group: QueueGroup) -> list[frozenset[str]]:
    """Return the sets of queues for which the roster has a row: each queue alone, and those of the group."""
    return [*(frozenset({queue}) for queue in group.queues), *group.subsets]


def _required(week: Week, queues: str, starts: pd.DatetimeIndex) -> Floats:
    """Return the people to schedule for a set of queues by interval."""
    rows, column = (week.pooled, "queues") if "+" in queues else (week.requirement, "queue")
    people = rows[rows[column] == queues].set_index("interval_start")["scheduled_required"]
    return np.asarray(people.reindex(starts, fill_value=0.0), dtype=np.float64)
