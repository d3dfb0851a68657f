"""What a week's roster is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from planner.accounts import balances
from planner.duties import AgentDay, Duty
from planner.grid import Grid
from planner.people import Agent
from planner.plan import Plan
from planner.plan.base import clock_min
from planner.requests import Request
from planner.schema import rows_of
from planner.staffing.groups import QueueGroup


@dataclass(frozen=True)
class Published:
    """Signed rosters of so many weeks in a row as ROSTER and ACTIVITIES, and ACCOUNTS after the last of them."""

    roster: pd.DataFrame
    activities: pd.DataFrame
    accounts: pd.DataFrame
    weeks: int = 0


@dataclass(frozen=True)
class Keep:
    """A roster of the same week that is to change little: its duties, and how many agent-days may differ at most."""

    duties: Mapping[AgentDay, Duty]
    max_changes: int | None = None


@dataclass(frozen=True)
class Week:
    """What a week's roster is made from."""

    plan: Plan
    grid: Grid  # in slots of the roster
    agents: tuple[Agent, ...]
    requests: tuple[Request, ...]
    requirement: pd.DataFrame
    pooled: pd.DataFrame
    groups: tuple[QueueGroup, ...]
    published: Published  # of the weeks before
    holidays: frozenset[date] = frozenset()  # statutory
    keep: Keep | None = None
    corrections: pd.DataFrame | None = None  # what a simulation asks for beyond the requirement

    @cached_property
    def queues(self) -> list[str]:
        """Queue ids in the order of the problem."""
        return [queue for group in self.groups for queue in group.queues]

    @property
    def has_deferred(self) -> bool:
        """Whether some work can wait."""
        return any(queue.model == "deferred" for queue in self.plan.queues.values())

    @cached_property
    def templates(self) -> list[tuple[str, str]]:
        """Shift kind and start time of every shift of the problem."""
        return [(kind, start) for kind, shift in self.plan.shifts.items() for start in shift.starts]

    @cached_property
    def agent_numbers(self) -> dict[str, int]:
        """Each agent's number in the problem, by id."""
        return {agent.id: at for at, agent in enumerate(self.agents)}

    @cached_property
    def post_numbers(self) -> dict[str, int]:
        """Each post's number in the problem, by id."""
        return {post: at for at, post in enumerate(self.plan.posts)}

    @cached_property
    def slots_after(self) -> int:
        """Slots past the week in which its last shifts still run and none of the next week can have begun.

        Without them the last night would be where people too many, and all on a break at once, cost nothing.
        """
        last, minutes = self.grid.days - 1, [clock_min(start) for _, start in self.templates]
        lengths = [self.plan.shifts[kind].length_min for kind, _ in self.templates]
        end = max(
            (self.grid.step_at(last, at + length) for at, length in zip(minutes, lengths, strict=True)), default=0
        )
        following = self.grid.step_at(self.grid.days, min(minutes, default=0))
        return max(0, min(end, following) - self.grid.steps)

    @cached_property
    def balances(self) -> dict[str, dict[str, int]]:
        """What each agent carries in, by agent and account."""
        return balances(self.published.accounts, self.grid.first)

    @cached_property
    def worked_before(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of the published rosters that begin before the week, by agent."""
        shifts = self.published.roster
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows_of(shifts[shifts["shift_start"] < self.grid.at(0)]):
            found.setdefault(row["agent"], []).append(row)
        return found
