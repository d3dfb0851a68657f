"""The best repair of one day: options priced all at once, those that pay mixed, the mix made whole.

Column generation with complete pricing (M. Lübbecke and J. Desrosiers, Operations Research 53, 2005): a linear program
mixes the options found so far, its prices tell which others pay, and only these are held against the rules. Agents
whose day is whole in the best mix keep it; an integer program settles the rest.
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from solver.coverage import on_contacts
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.repairing.lacking import Lacking
from solver.repairing.options import DayOptions, Option
from solver.repairing.own_rules import OwnRules
from solver.repairing.program import INTEGER, LINEAR, RepairProgram
from solver.repairing.stints import Floats
from solver.roster import Roster

CLOSE = 1e-3  # share of the cost by which the bound may stay below the best mix
WHOLE = 1e-6
HALF = 0.5
FORBIDDEN = 1_000_000 * COST_PER_WAGE_HOUR  # a cost that no option is worth


@dataclass(frozen=True, slots=True)
class Taken:
    """An option with the slots at which its breaks begin, and what it costs with the rules on the agent alone."""

    option: Option
    begun: tuple[int, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class DayRepair:
    """The options taken; costs in wage-hours: what they come to with coverage, and what no choice is below."""

    taken: tuple[Taken, ...]
    cost: float
    bound: float


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
        self._options = options.options
        self._day = options.moment.day
        self._lacking = lacking
        self._most_changes = most_changes
        self._present = on_contacts(problem, roster)
        self._rules = OwnRules(problem, roster)
        self._agent = np.array([option.agent for option in self._options], np.int64)
        self._agents = np.unique(self._agent).tolist()
        self._stint = np.array([option.stint for option in self._options], np.int64)
        self._instead_of = np.array([option.instead_of for option in self._options], np.int64)
        self._held = [
            (at, (self._day, option.shift), option.post)
            for at, option in enumerate(self._options)
            if option.post is not None
        ]
        costs = [option.cost - self._rules.cost(option.agent) for option in self._options]
        self._cost = np.array(costs, np.int64)  # a least cost until held against the rules
        self._known = np.zeros(len(self._options), bool)

    def repair(self) -> DayRepair:
        """Return the best repair found."""
        program = self._program(LINEAR)
        cost = program.solve()
        bound = -np.inf
        columns: dict[Taken, Any] = {}
        while True:
            worth = program.worth()
            reduced = self._reduced_costs(program, worth)
            new = self._paying(reduced, worth, columns)
            bound = max(bound, cost + self._least_of_all(reduced))
            if not new or cost - bound <= CLOSE * cost:
                break
            for taken in new:
                columns[taken] = self._add(program, taken, sure=False)
            cost = program.solve()
        shares = {taken: float(column.solution_value()) for taken, column in columns.items()}
        chosen, cost = self._made_whole(shares)
        return DayRepair(chosen, cost, min(bound, cost))

    def _program(self, engine: str) -> RepairProgram:
        return RepairProgram(
            self._problem,
            self._found.reach,
            self._found.crews,
            self._present,
            self._lacking,
            self._agents,
            self._most_changes,
            engine,
        )

    def _add(self, program: RepairProgram, taken: Taken, sure: bool) -> Any:
        option, stints = taken.option, self._found.stints
        more = stints.presence(option.stint, taken.begun) - stints.presence(option.instead_of, ())
        cost = taken.cost / COST_PER_WAGE_HOUR
        crew = self._found.crew_of[option.agent]
        return program.add(option.agent, (self._day, option.shift), option.post, cost, crew, more, sure)

    def _reduced_costs(self, program: RepairProgram, worth: Floats) -> Floats:
        """Return what each option would add to the cost of the mix, at least; those that pay are negative."""
        values = self._found.stints.values(worth)
        reduced: Floats = self._cost / COST_PER_WAGE_HOUR - values[self._stint] + values[self._instead_of]
        price = np.zeros(len(self._problem.agents))
        price[self._agents] = [program.price_of_changing(agent) for agent in self._agents]
        reduced += price[self._agent]
        for at, offer, post in self._held:
            reduced[at] -= program.worth_of_holding(offer, post)
        return reduced

    def _least_of_all(self, reduced: Floats) -> float:
        """Return what the best options of all agents would add, could each be had as if alone."""
        least = np.zeros(len(self._problem.agents))
        np.minimum.at(least, self._agent, reduced)
        return float(least.sum())

    def _paying(self, reduced: Floats, worth: Floats, known: Container[Taken]) -> list[Taken]:
        """Return the best option that pays and is allowed of each agent who has one; rules correct `reduced`."""
        left = self._best_by_agent(reduced)
        found: list[int] = []
        while left:
            self._ask([own[0] for own in left if not self._known[own[0]]], reduced)
            found += [own[0] for own in left if reduced[own[0]] < -WHOLE]
            left = [own[1:] for own in left if reduced[own[0]] >= -WHOLE and len(own) > 1]
        new = [self._taken(at, worth) for at in sorted(found)]
        return [taken for taken in new if taken not in known]

    def _best_by_agent(self, reduced: Floats) -> list[list[int]]:
        """Return the options that pay of each agent who has one, the best first."""
        paying = np.flatnonzero(reduced < -WHOLE)
        best: dict[int, list[int]] = defaultdict(list)
        for at in paying[np.lexsort((paying, reduced[paying]))].tolist():
            best[self._options[at].agent].append(at)
        return list(best.values())

    def _ask(self, numbers: Sequence[int], reduced: Floats) -> None:
        """Hold options of different agents against the rules, and correct their costs."""
        options = [self._options[at] for at in numbers]
        for at, option, more in zip(numbers, options, self._rules.costs(options, self._day), strict=True):
            cost = FORBIDDEN if more is None else option.cost + more
            reduced[at] += (cost - self._cost[at]) / COST_PER_WAGE_HOUR
            self._cost[at], self._known[at] = cost, True

    def _taken(self, at: int, worth: Floats) -> Taken:
        option = self._options[at]
        return Taken(option, self._found.stints.begun(option.stint, worth), int(self._cost[at]))

    def _made_whole(self, shares: Mapping[Taken, float]) -> tuple[tuple[Taken, ...], float]:
        """Keep what is whole in a mix and settle the other agents by an integer program; return that and its cost."""
        split = {taken.option.agent for taken, share in shares.items() if WHOLE < share < 1 - WHOLE}
        program = self._program(INTEGER)
        columns = {
            taken: self._add(program, taken, sure=share >= 1 - WHOLE)
            for taken, share in shares.items()
            if share >= 1 - WHOLE or taken.option.agent in split
        }
        cost = program.solve()
        chosen = [taken for taken, column in columns.items() if column.solution_value() > HALF]
        return tuple(sorted(chosen, key=lambda taken: taken.option.agent)), cost
