"""Which enforced rules, agents and days cannot hold together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from ortools.sat.python import cp_model

from solver.errors import Clash, Conflict
from solver.model import Model
from solver.problem import RosterProblem
from solver.ways_out import ways_out

MOST_CONFLICTS = 5  # more agents than these with a conflict of their own are left for the next time


def explain(problem: RosterProblem, work: float) -> tuple[Conflict, ...]:
    """Return minimal sets of instances of rules that cannot hold together, each with its ways out.

    First those of single agents; where there are none, one of several agents: of one post or group on one day if it
    can be, then of all on one day, then of one over all days, at last of the whole. Empty where no conflict is proven
    within `work` deterministic seconds a solve.
    """
    whole = Guarded(problem, range(len(problem.agents)), work)
    found = list(_alone(problem, whole, work)) or list(_together(problem, whole, work))
    return tuple(Conflict(clashes, ways_out(problem, clashes)) for clashes in found)


class Guarded:
    """The enforced rules of some agents, each instance with a guard: which of them clash."""

    def __init__(self, problem: RosterProblem, agents: Iterable[int], work: float) -> None:
        self._model = Model(problem, explained=True, agents=agents)
        self._name_of = {guard.index: clash for clash, guard in self._model.guards.items()}
        self._work = work
        personal = {rule.name for rule in problem.rules if rule.scope == "agent"}
        self.personal = [clash for clash in self._model.guards if clash.rule in personal]
        self.shared = [clash for clash in self._model.guards if clash.rule not in personal]

    def core(self, assumed: Sequence[Clash]) -> list[Clash]:
        """Return those of the assumed that are proven to clash, none where they are not."""
        self._model.cp.clear_assumptions()
        self._model.cp.add_assumptions([self._model.guards[clash] for clash in assumed])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = self._work
        if solver.solve(self._model.cp) != cp_model.INFEASIBLE:
            return []
        return [self._name_of[index] for index in solver.sufficient_assumptions_for_infeasibility()]

    def least(self, assumed: Sequence[Clash]) -> tuple[Clash, ...]:
        """Return a set of the assumed that clash, though they do not without any one of them; none where none clash.

        CP-SAT gives a first set; a deletion filter (J. Chinneck, E. Dravnieks, ORSA Journal on Computing 3, 1991) drops
        every member that the conflict does not need.
        """
        kept = self.core(assumed)
        for clash in list(kept):
            if clash in kept:
                kept = self.core([other for other in kept if other != clash]) or kept
        return tuple(sorted(kept, key=str))


def _alone(problem: RosterProblem, whole: Guarded, work: float) -> Iterator[tuple[Clash, ...]]:
    """Yield a conflict of each agent whose own rules cannot hold, up to some agents."""
    number = {agent.id: at for at, agent in enumerate(problem.agents)}
    left, found = whole.personal, 0
    while found < MOST_CONFLICTS and (core := whole.core(left)):
        agents = sorted({clash.agent for clash in core})
        for agent in agents:
            one = Guarded(problem, [number[agent]], work)
            if clashes := one.least(one.personal):
                found += 1
                yield clashes
        left = [clash for clash in left if clash.agent not in agents]


def _together(problem: RosterProblem, whole: Guarded, work: float) -> Iterator[tuple[Clash, ...]]:
    """Yield a conflict of several agents, as near to one post and day as there is one."""
    shared = [clash for clash in whole.core([*whole.shared, *whole.personal]) if clash in whole.shared] or whole.shared
    rules = {rule.name: rule for rule in problem.rules}
    agents = frozenset[int]().union(*(rules[clash.rule].concerns(problem, clash.subject) for clash in shared))
    near = Guarded(problem, agents, work)
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
