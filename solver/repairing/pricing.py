"""What every option of a day is worth at the prices of a program, and which of those that pay the rules allow."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.repairing.options import DayOptions, Option
from solver.repairing.own_rules import OwnRules
from solver.repairing.program import RepairProgram
from solver.repairing.stints import Floats
from solver.roster import Roster

TOLERANCE = 1e-6
FORBIDDEN = 1_000_000 * COST_PER_WAGE_HOUR  # a cost that no option is worth


@dataclass(frozen=True, slots=True)
class Taken:
    """An option with the slots at which its breaks begin, and what it costs with the rules on the agent alone."""

    option: Option
    begun: tuple[int, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices in wage-hours: the worth of people, [crew, slot], and what each option would add to the cost of a mix.

    What it would add is a least amount until the rules have been asked about the option.
    """

    worth: Floats
    reduced: Floats

    def least(self, agents: Sequence[int]) -> float:
        """Return what the best options of all agents would add, could each be had as if alone."""
        least = np.zeros(max(agents, default=0) + 1)
        np.minimum.at(least, agents, self.reduced)
        return float(least.sum())


class Pricing:
    """The options of a day with their costs; the rules are asked only about those that may pay, once each."""

    def __init__(self, problem: RosterProblem, roster: Roster, options: DayOptions) -> None:
        self._stints = options.stints
        self._options = options.options
        self._day = options.moment.day
        self._rules = OwnRules(problem, roster)
        self.agent_of = [option.agent for option in self._options]
        self.agents = sorted(set(self.agent_of))
        self._stint = np.array([option.stint for option in self._options], np.int64)
        self._instead_of = np.array([option.instead_of for option in self._options], np.int64)
        self._held = [
            (at, (self._day, option.shift), option.post)
            for at, option in enumerate(self._options)
            if option.post is not None
        ]
        costs = [option.cost - self._rules.cost(option.agent) for option in self._options]
        self._cost = np.array(costs, np.int64)  # a least cost until the rules are asked
        self._known = np.zeros(len(self._options), bool)

    def at(self, program: RepairProgram) -> Priced:
        """Return what the options would add at the prices of a solved program."""
        worth = program.worth()
        values = self._stints.values(worth)
        reduced: Floats = self._cost / COST_PER_WAGE_HOUR - values[self._stint] + values[self._instead_of]
        price = np.zeros(max(self.agents) + 1)
        price[self.agents] = [program.price_of_changing(agent) for agent in self.agents]
        reduced += price[self.agent_of]
        for at, offer, post in self._held:
            reduced[at] -= program.worth_of_holding(offer, post)
        return Priced(worth, reduced)

    def paying(self, priced: Priced) -> list[Taken]:
        """Return the best option that pays and is allowed, of each agent who has one; the rules correct `priced`."""
        left = self._by_agent(self._below(priced, -TOLERANCE))
        found: list[int] = []
        while left:
            self._ask([own[0] for own in left], priced)
            found += [own[0] for own in left if priced.reduced[own[0]] < -TOLERANCE]
            left = [own[1:] for own in left if priced.reduced[own[0]] >= -TOLERANCE and len(own) > 1]
        return [self._taken(at, priced) for at in sorted(found)]

    def near(self, priced: Priced, limit: float, most: int) -> list[Taken]:
        """Return so many options at most that are allowed and would add no more than a limit, the least first."""
        near = self._below(priced, limit)[:most]
        left = self._by_agent(near)
        while left:
            self._ask([own[0] for own in left], priced)
            left = [own[1:] for own in left if len(own) > 1]
        return [self._taken(at, priced) for at in near if priced.reduced[at] < limit]

    def _below(self, priced: Priced, limit: float) -> list[int]:
        """Return the options that would add less than a limit, the least first."""
        below = np.flatnonzero(priced.reduced < limit)
        order: list[int] = below[np.lexsort((below, priced.reduced[below]))].tolist()
        return order

    def _by_agent(self, numbers: Sequence[int]) -> list[list[int]]:
        own: dict[int, list[int]] = defaultdict(list)
        for at in numbers:
            own[self.agent_of[at]].append(at)
        return list(own.values())

    def _ask(self, numbers: Sequence[int], priced: Priced) -> None:
        """Ask the rules about options of different agents, and correct their costs."""
        unknown = [at for at in numbers if not self._known[at]]
        options = [self._options[at] for at in unknown]
        for at, option, more in zip(unknown, options, self._rules.costs(options, self._day), strict=True):
            cost = FORBIDDEN if more is None else option.cost + more
            priced.reduced[at] += (cost - self._cost[at]) / COST_PER_WAGE_HOUR
            self._cost[at], self._known[at] = cost, True

    def _taken(self, at: int, priced: Priced) -> Taken:
        option = self._options[at]
        return Taken(option, self._stints.begun(option.stint, priced.worth), int(self._cost[at]))
