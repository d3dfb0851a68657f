"""What is settled before the search."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks(AgentRule):
    """The agent works one of the locked shifts, at the locked post if one is named, or has the day off."""

    name: ClassVar[str] = "locks"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Count]:
        """Forbid every other shift of the day and demand one of the locked."""
        for lock in problem.locks:
            offered = problem.offered[lock.day]
            for shift in offered:
                if shift not in lock.shifts:
                    yield Cell(lock.agent, lock.day, shift)
            if lock.shifts:
                kept = {(lock.day, shift): 1 for shift in offered if shift in lock.shifts}
                if lock.post is not None:
                    kept = {cell: 1 for cell in kept if lock.post in problem.posts_of(*cell)}
                yield Count(lock.agent, kept, lock.post, lo=1, day=lock.day)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every locked day that is otherwise."""
        tours = roster.tours(len(problem.agents))
        for lock in problem.locks:
            worked = [a for a in tours[lock.agent] if a.day == lock.day]
            others = [a for a in worked if a.shift not in lock.shifts]
            kept = [a for a in worked if a.shift in lock.shifts and lock.post in (None, a.post)]
            missing = 1 if lock.shifts and not kept else 0
            if others or missing:
                yield self.breach(len(others) + missing, lock.agent, lock.day)
