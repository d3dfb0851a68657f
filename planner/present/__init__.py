"""Results of a run → pages: the only place where frames become what people read."""

from planner.present.facts import RunFacts
from planner.present.report import agent_page, report_page, team_page
from planner.present.whatif import Scenario, comparison_page

__all__ = ["RunFacts", "Scenario", "agent_page", "comparison_page", "report_page", "team_page"]
