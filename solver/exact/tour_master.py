"""The linear program that mixes known tours of agents beside shortage and surplus."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from solver.exact.coverage_program import CoverageProgram
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tours import Flags, Ints

GO_ON = "use_preprocessing: false allow_simplex_algorithm_change: true"  # GLOP then begins where it last ended


@dataclass(frozen=True, slots=True)
class Share:
    """A tour and its share in the mix."""

    choices: Ints
    share: float


class TourMaster:
    """Mixes the tours added so far; each agent's shares sum to one."""

    def __init__(self, pricing: TourPricing) -> None:
        self._pricing = pricing
        self._coverage = CoverageProgram(pricing.problem, pricing.rows, "GLOP")
        self._program = self._coverage.program
        self._program.SetSolverSpecificParametersAsString(GO_ON)
        self._one = [self._program.Constraint(1, 1) for _ in pricing.tours]
        self._columns: list[dict[bytes, Any]] = [{} for _ in pricing.tours]

    def add(self, tours: Mapping[int, Ints]) -> bool:
        """Add tours of agents by their number; tell whether any was not yet known."""
        new = [(number, own) for number, own in tours.items() if own.tobytes() not in self._columns[number]]
        for number, choices in new:
            self._columns[number][choices.tobytes()] = self._new_column(number, choices)
        return bool(new)

    def _new_column(self, number: int, choices: Ints) -> Any:
        share = self._program.NumVar(0, self._program.infinity(), "")
        self._program.Objective().SetCoefficient(share, float(self._pricing.own_cost(number, choices)))
        self._one[number].SetCoefficient(share, 1)
        self._coverage.add_people(share, self._pricing.crews[number], self._pricing.slots_of(choices))
        return share

    def solve(self) -> float:
        """Return the cost of the best mix."""
        self._program.Solve()
        return float(self._program.Objective().Value())

    @property
    def prices(self) -> Ints:
        """The prices of the rows, in 1/`FINE` of a cost per 1/100 person."""
        duals = np.array([row.dual_value() for row in self._coverage.constraints])
        return np.rint(duals * FINE * self._coverage.price_scale).astype(np.int64)

    def mix(self, number: int) -> list[Share]:
        """Return the tours of an agent that have a share, the heaviest first."""
        shares = [(column.solution_value(), name) for name, column in self._columns[number].items()]
        kept = sorted((share, name) for share, name in shares if share > 0)
        return [Share(np.frombuffer(name, np.int64), share) for share, name in reversed(kept)]

    def keep(self, number: int, allowed: Flags) -> None:
        """Leave an agent only tours of allowed choices [day, choice]."""
        days = np.arange(len(allowed))
        for name, column in self._columns[number].items():
            if not allowed[days, np.frombuffer(name, np.int64)].all():
                column.SetUb(0)
