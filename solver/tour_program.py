"""The integer program that chooses a path through each agent's network, cut down to what a target cost allows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

from solver.columns import TourPricing
from solver.coverage_program import CoverageProgram
from solver.tours import Flags, Ints, Network, covered
_SETTLED = (mathopt.TerminationReason.OPTIMAL, mathopt.TerminationReason.INFEASIBLE)


@dataclass(frozen=True, slots=True)
class Arc:
    """What an agent does on a day: from a node to a node."""

    source: int
    day: int
    choice: int
    target: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices of every agent by day, None where none were found.

    `bound` is what no choice along the arcs kept costs less than; None where they are proven to be the best of those,
    or none to be below the cutoff.
    """

    choices: Sequence[Ints] | None
    bound: float | None


class TourProgram:
    """Chooses tours along the arcs kept; solved by SCIP."""

    def __init__(self, pricing: TourPricing, kept: Sequence[Flags]) -> None:
        self._problem = pricing.problem
        self._pricing = pricing
        self._coverage = CoverageProgram(pricing.problem, pricing.rows, whole=True)
        self._model = self._coverage.model
        self._arcs: list[dict[Arc, mathopt.Variable]] = []
        for agent, (own, flags) in enumerate(zip(pricing.tours, kept, strict=True)):
            self._arcs.append({arc: self._add_arc(agent, arc) for arc in merged_arcs(own.network, flags)})
            self._join(self._arcs[-1])

    def _add_arc(self, agent: int, arc: Arc) -> mathopt.Variable:
        taken = self._model.add_binary_variable()
        cost = self._pricing.tours[agent].costs[arc.day, arc.choice]
        self._model.objective.set_linear_coefficient(taken, float(cost))
        crew = self._problem.agents[agent].queues
        self._coverage.add_people(taken, crew, covered(self._problem, arc.day, arc.choice))
        return taken

    def _join(self, arcs: dict[Arc, mathopt.Variable]) -> None:
        """Make the arcs taken a path: one leaves the start, and every other node is left as often as it is entered."""
        nodes: dict[int, mathopt.LinearConstraint] = {}
        for arc in arcs:
            if arc.source not in nodes:
                leaves = float(not nodes)  # arcs are in the order of days: the first node is the start
                nodes[arc.source] = self._model.add_linear_constraint(lb=leaves, ub=leaves)
        for arc, taken in arcs.items():
            nodes[arc.source].set_coefficient(taken, 1)
            if arc.target in nodes:
                nodes[arc.target].set_coefficient(taken, -1)

    def solve(self, cutoff: int, nodes: int, time_s: float | None, stop: SolveInterrupter) -> Chosen:
        """Return the best choices below `cutoff` found within so many nodes of the search and seconds."""
        result = mathopt.solve(
            self._model,
            mathopt.SolverType.GSCIP,
            params=mathopt.SolveParameters(
                node_limit=nodes,
                cutoff_limit=float(cutoff),
                time_limit=None if time_s is None else timedelta(seconds=max(0.0, time_s)),
            ),
            interrupter=stop,
        )
        ended = result.termination
        settled = ended.reason in _SETTLED or ended.limit == mathopt.Limit.CUTOFF
        choices = self._choices(result) if result.has_primal_feasible_solution() else None
        return Chosen(choices, None if settled else ended.objective_bounds.dual_bound)

    def _choices(self, result: mathopt.SolveResult) -> list[Ints]:
        values = result.variable_values()
        found = []
        for arcs in self._arcs:
            own = np.zeros(len(self._problem.days), np.int64)
            for arc, taken in arcs.items():
                if values[taken] > 0.5:
                    own[arc.day] = arc.choice
            found.append(own)
        return found


def merged_arcs(network: Network, kept: Flags) -> list[Arc]:
    """Return the arcs kept in the order of days, nodes from which everything goes on alike as one."""
    leaving: dict[int, list[int]] = defaultdict(list)
    sources = np.repeat(np.arange(len(network.layer)), np.diff(network.first))
    for arc in np.flatnonzero(kept).tolist():
        leaving[int(sources[arc])].append(arc)
    same = {len(network.layer) - 1: len(network.layer) - 1}
    known: dict[tuple[object, ...], int] = {}
    arcs: list[Arc] = []
    for node in sorted(leaving, reverse=True):
        day = int(network.layer[node])
        ways = tuple((int(network.choice[arc]), same[int(network.target[arc])]) for arc in leaving[node])
        same[node] = known.setdefault((day, ways), node)
        if same[node] == node:
            arcs += [Arc(node, day, choice, target) for choice, target in ways]
    return arcs[::-1]
