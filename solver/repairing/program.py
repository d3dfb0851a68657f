"""The program of a repair: the people there, what coverage costs with them, and options that each change a few slots.

People are summed up by crew and slot, so that an option has one entry a slot however many rows of coverage it serves.
Costs are in wage-hours, people in persons.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp

from solver.coverage import Crew, widths
from solver.problem import COST_PER_WAGE_HOUR, PERSON, Group, RosterProblem, Span, Steps
from solver.repairing.lacking import UNHELD_H, Lacking
from solver.repairing.stints import Floats, Ints

LINEAR, INTEGER = "GLOP", "SCIP"
MIP_GAP = 2e-3
SETTINGS = {
    LINEAR: "use_preprocessing: false",  # so that it goes on from the last basis
    INTEGER: "separating/maxroundsroot = 0\nseparating/maxrounds = 0\nlimits/totalnodes = {nodes}",  # cuts take long
}


class RepairProgram:
    """Minimises coverage in a window, missing holders, and the options taken; one an agent, so many at most in all.

    Parameters
    ----------
    present
        People on contacts by slot and crew.
    agents
        Those with options.
    engine
        `LINEAR` takes shares of options, `INTEGER` whole ones.
    """

    def __init__(
        self,
        problem: RosterProblem,
        window: Span,
        crews: Sequence[Crew],
        present: Sequence[Mapping[Crew, int]],
        lacking: Sequence[Lacking],
        agents: Sequence[int],
        most_changes: int | None,
        engine: str,
    ) -> None:
        self.program: Any = pywraplp.Solver.CreateSolver(engine)
        self._settings = SETTINGS[engine]
        self._endless = self.program.infinity()
        self._problem = problem
        self._window = window
        self._slots = [slot for slot in window.slots() if slot < problem.slots]
        self._there = [[self._people(present[slot].get(crew, 0)) for slot in self._slots] for crew in crews]
        for group in problem.groups:
            for at, slot in enumerate(self._slots):
                serving = {crew: self._there[number][at][0] for number, crew in enumerate(crews)}
                self._cover(group, slot, {crew: people for crew, people in serving.items() if crew & set(group.queues)})
        self._lacking = [(lack, self._hold(lack)) for lack in lacking]
        most = self._endless if most_changes is None else most_changes
        self._all = self.program.Constraint(-self._endless, most)
        self._of_agent = {agent: self.program.Constraint(-self._endless, 1) for agent in agents}

    def _people(self, rostered: int) -> tuple[Any, Any]:
        """Return a variable for the people of a crew at a slot, and the row that sums them up."""
        people = self.program.NumVar(0, self._endless, "")
        row = self.program.Constraint(rostered, rostered)
        row.SetCoefficient(people, 1)
        return people, row

    def _cover(self, group: Group, slot: int, serving: Mapping[Crew, Any]) -> None:
        """Add the rows of a group at a slot and what its shortage and surplus cost."""
        short = {
            queue: self._pieces(self._problem.queues[queue].shortage[slot], self._problem.queues[queue].required[slot])
            for queue in group.queues
        }
        for row in group.rows:
            if row.required[slot]:
                floor = self.program.Constraint(row.required[slot] / PERSON, self._endless)
                _add(floor, [people for crew, people in serving.items() if crew & row.queues], 1)
                _add(floor, [piece for queue in sorted(row.queues) for piece in short[queue]], 1)
        whole = next(row for row in group.rows if row.queues == frozenset(group.queues))
        over = self.program.Constraint(-whole.required[slot] / PERSON, self._endless)
        _add(over, list(serving.values()), -1)
        _add(over, [piece for pieces in short.values() for piece in pieces], -1)
        _add(over, self._pieces(group.surplus, None), 1)

    def _pieces(self, steps: Steps, most: int | None) -> list[Any]:
        """Return a variable for each step of a convex cost of an amount up to `most`, of any amount for None."""
        sizes = [(step, step.width) for step in steps] if most is None else widths(steps, most)
        pieces = []
        for step, width in sizes:
            if width != 0:
                piece = self.program.NumVar(0, self._endless if width is None else width / PERSON, "")
                self.program.Objective().SetCoefficient(piece, step.cost * PERSON / COST_PER_WAGE_HOUR)
                pieces.append(piece)
        return pieces

    def _hold(self, lack: Lacking) -> Any:
        """Return the row that demands the missing holders of a stretch, or makes each that stays missing cost."""
        row = self.program.Constraint(lack.missing, self._endless)
        missing = self.program.NumVar(0, lack.missing, "")
        per_slot = UNHELD_H if lack.per_slot is None else lack.per_slot / COST_PER_WAGE_HOUR
        self.program.Objective().SetCoefficient(missing, per_slot * len(lack.span.slots()))
        row.SetCoefficient(missing, 1)
        return row

    def add(
        self, agent: int, offer: tuple[int, int], post: int | None, cost: float, crew: int, more: Ints, sure: bool
    ) -> Any:
        """Add an option of an agent, with which so many more of her crew are there at each slot; taken if `sure`."""
        share = self.program.IntVar(int(sure), self._endless, "")  # at most 1 by the row of the agent, for its price
        self.program.Objective().SetCoefficient(share, cost)
        self._of_agent[agent].SetCoefficient(share, 1)
        self._all.SetCoefficient(share, 1)
        for at in np.flatnonzero(more[: len(self._slots)]).tolist():
            self._there[crew][at][1].SetCoefficient(share, -int(more[at]))
        for lack, row in self._lacking:
            if lack.post == post and offer in lack.offers:
                row.SetCoefficient(share, 1)
        return share

    def solve(self, nodes: int = 1) -> float:
        """Return the least cost; of whole options the least found in so many nodes, or to within `MIP_GAP`.

        Infinite where no whole options were found.
        """
        self.program.SetSolverSpecificParametersAsString(self._settings.format(nodes=nodes))
        parameters = pywraplp.MPSolverParameters()
        parameters.SetDoubleParam(parameters.RELATIVE_MIP_GAP, MIP_GAP)
        status = self.program.Solve(parameters)
        found = status in (self.program.OPTIMAL, self.program.FEASIBLE)
        return float(self.program.Objective().Value()) if found else math.inf

    def worth(self) -> Floats:
        """Return what one more person of a crew would save, [crew, slot of the window]."""
        worth = np.zeros((len(self._there), self._window.end - self._window.start))
        for crew, rows in enumerate(self._there):
            worth[crew, : len(rows)] = [-row.dual_value() for _, row in rows]
        return worth

    def worth_of_holding(self, offer: tuple[int, int], post: int) -> float:
        """Return what it would save if somebody held the post in the shift."""
        rows = [row for lack, row in self._lacking if lack.post == post and offer in lack.offers]
        return float(sum(row.dual_value() for row in rows))

    def price_of_changing(self, agent: int) -> float:
        """Return what the limits on changes cost one more option of the agent."""
        return -float(self._all.dual_value() + self._of_agent[agent].dual_value())


def _add(row: Any, variables: Sequence[Any], coefficient: int) -> None:
    for variable in variables:
        row.SetCoefficient(variable, coefficient)
