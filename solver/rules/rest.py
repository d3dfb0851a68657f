"""At least `slots` lie between the end of a shift and the start of the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class MinRestBetweenShifts(Rule):
    """At least `slots` lie between the end of a shift and the start of the next."""

    slots: int
    name: ClassVar[str] = "min_rest_between_shifts"

    def build(self, model: Model) -> None:
        """Tell the model."""
        raise NotImplementedError

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every breach."""
        raise NotImplementedError
