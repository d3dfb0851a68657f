"""A shift starts only while the agent is available."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability(Rule):
    """A shift starts only while the agent is available."""

    name: ClassVar[str] = "availability"

    def build(self, model: Model) -> None:
        """Tell the model."""
        raise NotImplementedError

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every breach."""
        raise NotImplementedError
