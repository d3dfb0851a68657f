"""Roster engine: coverage, rules, posts with handover overlaps, on integers only.

`problem` holds the parts of a `RosterProblem`, `rules` the rules to put into it, `roster` the parts of the answer,
`errors` what can go wrong.
"""

from solver.check import check
from solver.coverage import coverage
from solver.explaining.alternatives import Alternative, alternatives
from solver.explaining.soften import soften
from solver.explaining.worth import worth_of_one_more
from solver.problem import RosterProblem
from solver.progress import Progress
from solver.repairing.repair import Repaired, repair
from solver.roster import RosterResult
from solver.solve import Effort, solve_roster

__all__ = [
    "Alternative",
    "Effort",
    "Progress",
    "Repaired",
    "RosterProblem",
    "RosterResult",
    "alternatives",
    "check",
    "coverage",
    "repair",
    "soften",
    "solve_roster",
    "worth_of_one_more",
]
