"""Rotations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotations(AgentRule):
    """Agents with a rotation work its shift kind on every day it binds, and have its days off."""

    name: ClassVar[str] = "rotations"

    def shapes(self, problem: RosterProblem) -> Iterator[Cell | Count]:
        """Forbid the other shifts of the day and demand one of the kind."""
        for number, agent in enumerate(problem.agents):
            for day, kind in enumerate(agent.rotation):
                if kind is None:
                    continue
                of_kind = [shift for shift in problem.offered[day] if problem.shifts[shift].kind == kind]
                yield from (Cell(number, day, shift) for shift in problem.offered[day] if shift not in of_kind)
                if kind:
                    yield Count(number, {(day, shift): 1 for shift in of_kind}, lo=1, day=day)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every day on which another shift is worked, or none where the rotation has one."""
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            for day, kind in enumerate(problem.agents[agent].rotation):
                worked = [problem.shifts[a.shift].kind for a in tour if a.day == day]
                wrong = sum(other != kind for other in worked) + (kind != "" and kind not in worked)
                if kind is not None and wrong:
                    yield self.breach(wrong, agent, day)
