"""What agents would like."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem, Wish
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count

ACCOUNT = "wishes_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes(AgentRule):
    """Wished days off and shifts are granted; each one that is not costs its own weight.

    For each of the agent's wishes that past weeks did not grant, the account `wishes_refused`, it costs
    `raised_percent` more.
    """

    raised_percent: int = 0
    name: ClassVar[str] = "wishes"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Count the wished shifts, or every shift of a wished day off."""
        for wish in problem.wishes:
            offered = problem.offered[wish.day]
            if wish.shifts:
                granted = {(wish.day, shift): 1 for shift in offered if shift in wish.shifts}
                yield Count(wish.agent, granted, lo=1, day=wish.day, cost=self._cost(problem, wish))
            else:
                worked = {(wish.day, shift): 1 for shift in offered}
                yield Count(wish.agent, worked, hi=0, day=wish.day, cost=self._cost(problem, wish))

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every wish that is not granted."""
        tours = roster.tours(len(problem.agents))
        for wish in problem.wishes:
            worked = {a.shift for a in tours[wish.agent] if a.day == wish.day}
            granted = bool(worked & wish.shifts) if wish.shifts else not worked
            if not granted:
                yield Breach(self.name, False, 1, self._cost(problem, wish), wish.agent, wish.day)

    def _cost(self, problem: RosterProblem, wish: Wish) -> int:
        refused = problem.agents[wish.agent].history.account(ACCOUNT)
        return wish.cost * (100 + self.raised_percent * refused) // 100
