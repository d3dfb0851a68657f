"""Which enforced rules, agents and days cannot hold together."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.errors import Clash
from solver.model import Literal, Model
from solver.problem import RosterProblem


def explain(problem: RosterProblem, work: float) -> tuple[Clash, ...]:
    """Return instances of rules that cannot hold together, though they could without any one of them.

    CP-SAT gives a first set by assumptions; a deletion filter (J. Chinneck, E. Dravnieks, ORSA Journal on Computing 3,
    1991) drops every member the conflict does not need. Empty where no conflict is proven within `work` deterministic
    seconds a solve.
    """
    model = Model(problem, explained=True)
    name_of = {guard.index: clash for clash, guard in model.guards.items()}
    kept = _core(model, list(model.guards.values()), work)
    for guard in list(kept):
        if guard.index in {other.index for other in kept}:
            smaller = _core(model, [other for other in kept if other.index != guard.index], work)
            kept = smaller or kept
    return tuple(sorted((name_of[guard.index] for guard in kept), key=str))


def _core(model: Model, assumed: Sequence[Literal], work: float) -> list[Literal]:
    """Return those of the assumed guards that are proven to clash, none where they are not."""
    model.cp.clear_assumptions()
    model.cp.add_assumptions(assumed)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = work
    if solver.solve(model.cp) != cp_model.INFEASIBLE:
        return []
    core = set(solver.sufficient_assumptions_for_infeasibility())
    return [guard for guard in assumed if guard.index in core]
