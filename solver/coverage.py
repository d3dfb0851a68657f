"""How many people are on contacts, and which queue they serve."""

from dataclasses import dataclass

from solver.problem import RosterProblem
from solver.roster import Roster


@dataclass(frozen=True, slots=True)
class QueueCoverage:
    """People a queue gets per slot, real-valued, and how many it is short of, both in persons."""

    queue: str
    scheduled: tuple[float, ...]
    shortage: tuple[float, ...]


def coverage(problem: RosterProblem, roster: Roster) -> tuple[QueueCoverage, ...]:
    """Allocate the people on contacts to queues: least shortage cost, then spare people in proportion to the requirement."""
    raise NotImplementedError
