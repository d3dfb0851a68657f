"""What the shapes of the rules say about the tours of one agent: costs of the choices of a day, and limits."""

from collections.abc import Mapping

import numpy as np

from solver.exact.tour_limits import BlockLimit, OrderLimit, RunLimit, Table, TotalLimit, TourLimit, Values
from solver.problem import RosterProblem
from solver.rules.rule import AgentRule
from solver.shapes import Cell, Count, Run, Shape, Succession

NEVER = 1 << 52  # a cost that no roster reaches
_ORDER = (RunLimit, OrderLimit, BlockLimit, TotalLimit)  # those left out first stand last


class TourRules:
    """Reads shapes; those that a tour cannot tell (posts, warnings over several days) say nothing."""

    def __init__(self, problem: RosterProblem, agent: int) -> None:
        self._problem = problem
        self._days = len(problem.days)
        self.costs: Values = np.full((self._days, 1 + len(problem.shifts)), NEVER, np.int64)
        self.costs[:, 0] = 0
        for day, shift in problem.offers():
            self.costs[day, 1 + shift] = problem.labour_cost(agent, day, shift)
        self._limits: list[TourLimit] = []
        self.complete = True  # every shape so far has been understood
        choices = self.costs.shape[1]
        self._forbidden = np.zeros((self._days, choices, choices), np.bool_)  # [day, choice, that of the day after]

    def read(self, shape: Shape, cost: int) -> None:
        """Take in a shape of this agent; a unit of its breach costs so much, `NEVER` for an enforced rule."""
        match shape:
            case Cell(post=None):
                self.costs[shape.day, 1 + shape.shift] += cost
            case Succession() if cost == NEVER and shape.later_day == shape.day + 1:
                before, after = [1 + shift for shift in shape.shifts], [1 + shift for shift in shape.later_shifts]
                self._forbidden[shape.day][np.ix_(before, after)] = True
            case Run() if cost == NEVER:
                self._read_run(shape)
            case Count(post=None):
                self._read_count(shape, cost if shape.cost is None else shape.cost)
            case _:
                self.complete = False

    def limits(self) -> tuple[TourLimit, ...]:
        """Return the limits on several days, each once, the more telling ones first."""
        order = [self._order()] if self._forbidden.any() else []
        return tuple(sorted(dict.fromkeys([*self._limits, *order]), key=self._rank))

    @staticmethod
    def _rank(limit: TourLimit) -> tuple[int, int]:
        """Return how soon a limit is left out: totals of few choices and high limits first."""
        return _ORDER.index(type(limit)), -sum(limit.weights[0]) if isinstance(limit, TotalLimit) else 0

    def _read_run(self, run: Run) -> None:
        inside = frozenset(1 + s for s in range(len(self._problem.shifts)) if run.shifts is None or s in run.shifts)
        outside = frozenset(range(1 + len(self._problem.shifts))) - inside
        self._limits.append(RunLimit(outside if run.off else inside, run.lo or 0, run.hi, run.before))

    def _read_count(self, count: Count, cost: int) -> None:
        days = {day for day, _ in count.weights}
        if len(days) <= 1 and not count.blocks:
            self._charge_day(count, days.pop() if days else 0, cost)
        elif cost == NEVER and not count.blocks:
            self._read_total(count)
        elif cost == NEVER and not count.weights:
            self._read_blocks(count)
        else:
            self.complete = False

    def _charge_day(self, count: Count, day: int, cost: int) -> None:
        """Spread a limit on one day over its choices."""
        for choice in range(self.costs.shape[1]):
            amount = count.weights.get((day, choice - 1), 0)
            below = 0 if count.lo is None else count.lo - amount
            above = 0 if count.hi is None else amount - count.hi
            beyond = max(0, below, above)
            self.costs[day, choice] += NEVER if cost == NEVER and beyond else cost * beyond

    def _read_total(self, count: Count) -> None:
        if min(count.weights.values()) < 0:
            self.complete = False
        elif count.hi == 0 and not count.lo:
            for day, shift in count.weights:
                self.costs[day, 1 + shift] = NEVER
        else:
            self._limits.append(TotalLimit.of(self._table(count.weights, 0), count.lo, count.hi))

    def _read_blocks(self, count: Count) -> None:
        blocks = sorted((block for block in count.blocks if block), key=min)
        ends = [max(day for day, _ in block) for block in blocks]
        if all(end < min(later)[0] for end, later in zip(ends, blocks[1:], strict=False)):
            numbers = {cell: number for number, block in enumerate(blocks) for cell in block}
            hi = len(blocks) if count.hi is None else count.hi
            self._limits.append(BlockLimit(self._table(numbers, -1), count.lo or 0, hi))
        else:
            self.complete = False

    def _table(self, weights: Mapping[tuple[int, int], int], missing: int) -> Table:
        shifts = range(len(self._problem.shifts))
        return tuple((missing, *(weights.get((day, shift), missing) for shift in shifts)) for day in range(self._days))

    def _order(self) -> OrderLimit:
        """Return which choice may follow which, choices that forbid the same the day after as one class."""
        class_of: list[tuple[int, ...]] = []
        forbidden: list[tuple[frozenset[int], ...]] = [(frozenset(),)]
        for day in range(self._days):
            later = [frozenset(np.flatnonzero(own).tolist()) for own in self._forbidden[day]]
            classes = tuple(dict.fromkeys(later))
            class_of.append(tuple(classes.index(own) for own in later))
            forbidden.append(classes)
        return OrderLimit(tuple(class_of), tuple(forbidden[:-1]))


def tour_rules_of(problem: RosterProblem) -> list[TourRules]:
    """Return what the rules about single agents say of each."""
    agents = [TourRules(problem, agent) for agent in range(len(problem.agents))]
    for rule in problem.rules:
        if isinstance(rule, AgentRule):
            for shape in rule.shapes(problem):
                agents[shape.agent].read(shape, NEVER if rule.enforced else rule.weight)
    return agents
