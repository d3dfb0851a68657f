"""The solver's answer → ROSTER, ACTIVITIES, HANDOVERS and COVERAGE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.rostering.activities import activity_id
from planner.rostering.corrections import with_corrections
from planner.rostering.week import Week
from planner.schema import Table
from planner.staffing.pools import pool_share
from planner.staffing.prediction import predicted_service_level
from planner.tables import ACTIVITIES, COVERAGE, HANDOVERS, ROSTER
from solver import RosterProblem, coverage
from solver.roster import Roster


@dataclass(frozen=True)
class RosterFrames:
    """A roster as the tables of the run folder."""

    roster: pd.DataFrame
    activities: pd.DataFrame
    handovers: pd.DataFrame
    coverage: pd.DataFrame


def roster_frames(problem: RosterProblem, roster: Roster, week: Week, forecast: pd.DataFrame) -> RosterFrames:
    """Return a roster as frames: ids for numbers, local times for slots, people for 1/100 persons."""
    return RosterFrames(
        roster=roster_frame(problem, roster, week),
        activities=activities_frame(problem, roster, week),
        handovers=handovers_frame(problem, roster, week),
        coverage=_coverage(problem, roster, week, forecast),
    )


def roster_frame(problem: RosterProblem, roster: Roster, week: Week) -> pd.DataFrame:
    """Return ROSTER."""
    locked = {(lock.agent, lock.day) for lock in problem.locks}
    rows = []
    for work in roster.assignments:
        span, shift = problem.span(work.day, work.shift), problem.shifts[work.shift]
        rows.append(
            (
                problem.agents[work.agent].id,
                week.grid.moment(span.start),
                week.grid.moment(span.end),
                shift.kind,
                "" if work.post is None else problem.posts[work.post].id,
                (work.agent, work.day) in locked,
                shift.paid_min,
            )
        )
    return _frame(ROSTER, rows, week)


def activities_frame(problem: RosterProblem, roster: Roster, week: Week) -> pd.DataFrame:
    """Return ACTIVITIES."""
    shift_of = {(work.agent, work.day): work.shift for work in roster.assignments}
    rows = []
    for activity in roster.activities:
        shift_start = problem.span(activity.day, shift_of[activity.agent, activity.day]).start
        times = [week.grid.moment(slot) for slot in (activity.span.start, activity.span.end)]
        rows.append(
            (problem.agents[activity.agent].id, *times, activity_id(activity.kind), week.grid.moment(shift_start))
        )
    return _frame(ACTIVITIES, rows, week)


def handovers_frame(problem: RosterProblem, roster: Roster, week: Week) -> pd.DataFrame:
    """Return HANDOVERS."""
    rows = [
        (
            problem.posts[handover.post].id,
            week.grid.moment(handover.at),
            problem.agents[handover.outgoing].id,
            problem.agents[handover.incoming].id,
            handover.overlap * problem.slot_min,
        )
        for handover in roster.handovers
    ]
    return _frame(HANDOVERS, rows, week)


def _coverage(problem: RosterProblem, roster: Roster, week: Week, forecast: pd.DataFrame) -> pd.DataFrame:
    """Return the mean over each interval's slots of the people allocated to a queue, beside what it requires of them.

    Queues that share people need fewer together, R(G), than one by one, Σ r, and the people allocated add up to those
    on contacts. So a queue requires its share r × R(G) / Σ r of them, and each of its people is worth Σ r / R(G) in the
    model that predicts its service level. What a simulation asks for beyond the requirement is required too.
    """
    week = with_corrections(week)
    people = {queue.queue: np.asarray(queue.scheduled) for queue in coverage(problem, roster)}
    per_interval = week.plan.interval_min // problem.slot_min
    rows = week.requirement[["queue", "interval_start", "scheduled_required"]].reset_index(drop=True)
    slots = [week.grid.step_of(at) for at in rows["interval_start"]]
    at = zip(rows["queue"], slots, strict=True)
    share = pool_share(rows, week.pooled, week.groups)
    rows["scheduled"] = [float(people[queue][slot : slot + per_interval].mean()) for queue, slot in at]
    worth = rows.assign(scheduled=rows["scheduled"] / share)
    rows["service_level"] = predicted_service_level(forecast, worth, week.plan, week.groups)
    rows["scheduled_required"] *= share
    rows["gap"] = rows["scheduled"] - rows["scheduled_required"]
    simulated = ("service_level_simulated", "service_level_simulated_lo", "service_level_simulated_hi")
    return COVERAGE.check(rows.assign(**dict.fromkeys(simulated, np.nan)))


def _frame(table: Table, rows: Sequence[tuple[object, ...]], week: Week) -> pd.DataFrame:
    """Return rows as a table, times in the centre's zone, also where there is no row."""
    frame = pd.DataFrame(rows, columns=pd.Index(table.names))
    for column in table.columns:
        if column.kind == "time":
            times = pd.to_datetime(frame[column.name], utc=True)
            frame[column.name] = times.dt.tz_convert(week.plan.timezone)
    return table.check(frame)
