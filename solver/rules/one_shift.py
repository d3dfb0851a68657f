"""An agent starts at most one shift a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class OneShiftADay(Rule):
    """An agent starts at most one shift a day."""

    name: ClassVar[str] = "one_shift_a_day"

    def build(self, model: Model) -> None:
        """Tell the model."""
        raise NotImplementedError

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every breach."""
        raise NotImplementedError
