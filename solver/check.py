"""Recompute what a roster breaks and costs, without a solver."""

from solver.problem import RosterProblem
from solver.roster import Roster, Verdict


def check(problem: RosterProblem, roster: Roster) -> Verdict:
    """Return every breach of every rule and every part of the cost of the roster."""
    raise NotImplementedError
