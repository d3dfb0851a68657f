"""Paid minutes keep within `under_min` below and `over_min` above what the contract owes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractHours(Rule):
    """Paid minutes keep within `under_min` below and `over_min` above what the contract owes."""

    under_min: int
    over_min: int
    name: ClassVar[str] = "contract_hours"

    def build(self, model: Model) -> None:
        """Tell the model."""
        raise NotImplementedError

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every breach."""
        raise NotImplementedError
