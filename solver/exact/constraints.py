"""Exact search by the whole constraint model with CP-SAT, from a complete hint."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.check import check
from solver.errors import InfeasibleRoster
from solver.exact.demand import Demand
from solver.exact.search import Found, Limits
from solver.exact.stoppable import run_stoppable
from solver.explaining.explain import explain
from solver.finish import finish
from solver.model import Model
from solver.problem import RosterProblem
from solver.progress import OnProgress, Progress
from solver.roster import Assignment, Roster
from solver.start import legal_start

ENGINE = "constraints"
PROVED_BY = "constraints (CP-SAT)"
LINEARIZE_ALL = 2  # without it one worker hardly raises the bound


class ConstraintSearch:
    """Minimises the whole model; breaks are counted there, and given to agents afterwards."""

    def __init__(self, problem: RosterProblem, limits: Limits, on_progress: OnProgress) -> None:
        self._problem = problem
        self._limits = limits
        self._on_progress = on_progress
        self._model = Model(problem)
        self._demand = Demand(self._model)
        self._model.minimise()

    def search(self, wanted: Sequence[Assignment] = ()) -> Found:
        """Return the best roster and its bound; the search begins at a legal roster near the wanted one.

        Raises
        ------
        InfeasibleRoster
            No roster meets the enforced rules.
        NoRosterInTime
            None was found within the work allowed.
        """
        legal = legal_start(self._problem, wanted, self._limits.seed, self._limits.work)
        if legal is None:
            raise InfeasibleRoster(explain(self._problem, self._limits.work))
        first = self._complete(legal)
        start = self._roster(first)
        self._hint(first)
        solver, bound = self._solver(), _Bound()
        solver.best_bound_callback = bound.note
        cost = check(self._problem, start).cost
        ended = run_stoppable(
            lambda: solver.solve(self._model.cp),
            solver.stop_search,
            lambda: self._on_progress(Progress("prove", cost, bound.value)),
        )
        found = ended.value in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        rosters = [start, self._roster(solver)] if found else [start]
        best = min(rosters, key=lambda roster: check(self._problem, roster).cost)
        return Found(best, cost, max(0, round(solver.best_objective_bound)), PROVED_BY, ENGINE, ended.stopped)

    def _solver(self) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self._limits.workers
        solver.parameters.random_seed = self._limits.seed
        solver.parameters.linearization_level = LINEARIZE_ALL
        solver.parameters.max_deterministic_time = self._limits.work
        solver.parameters.catch_sigint_signal = False  # Ctrl-C is heard in Python
        left_s = self._limits.left_s()
        if left_s is not None:
            solver.parameters.max_time_in_seconds = left_s
        return solver

    def _complete(self, assignments: Sequence[Assignment]) -> cp_model.CpSolver:
        """Return the cheapest values of all other variables beside these assignments."""
        fixed = Model(self._problem)
        Demand(fixed)
        fixed.minimise()
        fixed.fix(assignments)
        solver = self._solver()
        solver.parameters.num_workers = 1
        solver.solve(fixed.cp)
        return solver

    def _hint(self, solved: cp_model.CpSolver) -> None:
        """Hint every variable: both models were made alike, so that they number them alike."""
        for index, value in enumerate(list(solved.response_proto.solution)):
            self._model.cp.add_hint(self._model.cp.get_int_var_from_proto_index(index), value)

    def _roster(self, solver: cp_model.CpSolver) -> Roster:
        assignments = self._model.assignments(solver)
        return finish(self._problem, assignments, self._demand.begun(solver, assignments))


class _Bound:
    """The bound so far, None before the first."""

    def __init__(self) -> None:
        self.value: int | None = None

    def note(self, bound: float) -> None:
        """Remember the bound."""
        self.value = max(0, round(bound))
