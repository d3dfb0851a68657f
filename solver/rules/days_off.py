"""In every `window` days in a row lie at least `days` days off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class MinDaysOff(Rule):
    """In every `window` days in a row lie at least `days` days off."""

    days: int
    window: int = 7
    name: ClassVar[str] = "min_days_off"

    def build(self, model: Model) -> None:
        """Tell the model."""
        raise NotImplementedError

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every breach."""
        raise NotImplementedError
