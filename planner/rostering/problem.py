"""Frames → integers: the roster problem of a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from planner.plan.base import after_min, clock_min
from planner.rostering.agents import agent_of, carried_shifts
from planner.rostering.demand import group_of, queue_of
from planner.rostering.fairness import fair_accounts
from planner.rostering.floors import duty_floors
from planner.rostering.posts import handover_shares, post_of
from planner.rostering.requests import locks, wishes
from planner.rostering.rules import rules_of
from planner.rostering.teams import teams_of
from planner.rostering.week import Week
from solver import problem as sp


def roster_problem(week: Week) -> sp.RosterProblem:
    """Return the week's problem in integers: one template per shift kind and start, one row per subset of queues."""
    agents = tuple(agent_of(agent, week) for agent in week.agents)
    return sp.RosterProblem(
        slot_min=week.plan.slot_min,
        days=tuple(_days(week)),
        agents=agents,
        shifts=tuple(_shift(kind, start, week) for kind, start in week.templates),
        queues=tuple(queue_of(queue, week) for queue in week.queues),
        groups=tuple(group_of(group, week) for group in week.groups),
        rules=tuple(rules_of(week.plan)),
        posts=tuple(post_of(id, week) for id in week.plan.posts),
        handover_shares=tuple(handover_shares(week)),
        locks=tuple(locks(week)),
        wishes=tuple(wishes(week)),
        carried=tuple(carried_shifts(week)),
        teams=tuple(team for group in week.groups for team in teams_of(group, week)),
        duty_floors=tuple(duty_floors(week)),
        fair_accounts=tuple(fair_accounts(week, agents)),
        first_weekday=week.grid.first.weekday(),
    )


def _days(week: Week) -> Iterator[sp.Day]:
    grid = week.grid
    for day, (start, end) in enumerate(pairwise(grid.day_steps)):
        yield sp.Day(sp.Span(start, end), holiday=grid.first + timedelta(days=day) in week.holidays)


def _shift(kind: str, start: str, week: Week) -> sp.Shift:
    shift, slot = week.plan.shifts[kind], week.plan.slot_min
    breaks = [
        sp.BreakSpec(
            kind="break" if pause.paid else "meal",
            slots=pause.min // slot,
            earliest=after_min(pause.window[0]) // slot,
            latest=(after_min(pause.window[1]) - pause.min) // slot,
        )
        for pause in shift.breaks
    ]
    return sp.Shift(
        id=f"{kind}@{start}",
        kind=kind,
        starts=tuple(week.grid.step_at(day, clock_min(start)) for day in range(week.grid.days)),
        slots=shift.length_min // slot,
        paid_min=shift.paid_min,
        breaks=tuple(breaks),
    )
