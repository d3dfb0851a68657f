"""ROSTER and ACTIVITIES → the solver's roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

import pandas as pd

from planner.rostering.activities import activity_id
from planner.rostering.week import Week
from planner.schema import rows_of
from solver import RosterProblem
from solver.absences import gone_from
from solver.handover import handovers
from solver.problem import Span
from solver.roster import Activity, Assignment, Roster


def roster_back(problem: RosterProblem, week: Week, roster: pd.DataFrame, activities: pd.DataFrame) -> Roster:
    """Return the roster that frames of this week hold, without what is of no agent or no shift of the problem."""
    assignments = tuple(sorted(_assignments(problem, week, roster), key=lambda a: (a.agent, a.day)))
    worked = {(assignment.agent, assignment.day) for assignment in assignments}
    off = tuple(a for a in _activities(problem, week, activities) if (a.agent, a.day) in worked)
    return Roster(assignments, off, handovers(problem, assignments, gone_from(off)))


def _assignments(problem: RosterProblem, week: Week, roster: pd.DataFrame) -> Iterator[Assignment]:
    agents = {agent.id: at for at, agent in enumerate(problem.agents)}
    posts = {post.id: at for at, post in enumerate(problem.posts)}
    offers = {(day, problem.shifts[s].kind, problem.span(day, s).start): s for day, s in problem.offers()}
    for row in rows_of(roster):
        day, start = _day(row["shift_start"], week), week.grid.step_of(row["shift_start"])
        shift = offers.get((day, row["shift"], start))
        if shift is not None and row["agent"] in agents:
            yield Assignment(agents[row["agent"]], day, shift, posts.get(row["post"]))


def _activities(problem: RosterProblem, week: Week, activities: pd.DataFrame) -> Iterator[Activity]:
    agents = {agent.id: at for at, agent in enumerate(problem.agents)}
    owed = _owed(problem)
    for row in rows_of(activities.sort_values(["agent", "start"])):
        if row["agent"] in agents:
            agent, kind = agents[row["agent"]], row["kind"]
            span = Span(week.grid.step_of(row["start"]), week.grid.step_of(row["end"]))
            ids = owed[agent, kind]
            yield Activity(agent, _day(row["shift_start"], week), span, ids.pop(0) if ids else kind)


def _owed(problem: RosterProblem) -> defaultdict[tuple[int, str], list[str]]:
    """Return the problem's ids of what an agent owes under one id of the plan."""
    ids: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for spec in problem.activities:
        for agent in spec.agents:
            ids[agent, activity_id(spec.id)].append(spec.id)
    return ids


def _day(start: datetime, week: Week) -> int:
    return (start.date() - week.grid.first).days
