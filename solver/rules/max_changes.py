"""How much may differ from the roster before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AcrossRule
from solver.shapes import Across


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxChanges(AcrossRule):
    """At most `days` agent-days are otherwise than in the roster before: another shift, or off, or no longer off.

    Posts may change hands.
    """

    days: int
    name: ClassVar[str] = "max_changes"

    def shapes(self, problem: RosterProblem) -> Iterator[Across]:
        """Sum the changes: shifts on days that were off, and shifts of before less those worked again."""
        kept = {(work.agent, work.day): work.shift for work in problem.previous}
        weights = {
            (agent, day, shift): -1 if (agent, day) in kept else 1
            for agent in range(len(problem.agents))
            for day, shift in problem.offers()
            if kept.get((agent, day), shift) == shift
        }
        yield Across(weights, hi=self.days - len(kept))

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield how many agent-days are changed beyond the limit."""
        before = {(work.agent, work.day, work.shift) for work in problem.previous}
        worked_before = {cell[:2] for cell in before}
        now = {(work.agent, work.day, work.shift) for work in roster.assignments}
        added = [cell for cell in now if cell[:2] not in worked_before]
        beyond = len(before - now) + len(added) - self.days
        if beyond > 0:
            yield self.breach(beyond)
