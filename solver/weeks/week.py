"""The week program: what the shapes of the rules mean for the best week of one agent.

A week is a path through days; its state counts what limits on several days count. A limit that would make the states
too many is left out: a bound stays valid, and the search looks after it (`extras`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from solver.problem import RosterProblem
from solver.rules.one_shift_a_day import OneShiftADay
from solver.rules.rule import AgentRule, Rule
from solver.shapes import Cell, Choice, Count, Run, Shape, Succession
from solver.weeks.arrays import FORBIDDEN, Ints
from solver.weeks.counters import Blocks, Charge, Chosen, Counter, Streak, Total
from solver.weeks.states import States, TooManyStates


class Weeks(NamedTuple):
    """What every agent's week costs, and which weeks may be.

    Shifts of a class count alike and may follow and be followed by the same ones; class 0 is the day off. A step leads
    to a state by working a shift of a class. For what may follow, classes are alike that have the same `trace`.
    """

    costs: Ints  # [agent, day, shift, column]: wages and soft rules
    off_costs: Ints  # [agent, day]
    class_of: Ints  # [1 + shift], 0 for the day off
    trace_of: Ints  # [class]: 0 for the day off
    following: Ints  # [kind, day of the later, trace of the earlier, class of the later]
    following_of: Ints  # [agent]: her kind in `following`
    steps: Ints  # [step, (class, next state)]
    steps_from: Ints  # [day, state]: where they begin in `steps`; they end where those of state + 1 begin
    first_state: Ints  # [agent]
    arrival: Ints  # [kind, day, state]: what it costs to be in a state at the end of a day
    arrival_of: Ints  # [agent]: her kind in `arrival`


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A shape that the week program has no place for, and what a unit of its breach costs."""

    rule: Rule
    shape: Count | Run | Succession | Choice
    cost: int


Pair = tuple[int, frozenset[int], frozenset[int], int]  # later day, earlier shifts, later shifts, cost


@dataclass(frozen=True, slots=True)
class _Cells:
    """The weights of a count as arrays; they are kept themselves, so that nothing else is taken for them."""

    of: Mapping[tuple[int, int], int]
    days: Ints
    shifts: Ints
    amounts: Ints
    least: int
    several: list[int]  # the days, each once

    @classmethod
    def of_weights(cls, weights: Mapping[tuple[int, int], int]) -> "_Cells":
        days, shifts = np.array(list(weights), np.int64).reshape(-1, 2).T
        amounts = np.fromiter(weights.values(), np.int64, len(weights))
        return cls(weights, days, shifts, amounts, int(amounts.min(initial=0)), np.unique(days).tolist())


class WeekProgram:
    """Puts the shapes of a problem's rules into `weeks`; what it has no place for is `left_out`."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        agents, days, shifts = len(problem.agents), len(problem.days), len(problem.shifts)
        self.left_out: list[LeftOut] = []
        self._costs = np.full((agents, days, shifts, 1 + len(problem.posts)), FORBIDDEN, np.int64)
        self._off_costs = np.zeros((agents, days), np.int64)
        self._pairs: list[list[Pair]] = [[] for _ in range(agents)]
        self._cells: dict[int, _Cells] = {}
        self._known: dict[tuple[object, ...], tuple[Shape, Charge | None]] = {}
        self._charges: list[list[Charge]] = [[] for _ in range(agents)]
        self._starts: list[dict[Counter, int]] = [{} for _ in range(agents)]
        self._add_wages()
        for rule in sorted(problem.rules, key=lambda rule: not rule.enforced):
            if isinstance(rule, AgentRule) and not isinstance(rule, OneShiftADay):  # no week has two
                self._add_rule(rule)
        for table in (self._costs, self._off_costs):
            np.minimum(table, FORBIDDEN, out=table)
        self.weeks = self._weeks()

    def _add_wages(self) -> None:
        minute_costs = np.array([agent.minute_cost for agent in self.problem.agents], np.int64)
        for day, shift in self.problem.offers():
            paid = self.problem.shifts[shift].paid_min * minute_costs
            columns = [0, *(1 + post for post in self.problem.posts_of(day, shift))]
            self._costs[:, day, shift, columns] = (paid * self.problem.days[day].pay_percent // 100)[:, None]

    def _add_rule(self, rule: AgentRule) -> None:
        """Add every shape; what counts over several days only while the states stay few."""
        counted: list[tuple[Count | Run | Choice, int]] = []
        for shape in rule.shapes(self.problem):
            cost = FORBIDDEN if rule.enforced else rule.weight
            match shape:
                case Cell(agent, day, shift, post):
                    self._costs[agent, day, shift, slice(None) if post is None else 1 + post] += cost
                case Succession() if shape.later_day == shape.day + 1:
                    self._pairs[shape.agent].append((shape.later_day, shape.shifts, shape.later_shifts, cost))
                case Succession():
                    self.left_out.append(LeftOut(rule, shape, cost))
                case Count():
                    own = cost if shape.cost is None else shape.cost
                    if not self._add_to_cells(shape, own):
                        counted.append((shape, own))
                case Run() | Choice():
                    counted.append((shape, cost))
        if counted:
            self._add_counters(rule, counted)

    def _add_to_cells(self, count: Count, cost: int) -> bool:
        """Spread a limit over cells, if it is on one day or lets nothing be worked at all; tell whether it is."""
        if count.blocks:
            return False
        cells = self._cells_of(count)
        column = slice(None) if count.post is None else slice(1 + count.post, 2 + count.post)
        if count.hi == 0 and count.lo is None and cells.least >= 0:
            costs = _costs_of(cells.amounts, cost)
            self._costs[count.agent, cells.days, cells.shifts, column] += costs[:, None]
            return True
        if len(cells.several) > 1:
            return False
        day = cells.several[0] if cells.several else count.day or 0
        amounts = np.zeros((len(self.problem.shifts), self._costs.shape[3]), np.int64)
        amounts[cells.shifts, column] = cells.amounts[:, None]
        self._off_costs[count.agent, day] += _costs_of(_beyond(count, np.zeros(1, np.int64)), cost)[0]
        self._costs[count.agent, day] += _costs_of(_beyond(count, amounts), cost)
        return True

    def _cells_of(self, count: Count) -> "_Cells":
        """Return the weights of a count as arrays, made once for those that share them."""
        cells = self._cells.get(id(count.weights))
        if cells is None:
            cells = self._cells[id(count.weights)] = _Cells.of_weights(count.weights)
        return cells

    def _add_counters(self, rule: Rule, shapes: Sequence[tuple[Count | Run | Choice, int]]) -> None:
        """Count the shapes of a rule in the state, or leave the rule out where the states would be too many."""
        charges, starts = [list(own) for own in self._charges], [dict(own) for own in self._starts]
        rest = []
        for shape, cost in shapes:
            charge = self._known_charge(shape, cost)
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

    def _known_charge(self, shape: Count | Run | Choice, cost: int) -> Charge | None:
        """Return how a shape is counted, found before for shapes that share what they weigh."""
        if not isinstance(shape, Count):
            return self._charge(shape, cost)
        key = id(shape.weights), id(shape.blocks), shape.lo, shape.hi, shape.post, cost
        if key not in self._known:
            self._known[key] = shape, self._charge(shape, cost)  # the shape is kept, so that nothing else gets its ids
        return self._known[key][1]

    def _charge(self, shape: Count | Run | Choice, cost: int) -> Charge | None:
        """Return how a shape is counted, None for one that a state cannot tell."""
        days = len(self.problem.days)
        if isinstance(shape, Choice):
            if cost < FORBIDDEN:
                return None
            chosen = Chosen(shape.sets, shape.days[0], shape.days[-1])
            return Charge(chosen, tuple(range(days)), None, len(shape.sets) - 1, cost)
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
        following, following_of = self._following()
        members = [int(np.argmax(states.class_of == number)) for number in range(states.class_of.max() + 1)]
        trace_of = _alike(np.moveaxis(following, 2, 0)[members])
        firsts = [members[int(np.argmax(trace_of == trace))] for trace in range(trace_of.max() + 1)]
        return Weeks(
            self._costs,
            self._off_costs,
            states.class_of,
            trace_of,
            np.ascontiguousarray(following[:, :, firsts][:, :, :, members]),
            following_of,
            states.steps,
            states.steps_from,
            states.first,
            states.arrival,
            states.arrival_of,
        )

    def _states(self) -> States:
        following, _ = self._following()
        earlier = np.moveaxis(following, 2, 0).reshape(following.shape[2], -1)
        later = np.moveaxis(following, 3, 0).reshape(following.shape[3], -1)
        likes = [row.tobytes() for row in np.hstack([earlier, later])]
        return States(self._charges, self._starts, len(self.problem.days), likes)

    def _following(self) -> tuple[Ints, Ints]:
        """Return what pairs of days cost, [kind, later day, 1 + earlier shift, 1 + later], and each agent's kind."""
        number_of: dict[tuple[Pair, ...], int] = {}
        of = [number_of.setdefault(tuple(pairs), len(number_of)) for pairs in self._pairs]
        width = 1 + len(self.problem.shifts)
        tables = np.zeros((len(number_of), len(self.problem.days), width, width), np.int64)
        for number, pairs in enumerate(number_of):
            for day, earlier, later, cost in pairs:
                cells = np.ix_([1 + shift for shift in sorted(earlier)], [1 + shift for shift in sorted(later)])
                tables[number, day][cells] = np.minimum(tables[number, day][cells] + cost, FORBIDDEN)
        return tables, np.array(of, np.int64)


def _beyond(count: Count, amounts: Ints) -> Ints:
    below = count.lo - amounts if count.lo is not None else np.zeros_like(amounts)
    above = amounts - count.hi if count.hi is not None else np.zeros_like(amounts)
    return np.maximum(0, np.maximum(below, above))


def _costs_of(amounts: Ints, cost: int) -> Ints:
    """Return what breaches of these amounts cost, at most what forbids them."""
    return np.minimum(amounts, 1) * FORBIDDEN if cost >= FORBIDDEN else np.minimum(amounts * cost, FORBIDDEN)


def _alike(tables: Ints) -> Ints:
    """Number the different tables in the order in which they first come; return the number of each."""
    number_of: dict[bytes, int] = {}
    return np.array([number_of.setdefault(table.tobytes(), len(number_of)) for table in tables], np.int64)
