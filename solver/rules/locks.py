"""What is locked stays: the agent works one of the locked shifts, at the locked post, or has the day off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks(Rule):
    """What is locked stays: the agent works one of the locked shifts, at the locked post, or has the day off."""

    name: ClassVar[str] = "locks"

    def build(self, model: Model) -> None:
        """Tell the model."""
        raise NotImplementedError

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every breach."""
        raise NotImplementedError
