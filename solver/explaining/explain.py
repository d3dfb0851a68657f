"""Which enforced rules, agents and days cannot hold together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ortools.sat.python import cp_model

from solver.agent_shapes import AgentShapes
from solver.errors import Clash, Conflict
from solver.explaining.ways_out import is_shared, ways_out
from solver.model import Model
from solver.problem import RosterProblem

CORE_WORK = 1.0  # deterministic seconds: a first cut of what may clash comes soon or not at all
MOST_CONFLICTS = 5  # more agents than these with a conflict of their own are left for the next time


def explain(problem: RosterProblem, work: float) -> tuple[Conflict, ...]:
    """Return minimal sets of instances of rules that cannot hold together, each with its ways out.

    First those of single agents; where there are none, one of several agents: of one post or group on one day if it
    can be, then of all on one day, then of one over all days, at last of the whole. Empty where no conflict is proven
    within `work` deterministic seconds a solve.
    """
    shapes = AgentShapes(problem)
    found = list(_alone(problem, shapes, work)) or list(_together(problem, shapes, work))
    return tuple(Conflict(clashes, ways_out(problem, clashes, shapes)) for clashes in found)


class Guarded:
    """The enforced rules of some agents, each instance with a guard: which of them clash."""

    def __init__(self, problem: RosterProblem, agents: Iterable[int], shapes: AgentShapes, work: float) -> None:
        self._model = Model(problem, explained=True, agents=agents, shapes=shapes)
        self._name_of = {guard.index: clash for clash, guard in self._model.guards.items()}
        self._work = work
        self.shared = [clash for clash in self._model.guards if is_shared(problem, clash)]
        self.personal = [clash for clash in self._model.guards if not is_shared(problem, clash)]

    def least(self, assumed: Sequence[Clash]) -> tuple[Clash, ...]:
        """Return a set of the assumed that clash, though they do not without any one of them; none where none clash."""
        if not self._fail(assumed):
            return ()
        return tuple(sorted(self._needed([], self.core(assumed) or assumed, False), key=str))

    def core(self, assumed: Sequence[Clash]) -> list[Clash]:
        """Return those of the assumed that CP-SAT needs to prove that they clash; none where it does not soon."""
        cp = self._model.cp.clone()
        cp.add_assumptions([self._model.guards[clash] for clash in assumed])
        solver = _solver(CORE_WORK)
        if solver.solve(cp) != cp_model.INFEASIBLE:
            return []
        return [self._name_of[index] for index in solver.sufficient_assumptions_for_infeasibility()]

    def _needed(self, kept: Sequence[Clash], left: Sequence[Clash], grown: bool) -> list[Clash]:
        """Return those of the left that, beside the kept, are needed for a conflict: halves are dropped whole.

        U. Junker, QuickXplain, AAAI 2004. `grown`: there is something new among the kept.
        """
        if grown and self._fail(kept):
            return []
        if len(left) == 1:
            return list(left)
        first, second = left[: len(left) // 2], left[len(left) // 2 :]
        of_second = self._needed([*kept, *first], second, True)
        of_first = self._needed([*kept, *of_second], first, bool(of_second))
        return of_first + of_second

    def _fail(self, assumed: Sequence[Clash]) -> bool:
        """Tell whether the assumed are proven to clash."""
        cp = self._model.cp.clone()
        for clash in assumed:
            cp.add(self._model.guards[clash] == 1)
        return _solver(self._work).solve(cp) == cp_model.INFEASIBLE


def _solver(work: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = work
    return solver


def _alone(problem: RosterProblem, shapes: AgentShapes, work: float) -> Iterator[tuple[Clash, ...]]:
    """Yield a conflict of each agent whose own rules cannot hold, up to some agents."""
    personal = replace(problem, rules=tuple(rule for rule in problem.rules if rule.scope == "agent"))
    found = 0
    for agent in range(len(problem.agents)):
        one = Guarded(personal, [agent], shapes, work)
        if clashes := one.least(one.personal):
            yield clashes
            found += 1
        if found == MOST_CONFLICTS:
            return


def _together(problem: RosterProblem, shapes: AgentShapes, work: float) -> Iterator[tuple[Clash, ...]]:
    """Yield a conflict of several agents, as near to one post and day as there is one."""
    whole = Guarded(problem, range(len(problem.agents)), shapes, work)
    shared = [clash for clash in whole.core([*whole.shared, *whole.personal]) if clash in whole.shared] or whole.shared
    rules = {rule.name: rule for rule in problem.rules}
    agents = frozenset[int]().union(*(rules[clash.rule].concerns(problem, clash.subject) for clash in shared))
    near = Guarded(problem, agents, shapes, work)
    for part in _parts(shared):
        if clashes := near.least([*part, *near.personal]):
            yield clashes
            return


def _parts(shared: Sequence[Clash]) -> Iterator[list[Clash]]:
    """Yield instances of rules about several agents: one by one, then day by day, then by subject, then all."""
    keys: tuple[Callable[[Clash], str], ...] = (str, lambda clash: str(clash.day), lambda clash: clash.subject)
    for key in keys:
        for _, part in groupby(sorted(shared, key=key), key):
            yield list(part)
    yield list(shared)
