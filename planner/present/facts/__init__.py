"""What a run has found out: everything a report is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from planner.errors import Told
from planner.present.facts.plan import (
    BotFacts,
    DayFacts,
    EventFacts,
    HandlingFacts,
    HoursTargetFacts,
    QueueFacts,
    RequestFacts,
    ShrinkageFacts,
)
from planner.present.facts.results import (
    BrokenFacts,
    CostFacts,
    EffectFacts,
    FairnessFacts,
    LastWeekFacts,
    LevelFacts,
    SimulationFacts,
    SolveFacts,
)

if TYPE_CHECKING:
    from planner.staffing.trace import Trace


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One planned week: the plan's words, the stages' tables, the manifest.

    The frames have the columns that the table schemas name; their moments know their time zone.
    """

    centre: str
    week: str
    first_day: dt.date
    days: int
    timezone: str
    interval_min: int
    queues: Sequence[QueueFacts]
    shifts: Mapping[str, str]
    """The name people read for each shift kind (may be empty), in the plan's order: it decides the colours."""
    night_kinds: frozenset[str]
    posts: Mapping[str, str]
    """The name people read for each post."""
    activity_names: Mapping[str, str]
    """The name people read for each activity of the plan."""
    events: Sequence[EventFacts]
    special_days: Sequence[DayFacts]
    requests: Sequence[RequestFacts]
    effects: Sequence[EffectFacts]
    cleaned: Sequence[Told]
    """What of the history was repaired, left out or weighted down."""
    notices: Sequence[Told]
    solve: SolveFacts
    versions: Mapping[str, str]
    digests: Mapping[str, str]
    """SHA-256 of each input file."""
    agents: pd.DataFrame
    forecast: pd.DataFrame
    requirement: pd.DataFrame
    roster: pd.DataFrame
    activities: pd.DataFrame
    handovers: pd.DataFrame
    coverage: pd.DataFrame
    history: pd.DataFrame | None = None
    """HISTORY of the weeks before."""
    last_week: LastWeekFacts | None = None
    traces: Sequence[Trace] = ()
    """For each queue, the interval that needs most people first, then those where people are short."""
    simulation: SimulationFacts | None = None
    fairness: FairnessFacts | None = None
    shrinkage: Sequence[ShrinkageFacts] = ()


__all__ = [
    "BotFacts",
    "BrokenFacts",
    "CostFacts",
    "DayFacts",
    "EffectFacts",
    "EventFacts",
    "FairnessFacts",
    "HandlingFacts",
    "HoursTargetFacts",
    "LastWeekFacts",
    "LevelFacts",
    "QueueFacts",
    "RequestFacts",
    "RunFacts",
    "ShrinkageFacts",
    "SimulationFacts",
    "SolveFacts",
]
