"""Agents in slots and minutes: contract, leave, availability, and what they bring over from last week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from planner.grid import DAYS_A_WEEK, Grid
from planner.people import Agent
from planner.requests import Request
from planner.rostering.rotations import rotation_of
from planner.rostering.week import Week
from planner.schema import rows_of
from solver import problem as sp

MINUTE_COST = sp.COST_PER_WAGE_HOUR // 60
WORK_DAYS_A_WEEK = 5  # a day of paid leave is a fifth of the contract


def agent_of(agent: Agent, week: Week) -> sp.Agent:
    """Return an agent of the problem."""
    grid, grades = week.grid, week.plan.costs.grades
    return sp.Agent(
        id=agent.id,
        queues=frozenset(week.queues.index(queue) for queue in agent.queues(week.plan)),
        minute_cost=round(MINUTE_COST * grades.get(agent.grade, 1.0)),
        contract_min=_owed_min(agent, week.requests, grid),
        available=_available(agent, grid),
        leave=tuple(_span(request.start, request.end, grid) for request in _leave(agent, week.requests)),
        history=_history(agent.id, week),
        team=agent.team_at_site,
        tags=agent.tags,
        rotation=tuple(rotation_of(agent.id, week)),
    )


def _owed_min(agent: Agent, requests: Sequence[Request], grid: Grid) -> int:
    """Return the minutes an agent owes in the days of a grid: the contract less paid leave and what was missed."""
    contract_min = round(agent.contract_h * 60 * grid.days / 7)
    leave = _leave(agent, requests)
    leave_days = sum(_leave_days([request for request in leave if request.missed_min is None], grid))
    missed_min = sum(request.missed_min or 0 for request in leave if _is_of(request, grid))
    return max(0, contract_min - round(contract_min * min(1.0, leave_days / WORK_DAYS_A_WEEK)) - missed_min)


def _is_of(request: Request, grid: Grid) -> bool:
    """Tell whether a request begins in the days of a grid."""
    return grid.at(0) <= request.start < grid.at(grid.days)


def _leave(agent: Agent, requests: Sequence[Request]) -> list[Request]:
    return [request for request in requests if request.agent == agent.id and request.kind == "leave"]


def _leave_days(leave: Sequence[Request], grid: Grid) -> Iterator[float]:
    """Yield the share of each day that is leave; eight hours are a day."""
    for day in range(grid.days):
        start, end = grid.at(day).timestamp(), grid.at(day + 1).timestamp()
        hours = [(min(end, r.end.timestamp()) - max(start, r.start.timestamp())) / 3600 for r in leave]
        yield min(1.0, sum(max(0.0, h) for h in hours) / 8)


def _available(agent: Agent, grid: Grid) -> sp.Span:
    """Return the slots in which her shifts may start."""
    first = (agent.available_from - grid.first).days if agent.available_from else 0
    last = (agent.available_to - grid.first).days + 1 if agent.available_to else grid.days
    start, end = (grid.day_steps[min(max(day, 0), grid.days)] for day in (first, last))
    return sp.Span(start, max(start, end))


def _span(start: datetime, end: datetime, grid: Grid) -> sp.Span:
    """Return every slot that the time touches."""
    return sp.Span(grid.step_of(start), grid.step_of(end - timedelta(seconds=1)) + 1)


def _history(agent: str, week: Week) -> sp.History:
    """Return what the agent brings over from the published weeks: last end, what was worked on which day, accounts."""
    own = week.worked_before.get(agent, [])
    rows = {row["shift_start"].date(): row for row in own}
    days = [week.grid.first + timedelta(days=day) for day in range(-DAYS_A_WEEK * week.published.weeks, 0)]
    worked = tuple(rows[day]["shift"] if day in rows else "" for day in days)
    return sp.History(
        last_end=week.grid.step_of(max(row["shift_end"] for row in own) - timedelta(seconds=1)) + 1 if own else None,
        accounts=tuple(week.balances.get(agent, {}).items()),
        worked=worked,
        worked_min=tuple(round(rows[day]["paid_min"]) if day in rows else 0 for day in days),
    )


def carried_shifts(week: Week) -> Iterator[sp.CarriedShift]:
    """Yield last week's shifts that reach past the start of this one."""
    shifts, activities = week.published.roster, week.published.activities
    start = week.grid.at(0)
    for row in rows_of(shifts[(shifts["shift_start"] < start) & (shifts["shift_end"] > start)]):
        if row["agent"] in week.agent_numbers:
            own = activities[(activities["agent"] == row["agent"]) & (activities["shift_start"] == row["shift_start"])]
            yield sp.CarriedShift(
                agent=week.agent_numbers[row["agent"]],
                span=_span(row["shift_start"], row["shift_end"], week.grid),
                kind=row["shift"],
                post=week.post_numbers.get(row["post"]),
                off_contacts=tuple(_span(a["start"], a["end"], week.grid) for a in rows_of(own)),
            )
