"""Nights in a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxNightsInARow(AgentRule):
    """No agent works more than `most` nights in a row, those before day 0 included."""

    most: int
    name: ClassVar[str] = "max_nights_in_a_row"

    def shapes(self, problem: RosterProblem) -> Iterator[Run]:
        """Limit every agent's run of nights."""
        nights = frozenset(number for number, shift in enumerate(problem.shifts) if shift.night)
        for number, agent in enumerate(problem.agents):
            before = agent.history.run(problem.night_kinds.__contains__)
            yield Run(number, hi=self.most, before=before, shifts=nights)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every night beyond the limit."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            nights = {worked.day for worked in tour if problem.shifts[worked.shift].night}
            run = problem.agents[agent].history.run(problem.night_kinds.__contains__)
            for day in range(len(problem.days)):
                run = run + 1 if day in nights else 0
                if run > self.most:
                    yield self.breach(1, agent, day)
