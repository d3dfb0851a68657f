"""Working days in a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxDaysInARow(AgentRule):
    """No agent works more than `days` days in a row, days before the first included."""

    days: int
    name: ClassVar[str] = "max_days_in_a_row"

    def shapes(self, problem: RosterProblem) -> Iterator[Run]:
        """Limit every agent's run."""
        for number, agent in enumerate(problem.agents):
            yield Run(number, hi=self.days, before=agent.history.run(bool))

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every day worked beyond the limit."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked = {assignment.day for assignment in tour}
            run = problem.agents[agent].history.run(bool)
            for day in range(len(problem.days)):
                run = run + 1 if day in worked else 0
                if run > self.days:
                    yield self.breach(1, agent, day)
