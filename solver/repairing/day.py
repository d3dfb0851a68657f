"""The best repair of one day: options priced all at once, those that pay mixed, the mix made whole.

Column generation with complete pricing (M. Lübbecke and J. Desrosiers, Operations Research 53, 2005): a linear program
mixes the options found so far, its prices tell which others pay, and only these are held against the rules. Agents
whose day is whole in the best mix keep it; an integer program settles the rest.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from solver.coverage import on_contacts
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.repairing.lacking import Lacking
from solver.repairing.options import DayOptions
from solver.repairing.pricing import Priced, Pricing, Taken
from solver.repairing.program import INTEGER, LINEAR, RepairProgram
from solver.roster import Roster

CLOSE = 1e-3  # share of the cost by which the bound may stay below the best mix
WHOLE = 1e-6
HALF = 0.5
WIDE = 4e-3  # share of the cost from which on a gap is worth a second integer program
MOST_NEAR = 1_000  # options that it may choose from beside those in the mix
NODES = 200  # that it may visit


@dataclass(frozen=True, slots=True)
class DayRepair:
    """The options taken; costs in wage-hours with coverage: of these, of none, and what no choice is below."""

    taken: tuple[Taken, ...]
    cost: float
    untouched: float
    bound: float


@dataclass(frozen=True, slots=True)
class _Mix:
    """The best mix of options by a linear program: their shares and prices, the bound proven, the cost of none."""

    shares: dict[Taken, float]
    priced: Priced
    bound: float
    untouched: float


@dataclass(frozen=True, slots=True)
class _Whole:
    """Whole options and what they come to."""

    taken: tuple[Taken, ...]
    cost: float


def _better(first: _Whole, second: _Whole) -> _Whole:
    return second if second.cost < first.cost else first


class DaySearch:
    """The search for the best options of a day."""

    def __init__(
        self,
        problem: RosterProblem,
        roster: Roster,
        options: DayOptions,
        lacking: Sequence[Lacking],
        most_changes: int | None,
    ) -> None:
        self._problem = problem
        self._found = options
        self._lacking = lacking
        self._most_changes = most_changes
        self._present = on_contacts(problem, roster)
        self._pricing = Pricing(problem, roster, options)

    def repair(self) -> DayRepair:
        """Return the best repair found.

        No option that would add more than the gap is in a better one: where the gap is wide, those that add less are
        offered to a second integer program, together with those in the mix, and nobody's day is kept.
        """
        mix = self._mixed()
        split = {taken.option.agent for taken, share in mix.shares.items() if WHOLE < share < 1 - WHOLE}
        sure = {taken for taken, share in mix.shares.items() if share >= 1 - WHOLE}
        offered = [taken for taken in mix.shares if taken in sure or taken.option.agent in split]
        best = _better(_Whole((), mix.untouched), self._whole(offered, sure))
        gap = best.cost - mix.bound
        if gap > WIDE * best.cost:
            near = self._pricing.near(mix.priced, gap, MOST_NEAR)
            offered = [*(taken for taken, share in mix.shares.items() if share > WHOLE), *near]
            best = _better(best, self._whole(dict.fromkeys(offered), set(), NODES))
        return DayRepair(best.taken, best.cost, mix.untouched, min(mix.bound, best.cost))

    def without(self, found: DayRepair, left_out: Container[Taken]) -> DayRepair:
        """Return a repair without some of its options."""
        kept = [taken for taken in found.taken if taken not in left_out]
        return replace(found, taken=tuple(kept), cost=self._whole(kept, set(kept)).cost)

    def _mixed(self) -> _Mix:
        """Mix options until none is known that pays, or the bound is close."""
        program = self._program(LINEAR)
        untouched = cost = program.solve()
        bound = -np.inf
        columns: dict[Taken, Any] = {}
        while True:
            priced = self._pricing.at(program)
            new = [taken for taken in self._pricing.paying(priced) if taken not in columns]
            bound = max(bound, cost + priced.least(self._pricing.agent_of))
            if not new or cost - bound <= CLOSE * cost:
                shares = {taken: column.solution_value() for taken, column in columns.items()}
                return _Mix(shares, priced, bound, untouched)
            columns |= {taken: self._add(program, taken, sure=False) for taken in new}
            cost = program.solve()

    def _whole(self, offered: Iterable[Taken], sure: set[Taken], nodes: int = 1) -> _Whole:
        """Choose among whole options by an integer program; those that are sure are taken."""
        program = self._program(INTEGER)
        columns = {taken: self._add(program, taken, taken in sure) for taken in offered}
        cost = program.solve(nodes)
        if cost == np.inf:
            return _Whole((), cost)
        chosen = [taken for taken, column in columns.items() if column.solution_value() > HALF]
        return _Whole(tuple(sorted(chosen, key=lambda taken: taken.option.agent)), cost)

    def _program(self, engine: str) -> RepairProgram:
        return RepairProgram(
            self._problem,
            self._found.reach,
            self._found.crews,
            self._present,
            self._lacking,
            self._pricing.agents,
            self._most_changes,
            engine,
        )

    def _add(self, program: RepairProgram, taken: Taken, sure: bool) -> Any:
        option, stints = taken.option, self._found.stints
        more = stints.presence(option.stint, taken.begun) - stints.presence(option.instead_of, ())
        cost = taken.cost / COST_PER_WAGE_HOUR
        crew = self._found.crew_of[option.agent]
        return program.add(option.agent, (self._day, option.shift), option.post, cost, crew, more, sure)

    @property
    def _day(self) -> int:
        return self._found.moment.day
