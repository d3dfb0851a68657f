"""How far a cost is above what no roster can cost less than."""

from solver.problem import RosterProblem


def gap_labour(cost: int, bound: int) -> float:
    """Return (cost − bound) / cost; 0 where nothing costs anything."""
    return (cost - bound) / cost if cost else 0.0


def gap_controllable(problem: RosterProblem, cost: int, bound: int) -> float | None:
    """Return (cost − bound) / (cost − wages fixed by contract), None where these wages are not below the cost."""
    controllable = cost - problem.contract_cost()
    return (cost - bound) / controllable if controllable > 0 else None
