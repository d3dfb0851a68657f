"""The week program: what the shapes of the rules mean for the best week of one agent.

A week is a path through days; its state counts what the horizon-wide limits count and the run of working days. Rules
the program does not know are left out: a bound stays valid, and a search checks them afterwards.
"""

from dataclasses import dataclass
from operator import le
from typing import NamedTuple

import numpy as np

from solver.arrays import FORBIDDEN, Ints
from solver.problem import RosterProblem
from solver.rules.breaks import BreaksInWindows
from solver.rules.posts import Posts
from solver.rules.rule import AgentRule, Rule
from solver.shapes import Cell, Count, Run, Shape, Succession

Totals = tuple[int, ...]
OFF = -1  # no shift


@dataclass(frozen=True, slots=True)
class Limit:
    """A horizon-wide limit on one agent: totals below `lo` or above `hi` are forbidden, or cost per unit."""

    weights: Totals  # by shift
    lo: int | None
    hi: int | None
    cost: int | None  # None: forbidden

    def cost_of(self, total: int) -> int:
        """Return what a total costs."""
        beyond = _beyond(total, self.lo, self.hi)
        if not beyond:
            return 0
        return FORBIDDEN if self.cost is None else self.cost * beyond


def _beyond(total: int, lo: int | None, hi: int | None) -> int:
    return max(0, (lo - total) if lo is not None else 0, (total - hi) if hi is not None else 0)


class Weeks(NamedTuple):
    """What every agent's week costs, and which weeks may be.

    The state counts what horizon-wide limits count and the working days that may still follow; `next_state` is -1 for
    a step that may not be.
    """

    costs: Ints  # [agent, day, shift, column]: wages and soft rules
    off_costs: Ints  # [agent, day]
    following: Ints  # [agent, day of the later, earlier shift, later shift]
    next_state: Ints  # [state, 1 + shift], column 0 is a day off
    first_state: Ints  # [agent]
    end_costs: Ints  # [agent, state]


class WeekProgram:
    """Puts the shapes of a problem's rules into `weeks`; `unknown` are the names of rules it has no place for."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        agents, days, shifts = len(problem.agents), len(problem.days), len(problem.shifts)
        self.costs = np.full((agents, days, shifts, 1 + len(problem.posts)), FORBIDDEN, np.int64)
        self.off_costs = np.zeros((agents, days), np.int64)
        self.following = np.zeros((agents, days, shifts, shifts), np.int64)
        self._limits: list[list[Limit]] = [[] for _ in range(agents)]
        self._run_limit: int | None = None
        self._add_wages()
        self.unknown: set[str] = set()
        for rule in problem.rules:
            if isinstance(rule, AgentRule):
                self._add_rule(rule)
            elif not isinstance(rule, Posts | BreaksInWindows):
                self.unknown.add(rule.name)
        for table in (self.costs, self.off_costs, self.following):
            np.minimum(table, FORBIDDEN, out=table)
        self.weeks = Weeks(self.costs, self.off_costs, self.following, *self._make_states())

    def _add_wages(self) -> None:
        for day, shift in self.problem.offers():
            columns = [0, *(1 + post for post in self.problem.posts_of(day, shift))]
            for agent in range(len(self.problem.agents)):
                self.costs[agent, day, shift, columns] = self.problem.labour_cost(agent, day, shift)

    def _add_rule(self, rule: AgentRule) -> None:
        """Add the shapes that have a place; a warning goes in whole or not at all, so that it never counts twice."""
        shapes = list(rule.shapes(self.problem))
        known = [shape for shape in shapes if self._has_place(shape, rule)]
        if len(known) < len(shapes):
            self.unknown.add(rule.name)
        if len(known) == len(shapes) or rule.enforced:
            for shape in known:
                self._add(shape, FORBIDDEN if rule.enforced else rule.weight)

    def _has_place(self, shape: Shape, rule: Rule) -> bool:
        """Tell whether a week knows the shape: limits count one day or all days alike, successions the next day."""
        match shape:
            case Succession():
                return shape.later_day == shape.day + 1
            case Run():
                return rule.enforced and shape.lo is None and shape.shifts is None and not shape.off
            case Count() if shape.blocks:
                return False
            case Count():
                one_day = all(day == shape.day for day, _ in shape.weights)
                return one_day or (shape.post is None and self._is_alike(shape))
            case _:
                return True

    def _is_alike(self, count: Count) -> bool:
        by_shift = {shift: weight for (_, shift), weight in count.weights.items()}
        return count.weights == {(day, shift): by_shift.get(shift) for day, shift in self.problem.offers()}

    def _add(self, shape: Shape, cost: int) -> None:
        match shape:
            case Cell(agent, day, shift, None):
                self.costs[agent, day, shift] += cost
            case Cell(agent, day, shift, int(post)):
                self.costs[agent, day, shift, 1 + post] += cost
            case Succession(agent, _, shifts, later_day, later_shifts):
                self.following[np.ix_([agent], [later_day], sorted(shifts), sorted(later_shifts))] += cost
            case Count():
                self._add_count(shape, cost if shape.cost is None else shape.cost)
            case Run(hi=int(hi)):
                self._run_limit = hi if self._run_limit is None else min(hi, self._run_limit)

    def _add_count(self, count: Count, cost: int) -> None:
        days = {day for day, _ in count.weights}
        if count.day is not None and days <= {count.day}:
            self._add_day_count(count, count.day, cost)
            return
        by_shift = {shift: weight for (_, shift), weight in count.weights.items()}
        weights = tuple(by_shift.get(shift, 0) for shift in range(len(self.problem.shifts)))
        self._limits[count.agent].append(Limit(weights, count.lo, count.hi, None if cost >= FORBIDDEN else cost))

    def _add_day_count(self, count: Count, day: int, cost: int) -> None:
        """Spread a limit on one day over its shifts and the day off, of which exactly one is."""
        agent = count.agent
        self.off_costs[agent, day] += min(FORBIDDEN, cost * _beyond(0, count.lo, count.hi))
        for shift in self.problem.offered[day]:
            weight = count.weights.get((day, shift), 0)
            for column in range(self.costs.shape[3]):
                counted = weight if count.post is None or column == 1 + count.post else 0
                self.costs[agent, day, shift, column] += min(FORBIDDEN, cost * _beyond(counted, count.lo, count.hi))

    def _make_states(self) -> tuple[Ints, Ints, Ints]:
        """Number the states that agents can reach: totals of all limits, and working days that may still follow."""
        signatures = sorted({limit.weights for limits in self._limits for limit in limits})
        highest = tuple(self._highest(weights) for weights in signatures)
        starts = [(*(0 for _ in signatures), *self._days_left(agent)) for agent in range(len(self.problem.agents))]
        reached = list(dict.fromkeys(starts))
        number = {state: index for index, state in enumerate(reached)}
        moves = []
        for state in reached:  # grows while walked through
            after = [self._after(state, signatures, shift) for shift in range(OFF, len(self.problem.shifts))]
            allowed = [there if there is not None and all(map(le, there, highest)) else None for there in after]
            for target in allowed:
                if target is not None and target not in number:
                    number[target] = len(reached)
                    reached.append(target)
            moves.append([-1 if target is None else number[target] for target in allowed])
        end_costs = [[self._end_cost(limits, signatures, state) for state in reached] for limits in self._limits]
        return (
            np.array(moves, np.int64).reshape(len(reached), 1 + len(self.problem.shifts)),
            np.array([number[start] for start in starts], np.int64),
            np.array(end_costs, np.int64).reshape(len(starts), len(reached)),
        )

    def _highest(self, weights: Totals) -> int:
        """Return the highest total worth counting."""
        limits = [limit for limits in self._limits for limit in limits if limit.weights == weights]
        tops = [limit.hi for limit in limits if limit.hi is not None and limit.cost is None]
        return max(tops) if len(tops) == len(limits) else len(self.problem.days) * max(weights)

    def _days_left(self, agent: int) -> Totals:
        """Return the working days that may still follow before a day off, where a run is limited."""
        if self._run_limit is None:
            return ()
        return (max(0, self._run_limit - self.problem.agents[agent].history.run_days),)

    def _after(self, state: Totals, signatures: list[Totals], shift: int) -> Totals | None:
        """Return the state after one more day, None if a run would be too long."""
        totals = state[: len(signatures)]
        if shift != OFF:
            totals = tuple(total + weights[shift] for total, weights in zip(totals, signatures, strict=True))
        if self._run_limit is None:
            return totals
        left = self._run_limit if shift == OFF else state[-1] - 1
        return (*totals, left) if left >= 0 else None

    @staticmethod
    def _end_cost(limits: list[Limit], signatures: list[Totals], state: Totals) -> int:
        return min(FORBIDDEN, sum(limit.cost_of(state[signatures.index(limit.weights)]) for limit in limits))
