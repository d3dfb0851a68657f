"""Results of a run → pages: the only place where frames become what people read."""

from planner.present.facts import (
    BotFacts,
    BrokenFacts,
    CostFacts,
    DayFacts,
    EffectFacts,
    EventFacts,
    HoursTargetFacts,
    QueueFacts,
    RequestFacts,
    RunFacts,
    SolveFacts,
)
from planner.present.report import report_page

__all__ = [
    "BotFacts",
    "BrokenFacts",
    "CostFacts",
    "DayFacts",
    "EffectFacts",
    "EventFacts",
    "HoursTargetFacts",
    "QueueFacts",
    "RequestFacts",
    "RunFacts",
    "SolveFacts",
    "report_page",
]
