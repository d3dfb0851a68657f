"""What a week's roster is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from planner.grid import Grid
from planner.people import Agent
from planner.plan import Plan
from planner.requests import Request
from planner.staffing.groups import QueueGroup


@dataclass(frozen=True)
class Published:
    """Last week's signed roster as ROSTER and ACTIVITIES frames; empty where none was published."""

    roster: pd.DataFrame
    activities: pd.DataFrame


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
    published: Published
    holidays: frozenset[date] = frozenset()  # statutory

    @cached_property
    def queues(self) -> list[str]:
        """Queue ids in the order of the problem."""
        return [queue for group in self.groups for queue in group.queues]

    @cached_property
    def templates(self) -> list[tuple[str, str]]:
        """Shift kind and start time of every shift of the problem."""
        return [(kind, start) for kind, shift in self.plan.shifts.items() for start in shift.starts]
