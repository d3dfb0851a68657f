"""Coverage as part of a linear or integer program: rows, shortage and surplus as pieces of their convex costs."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ortools.linear_solver import pywraplp

from solver.coverage import Crew, widths
from solver.exact.coverage_rows import CoverageRow, counting_unit
from solver.problem import PERSON, RosterProblem, Steps


class CoverageProgram:
    """A program that minimises the cost of coverage; the people are to be added.

    `engine` is GLOP or SCIP of OR-Tools; with SCIP shortage and surplus are integers, in the largest part of 1/100
    person in which requirements and steps are.
    """

    def __init__(self, problem: RosterProblem, rows: list[CoverageRow], engine: str) -> None:
        self.program: Any = pywraplp.Solver.CreateSolver(engine)
        self._problem = problem
        self._rows = rows
        self._unit = counting_unit(problem)
        self.constraints = [self._model_row(row) for row in rows]
        self._at: dict[int, list[int]] = defaultdict(list)  # rows of a slot
        for number, row in enumerate(rows):
            self._at[row.slot].append(number)
        for number in range(len(problem.groups)):
            for slot in range(problem.slots):
                self._add_costs(number, slot)

    def _model_row(self, row: CoverageRow) -> Any:
        required = row.required // self._unit
        return self.program.Constraint(required, required if row.surplus else self.program.infinity())

    def _add_costs(self, number: int, slot: int) -> None:
        """Add what a group is short of at a slot, and its surplus."""
        group = self._problem.groups[number]
        rows = [at for at in self._at[slot] if self._rows[at].group == number]
        most = PERSON * (len(self._problem.agents) + len(self._problem.carried))
        for queue in group.queues:
            needed = self._problem.queues[queue]
            self._add_pieces(
                needed.shortage[slot], needed.required[slot], [at for at in rows if queue in self._rows[at].queues]
            )
            most += needed.required[slot]
        self._add_pieces(group.surplus, most, [at for at in rows if self._rows[at].surplus], surplus=True)

    def _add_pieces(self, steps: Steps, most: int, rows: list[int], surplus: bool = False) -> None:
        for step, width in widths(steps, most):
            if width:
                piece = self.program.IntVar(0, width // self._unit, "")  # GLOP takes it as real
                self.program.Objective().SetCoefficient(piece, step.cost * self._unit)
                for row in rows:
                    self.constraints[row].SetCoefficient(piece, -1 if surplus else 1)

    def add_people(self, presence: Any, crew: Crew, slots: Iterable[int]) -> None:
        """Let a variable stand for a person of the crew who is there at these slots."""
        people = PERSON // self._unit
        for slot in slots:
            for at in self._at[slot]:
                if self._rows[at].queues & crew:
                    self.constraints[at].SetCoefficient(presence, people)

    @property
    def price_scale(self) -> float:
        """What turns a dual value of a row into a price per 1/100 person."""
        return 1 / self._unit
