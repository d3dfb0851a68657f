"""Enough of the next shift kind begins before the earlier kind leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHandover(Rule):
    """Enough of the next shift kind begins before the earlier kind leaves."""

    name: ClassVar[str] = "group_handover"

    def build(self, model: Model) -> None:
        """Tell the model."""
        return

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every breach."""
        raise NotImplementedError
