"""Find assignments that meet every enforced rule, coverage aside."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.errors import NoRosterInTime
from solver.model import Model
from solver.problem import RosterProblem
from solver.roster import Assignment


def legal_start(
    problem: RosterProblem, wanted: Sequence[Assignment], seed: int, work: float
) -> tuple[Assignment, ...] | None:
    """Return assignments that meet every enforced rule, near the wanted ones; None if there are none.

    Raises
    ------
    NoRosterInTime
        The work allowed (deterministic seconds) did not settle it.
    """
    model = Model(problem)
    model.prefer(wanted)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = work
    solver.parameters.stop_after_first_solution = True  # near enough to what is wanted; the search goes on from there
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise NoRosterInTime(work=work)
    return model.assignments(solver)
