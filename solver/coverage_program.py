"""Coverage as part of a linear or integer program: rows, shortage and surplus as pieces of their convex costs."""

from collections import defaultdict
from collections.abc import Iterable

from ortools.math_opt.python import mathopt

from solver.coverage import Crew, widths
from solver.coverage_rows import CoverageRow, counting_unit
from solver.problem import PERSON, RosterProblem, Steps


class CoverageProgram:
    """A program that minimises the cost of coverage; the people are to be added.

    People are counted in `unit` / 100 person, the largest unit in which requirements and steps are whole. `whole` makes
    shortage and surplus integers.
    """

    def __init__(self, problem: RosterProblem, rows: list[CoverageRow], whole: bool) -> None:
        self.model = mathopt.Model()
        self._problem = problem
        self._rows = rows
        self._whole = whole
        self._unit = counting_unit(problem)
        self.constraints = [self._model_row(row) for row in rows]
        self._at: dict[int, list[int]] = defaultdict(list)  # rows of a slot
        for number, row in enumerate(rows):
            self._at[row.slot].append(number)
        for number in range(len(problem.groups)):
            for slot in range(problem.slots):
                self._add_costs(number, slot)

    def _model_row(self, row: CoverageRow) -> mathopt.LinearConstraint:
        floor = -row.required if row.surplus else row.required
        return self.model.add_linear_constraint(lb=floor // self._unit)

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
                piece = self.model.add_variable(lb=0, ub=width // self._unit, is_integer=self._whole)
                self.model.objective.set_linear_coefficient(piece, step.cost * self._unit)
                for row in rows:
                    sign = -1 if self._rows[row].surplus and not surplus else 1
                    self.constraints[row].set_coefficient(piece, sign)

    def add_people(self, presence: mathopt.Variable, crew: Crew, slots: Iterable[int]) -> None:
        """Let a variable stand for a person of the crew who is there at these slots."""
        people = PERSON // self._unit
        for slot in slots:
            for at in self._at[slot]:
                if self._rows[at].queues & crew:
                    self.constraints[at].set_coefficient(presence, -people if self._rows[at].surplus else people)

    @property
    def price_scale(self) -> float:
        """What turns a dual value of a row into a price per 1/100 person."""
        return 1 / self._unit
