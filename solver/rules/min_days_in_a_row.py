"""Working days that stand too few in a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.rules.streaks import ended_runs
from solver.shapes import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class MinDaysInARow(AgentRule):
    """Who works does so at least `days` days in a row; each missing day is a breach. The last run may still go on."""

    days: int
    name: ClassVar[str] = "min_days_in_a_row"

    def shapes(self, problem: RosterProblem) -> Iterator[Run]:
        """Ask a length of every agent's runs."""
        for number, agent in enumerate(problem.agents):
            yield Run(number, lo=self.days, before=agent.history.whole_run(bool))

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every run that ends too soon, at its last day."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked = {assignment.day for assignment in tour}
            inside = [day in worked for day in range(len(problem.days))]
            for last, length in ended_runs(inside, problem.agents[agent].history.whole_run(bool)):
                if length < self.days:
                    yield self.breach(self.days - length, agent, max(0, last))
