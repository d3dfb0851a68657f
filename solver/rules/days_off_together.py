"""Days off that stand alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import not_
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.rules.streaks import ended_runs
from solver.shapes import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOffTogether(AgentRule):
    """Days off come at least `days` in a row; each missing day is a breach. The last days off may still go on."""

    days: int
    name: ClassVar[str] = "days_off_together"

    def shapes(self, problem: RosterProblem) -> Iterator[Run]:
        """Ask a length of every agent's runs of days off."""
        for number, agent in enumerate(problem.agents):
            yield Run(number, lo=self.days, before=agent.history.whole_run(not_), off=True)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every run of days off that ends too soon, at its last day."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked = {assignment.day for assignment in tour}
            free = [day not in worked for day in range(len(problem.days))]
            for last, length in ended_runs(free, problem.agents[agent].history.whole_run(not_)):
                if length < self.days:
                    yield self.breach(self.days - length, agent, max(0, last))
