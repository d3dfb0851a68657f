"""The optimum of a small problem by the whole constraint model: what engines are tested against."""

from ortools.sat.python import cp_model

from solver.exact.demand import Demand
from solver.model import Model
from solver.problem import RosterProblem


def least_cost(problem: RosterProblem) -> int | None:
    """The optimum, None if there is no roster."""
    model = Model(problem)
    Demand(model)
    model.minimise()
    solver = cp_model.CpSolver()
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None
