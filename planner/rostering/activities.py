"""Activities in slots: those of the week with their people and windows, those of every shift as if they were breaks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from planner.plan import Plan
from planner.plan.activities import Activity
from planner.plan.base import after_min
from planner.plan.shifts import Shift
from planner.rostering.spans import days_on
from planner.rostering.week import Week
from solver import problem as sp

ROUNDING = 1e-9  # 0.6 of 5 people are 3, not a hair more


def activity_specs(week: Week, agents: Sequence[sp.Agent]) -> Iterator[sp.ActivitySpec]:
    """Yield every activity of the week, one for each time and, where each team has its own, for each team.

    What is done together is done by the people of one site. Who has no hours to work in the week owes none.
    """
    for id, activity in week.plan.activities.items():
        if activity.each_shift:
            continue
        for team, members in _people(activity, week, agents).items():
            for number in range(activity.per_week):
                yield sp.ActivitySpec(
                    id="/".join([id, team, str(number)]),
                    slots=activity.length_min // week.grid.step_min,
                    windows=tuple(_windows(activity, week)),
                    agents=members,
                    together=_least(activity, len(members)) if activity.together else None,
                )


def activity_id(spec: str) -> str:
    """Return the plan's id of an activity from that of the problem, or a kind of break as it is."""
    return spec.partition("/")[0]


def _people(activity: Activity, week: Week, agents: Sequence[sp.Agent]) -> dict[str, frozenset[int]]:
    """Return who owes the activity, by site where it is done together, and by team where each team does it apart."""
    found: dict[str, set[int]] = {}
    for at, agent in enumerate(week.agents):
        if agents[at].contract_min > 0 and (not activity.tags or agent.tags & set(activity.tags)):
            with_whom = (agent.team_at_site if activity.who == "team" else agent.site) if activity.together else ""
            found.setdefault(with_whom, set()).add(at)
    return {team: frozenset(members) for team, members in sorted(found.items())}


def _least(activity: Activity, people: int) -> int:
    return math.ceil(activity.least_share * people - ROUNDING)


def _windows(activity: Activity, week: Week) -> Iterator[sp.Span]:
    """Yield the window of every day on which it may be."""
    start, end = activity.window_min(0)
    for day in days_on(activity.days, week.grid):
        yield sp.Span(week.grid.step_at(day, start), week.grid.step_at(day, end))


def pauses_of(shift: Shift, plan: Plan) -> tuple[sp.BreakSpec, ...]:
    """Return the breaks of a shift and the activities that every shift has, in order."""
    return tuple(sorted(_pauses(shift, plan), key=lambda spec: spec.earliest))


def _pauses(shift: Shift, plan: Plan) -> Iterator[sp.BreakSpec]:
    slot = plan.slot_min
    for pause in shift.breaks:
        start, end = map(after_min, pause.window)
        kind = "break" if pause.paid else "meal"
        yield sp.BreakSpec(kind, pause.min // slot, start // slot, (end - pause.min) // slot)
    for id, activity in plan.activities.items():
        if activity.each_shift:
            start, end = activity.window_min(shift.length_min)
            length = activity.length_min
            yield sp.BreakSpec(id, length // slot, start // slot, (end - length) // slot)
