"""Results of a run → pages: the only place where frames become what people read."""

from planner.present.facts import CostFacts, DayFacts, EventFacts, QueueFacts, RequestFacts, RunFacts, SolveFacts
from planner.present.report import report_page

__all__ = ["CostFacts", "DayFacts", "EventFacts", "QueueFacts", "RequestFacts", "RunFacts", "SolveFacts", "report_page"]
