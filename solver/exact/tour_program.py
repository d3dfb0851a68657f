"""The integer program that chooses a path through each agent's network, cut down to what a target cost allows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp

from solver.exact.coverage_program import CoverageProgram
from solver.exact.tour_pricing import TourPricing
from solver.exact.tours import Flags, Ints, Network, covered


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

    `bound` is what no choice along the arcs kept costs less than; None where these are proven to be the cheapest.
    """

    choices: Sequence[Ints] | None
    bound: float | None


class TourProgram:
    """Chooses tours along the arcs kept; solved by SCIP."""

    def __init__(self, pricing: TourPricing, kept: Sequence[Flags]) -> None:
        self._problem = pricing.problem
        self._pricing = pricing
        self._coverage = CoverageProgram(pricing.problem, pricing.rows, "SCIP")
        self._program = self._coverage.program
        self._arcs: list[dict[Arc, Any]] = []
        for agent, (own, flags) in enumerate(zip(pricing.tours, kept, strict=True)):
            self._arcs.append({arc: self._add_arc(agent, arc) for arc in merged_arcs(own.network, flags)})
            self._join(self._arcs[-1])

    def _add_arc(self, agent: int, arc: Arc) -> Any:
        taken = self._program.BoolVar("")
        cost = self._pricing.tours[agent].costs[arc.day, arc.choice]
        self._program.Objective().SetCoefficient(taken, float(cost))
        crew = self._problem.agents[agent].queues
        self._coverage.add_people(taken, crew, covered(self._problem, arc.day, arc.choice))
        return taken

    def _join(self, arcs: dict[Arc, Any]) -> None:
        """Make the arcs taken a path: one leaves the start, and every other node is left as often as it is entered."""
        nodes: dict[int, Any] = {}
        for arc in arcs:
            if arc.source not in nodes:
                leaves = float(not nodes)  # arcs are in the order of days: the first node is the start
                nodes[arc.source] = self._program.Constraint(leaves, leaves)
        for arc, taken in arcs.items():
            nodes[arc.source].SetCoefficient(taken, 1)
            if arc.target in nodes:
                nodes[arc.target].SetCoefficient(taken, -1)

    def solve(self, nodes: int, time_s: float | None) -> Chosen:
        """Return the best choices found within so many nodes of the search and seconds."""
        self._program.SetSolverSpecificParametersAsString(f"limits/totalnodes = {nodes}")
        if time_s is not None:
            self._program.SetTimeLimit(max(1, round(1000 * time_s)))
        status = self._program.Solve()
        found = status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE)
        bound = None if status == pywraplp.Solver.OPTIMAL else self._program.Objective().BestBound()
        return Chosen(self._choices() if found else None, bound)

    def stop(self) -> None:
        """Make `solve` in another thread end soon."""
        self._program.InterruptSolve()

    def _choices(self) -> list[Ints]:
        found = []
        for arcs in self._arcs:
            own = np.zeros(len(self._problem.days), np.int64)
            for arc, taken in arcs.items():
                if taken.solution_value() > 0.5:
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
