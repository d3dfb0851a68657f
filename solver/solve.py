"""Find a roster and prove how good it is."""

from enum import StrEnum

from solver.problem import RosterProblem
from solver.progress import OnProgress
from solver.roster import RosterResult


class Effort(StrEnum):
    """How much deterministic work is done; the result of each repeats bit for bit."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


def solve_roster(
    problem: RosterProblem,
    *,
    effort: Effort = Effort.NORMAL,
    seed: int = 0,
    time_s: float | None = None,
    workers: int | None = None,
    on_progress: OnProgress | None = None,
) -> RosterResult:
    """Return the best roster found within the effort, its recomputed cost, and a proven bound.

    Ctrl-C ends the search and keeps the best roster so far. A given `time_s` or `workers` makes the result
    not reproducible.

    Raises
    ------
    InfeasibleRoster
        No roster meets the enforced rules.
    NoRosterInTime
        None was found within the effort.
    """
    raise NotImplementedError
