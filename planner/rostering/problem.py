"""Frames → integers: the roster problem of a week."""

from __future__ import annotations

from dataclasses import replace

from planner.plan.base import clock_min
from planner.rostering.activities import activity_specs, pauses_of
from planner.rostering.agents import agent_of, carried_shifts
from planner.rostering.corrections import with_corrections
from planner.rostering.days import days_of
from planner.rostering.demand import group_of, queue_of
from planner.rostering.fairness import fair_accounts
from planner.rostering.floors import duty_floors
from planner.rostering.keep import previous
from planner.rostering.posts import handover_shares, post_of
from planner.rostering.requests import locks, pairs_of, wishes
from planner.rostering.rules import rules_of
from planner.rostering.teams import teams_of
from planner.rostering.week import Week
from solver import problem as sp


def roster_problem(week: Week) -> sp.RosterProblem:
    """Return the week's problem in integers: one template per shift kind and start, one row per subset of queues."""
    week = with_corrections(week)
    agents = tuple(agent_of(agent, week) for agent in week.agents)
    problem = sp.RosterProblem(
        slot_min=week.plan.slot_min,
        days=tuple(days_of(week)),
        agents=agents,
        shifts=tuple(_shift(kind, start, week) for kind, start in week.templates),
        queues=tuple(queue_of(queue, week) for queue in week.queues),
        groups=tuple(group_of(group, week) for group in week.groups),
        rules=tuple(rules_of(week)),
        posts=tuple(post_of(id, week) for id in week.plan.posts),
        handover_shares=tuple(handover_shares(week)),
        locks=tuple(locks(week)),
        wishes=tuple(wishes(week)),
        carried=tuple(carried_shifts(week)),
        previous=tuple(previous(week)),
        slots_after=week.slots_after,
        teams=tuple(team for group in week.groups for team in teams_of(group, week)),
        duty_floors=tuple(duty_floors(week)),
        activities=tuple(activity_specs(week, agents)),
        first_weekday=week.grid.first.weekday(),
        together=tuple(pairs_of(week.plan.rules.together, week)),
        apart=tuple(pairs_of(week.plan.rules.apart, week)),
    )
    return replace(problem, fair_accounts=tuple(fair_accounts(week, problem)))


def _shift(kind: str, start: str, week: Week) -> sp.Shift:
    shift, slot = week.plan.shifts[kind], week.plan.slot_min
    return sp.Shift(
        id=f"{kind}@{start}",
        kind=kind,
        starts=tuple(week.grid.step_at(day, clock_min(start)) for day in range(week.grid.days)),
        slots=shift.length_min // slot,
        paid_min=shift.paid_min,
        breaks=pauses_of(shift, week.plan),
        start_min=clock_min(start),
        night=shift.is_night,
    )
