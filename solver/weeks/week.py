"""The week program: what the shapes of the rules mean for the best week of one agent.

A week is a path through days; its state counts what limits on several days count. A limit that would make the states
too many is left out: a bound stays valid, and the search looks after it (`extras`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from solver.problem import RosterProblem
from solver.rules.rule import AgentRule, Rule
from solver.shapes import Cell, Count, Run, Shape, Succession
from solver.weeks.arrays import FORBIDDEN, Ints
from solver.weeks.counters import Blocks, Charge, Counter, Streak, Total
from solver.weeks.states import States, TooManyStates


class Weeks(NamedTuple):
    """What every agent's week costs, and which weeks may be.

    Shifts of a class may be followed by the same ones; class 0 is that of a day off. `next_state` is -1 for a step
    that may not be.
    """

    costs: Ints  # [agent, day, shift, column]: wages and soft rules
    off_costs: Ints  # [agent, day]
    class_of: Ints  # [1 + shift], 0 for a day off
    following: Ints  # [kind, day of the later, class of the earlier, later shift]
    following_of: Ints  # [agent]: her kind in `following`
    next_state: Ints  # [day, state, 1 + shift], column 0 is a day off
    first_state: Ints  # [agent]
    arrival: Ints  # [kind, day, state]: what it costs to be in a state at the end of a day
    arrival_of: Ints  # [agent]: her kind in `arrival`


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A shape that the week program has no place for, and what a unit of its breach costs."""

    rule: Rule
    shape: Count | Run | Succession
    cost: int


class WeekProgram:
    """Puts the shapes of a problem's rules into `weeks`; what it has no place for is `left_out`."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        agents, days, shifts = len(problem.agents), len(problem.days), len(problem.shifts)
        self.left_out: list[LeftOut] = []
        self._costs = np.full((agents, days, shifts, 1 + len(problem.posts)), FORBIDDEN, np.int64)
        self._off_costs = np.zeros((agents, days), np.int64)
        self._following = np.zeros((agents, days, shifts, shifts), np.int64)
        self._charges: list[list[Charge]] = [[] for _ in range(agents)]
        self._starts: list[dict[Counter, int]] = [{} for _ in range(agents)]
        self._add_wages()
        for rule in sorted(problem.rules, key=lambda rule: not rule.enforced):
            if isinstance(rule, AgentRule):
                self._add_rule(rule)
        for table in (self._costs, self._off_costs, self._following):
            np.minimum(table, FORBIDDEN, out=table)
        self.weeks = self._weeks()

    def _add_wages(self) -> None:
        for day, shift in self.problem.offers():
            columns = [0, *(1 + post for post in self.problem.posts_of(day, shift))]
            for agent in range(len(self.problem.agents)):
                self._costs[agent, day, shift, columns] = self.problem.labour_cost(agent, day, shift)

    def _add_rule(self, rule: AgentRule) -> None:
        """Add every shape; what counts over several days only while the states stay few."""
        counted: list[tuple[Count | Run, int]] = []
        for shape in rule.shapes(self.problem):
            cost = FORBIDDEN if rule.enforced else rule.weight
            match shape:
                case Cell(agent, day, shift, post):
                    self._costs[agent, day, shift, slice(None) if post is None else 1 + post] += cost
                case Succession() if shape.later_day == shape.day + 1:
                    pairs = np.ix_([shape.agent], [shape.later_day], sorted(shape.shifts), sorted(shape.later_shifts))
                    self._following[pairs] += cost
                case Succession():
                    self.left_out.append(LeftOut(rule, shape, cost))
                case Count(cost=int(own)):
                    counted.append((shape, own))
                case Count() | Run():
                    counted.append((shape, cost))
        several = [(shape, cost) for shape, cost in counted if not self._add_one_day(shape, cost)]
        if several:
            self._add_counters(rule, several)

    def _add_one_day(self, shape: Shape, cost: int) -> bool:
        """Spread a limit on one day over its shifts and the day off; tell whether it is one."""
        if not isinstance(shape, Count) or shape.blocks:
            return False
        days = {day for day, _ in shape.weights} or {shape.day or 0}
        if len(days) > 1:
            return False
        (day,) = days
        self._off_costs[shape.agent, day] += min(FORBIDDEN, cost * _beyond(shape, 0))
        for shift in self.problem.offered[day]:
            weight = shape.weights.get((day, shift), 0)
            for column in range(self._costs.shape[3]):
                counted = weight if shape.post is None or column == 1 + shape.post else 0
                self._costs[shape.agent, day, shift, column] += min(FORBIDDEN, cost * _beyond(shape, counted))
        return True

    def _add_counters(self, rule: Rule, shapes: Sequence[tuple[Count | Run, int]]) -> None:
        """Count the shapes of a rule in the state, or leave the rule out where the states would be too many."""
        charges, starts = [list(own) for own in self._charges], [dict(own) for own in self._starts]
        rest = []
        for shape, cost in shapes:
            charge = self._charge(shape, cost)
            if charge is None:
                rest.append((shape, cost))
                continue
            self._charges[shape.agent].append(charge)
            before = shape.before or 0 if isinstance(shape, Run) else 0
            self._starts[shape.agent][charge.counter] = before
        if len(shapes) > len(rest):
            try:
                self._states()
            except TooManyStates:
                self._charges, self._starts, rest = charges, starts, list(shapes)
        self.left_out += [LeftOut(rule, shape, cost) for shape, cost in rest]

    def _charge(self, shape: Count | Run, cost: int) -> Charge | None:
        """Return how a shape is counted, None for one that a state cannot tell."""
        days = len(self.problem.days)
        if isinstance(shape, Run):
            if shape.before is None and shape.lo is not None:
                return None
            shifts = frozenset(range(len(self.problem.shifts))) if shape.shifts is None else shape.shifts
            run = Streak(shifts, shape.off, max(shape.lo or 0, (shape.hi or 0) + 1), shape.lo or 0)
            return Charge(run, tuple(range(days)), shape.lo, shape.hi, cost)
        if shape.post is not None or (shape.blocks and shape.weights):
            return None
        return self._block_charge(shape, cost) if shape.blocks else self._total_charge(shape, cost)

    def _total_charge(self, shape: Count, cost: int) -> Charge | None:
        if min(shape.weights.values(), default=0) < 0:
            return None
        worked = sorted({day for day, _ in shape.weights})
        weights = [[0] * (1 + len(self.problem.shifts)) for _ in self.problem.days]
        for (day, shift), weight in shape.weights.items():
            weights[day][1 + shift] = weight
        most = sum(max(day) for day in weights)
        top = min(most, (shape.hi or 0) + 1) if cost >= FORBIDDEN and shape.hi is not None else most
        top = min(top, shape.lo or 0) if shape.hi is None else top
        total = Total(tuple(map(tuple, weights)), worked[0], worked[-1], top)
        return Charge(total, (worked[-1],), shape.lo, shape.hi, cost)

    def _block_charge(self, shape: Count, cost: int) -> Charge | None:
        block_of = [[-1] * (1 + len(self.problem.shifts)) for _ in self.problem.days]
        days: list[int] = []
        for number, block in enumerate(sorted(shape.blocks, key=min)):
            own = sorted({day for day, _ in block})
            if days and own[0] <= days[-1]:
                return None  # blocks that overlap need more than one flag
            days += own
            for day, shift in block:
                block_of[day][1 + shift] = number
        counter = Blocks(tuple(map(tuple, block_of)), len(shape.blocks))
        return Charge(counter, (len(self.problem.days) - 1,), shape.lo, shape.hi, cost)

    def _weeks(self) -> Weeks:
        states = self._states()
        rows = np.moveaxis(self._following, 2, 0).reshape(len(self.problem.shifts), -1)
        rows = np.vstack([np.zeros((1, rows.shape[1]), np.int64), rows])
        _, first, class_of = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        order = np.argsort(first)  # the class of a day off is the first
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        nothing = np.zeros_like(self._following[:, :, :1])
        by_class = np.concatenate([nothing, self._following], axis=2)[:, :, first[order]]
        following, following_of = _kinds(by_class)
        return Weeks(
            self._costs,
            self._off_costs,
            rank[class_of.ravel()].astype(np.int64),
            following,
            following_of,
            states.moves,
            states.first,
            states.arrival,
            states.arrival_of,
        )

    def _states(self) -> States:
        return States(self._charges, self._starts, len(self.problem.days), len(self.problem.shifts))


def _beyond(count: Count, amount: int) -> int:
    below = count.lo - amount if count.lo is not None else 0
    above = amount - count.hi if count.hi is not None else 0
    return max(0, below, above)


def _kinds(tables: Ints) -> tuple[Ints, Ints]:
    """Return the different tables among those of the agents, and which is each agent's."""
    flat = tables.reshape(len(tables), -1) if len(tables) else np.zeros((0, 1), np.int64)
    _, first, of = np.unique(flat, axis=0, return_index=True, return_inverse=True)
    return np.ascontiguousarray(tables[first]), of.ravel().astype(np.int64)
