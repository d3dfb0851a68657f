"""The shapes that rules are made of: five about one agent, one across agents.

A shape owns how it is posted to the constraint model: outright for an enforced rule, with a cost for a warning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solver.model import Literal, Model
    from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Cell:
    """The agent does not work the shift on the day, or does not hold the post in it if one is named."""

    agent: int
    day: int
    shift: int
    post: int | None = None

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Forbid the cell or give it the rule's weight."""
        cell = self.agent, self.day, self.shift
        literal = model.works(*cell) if self.post is None else model.holds(*cell, self.post)
        if rule.enforced:
            model.forbid(rule, literal, self.agent, self.day)
        else:
            model.penalise(literal, rule.weight)


@dataclass(frozen=True, slots=True)
class Succession:
    """After any of `shifts` on the day, the agent works none of `later_shifts` on the later day.

    Any other pair stays allowed: the sum over both sides is at most 1 because each side is at most 1 by itself.
    """

    agent: int
    day: int
    shifts: frozenset[int]
    later_day: int
    later_shifts: frozenset[int]

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Forbid every pair or give it the rule's weight."""
        first = [model.works(self.agent, self.day, shift) for shift in sorted(self.shifts)]
        second = [model.works(self.agent, self.later_day, shift) for shift in sorted(self.later_shifts)]
        together = sum(first) + sum(second)
        if rule.enforced:
            model.enforce(rule, together <= 1, self.agent, self.later_day)
        else:
            model.penalise(model.excess(together, 1, 1), rule.weight)


@dataclass(frozen=True, slots=True)
class Count:
    """What the agent works of the weighted cells (day, shift) sums to at least `lo` and at most `hi` (None: no limit).

    A block of cells counts 1 as soon as any of them is worked. With a post, only cells in which the agent holds it
    count.
    """

    agent: int
    weights: Mapping[tuple[int, int], int]
    post: int | None = None
    lo: int | None = None
    hi: int | None = None
    day: int | None = None  # the day the rule speaks of, if one
    cost: int | None = None  # of one unit, in place of the rule's weight
    blocks: tuple[frozenset[tuple[int, int]], ...] = ()

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Demand the limits or make each unit beyond them cost."""
        terms = [self._literal(model, cell) * weight for cell, weight in self.weights.items()]
        terms += [self._any_of_block(model, block) for block in self.blocks]
        most = sum(abs(weight) for weight in self.weights.values()) + len(self.blocks)
        model.limit(rule, sum(terms), most, self.lo, self.hi, self.agent, self.day, cost=self.cost)

    def _any_of_block(self, model: "Model", block: frozenset[tuple[int, int]]) -> "Literal":
        """Return the literal that any cell of the block is counted."""
        if self.post is not None:
            return model.any_of([self._literal(model, cell) for cell in sorted(block)])
        days = sorted({day for day, _ in block})
        return model.any_of([model.at_work(self.agent, day, {s for d, s in block if d == day}) for day in days])

    def _literal(self, model: "Model", cell: tuple[int, int]) -> "Literal":
        """Return what is counted of a cell."""
        return model.works(self.agent, *cell) if self.post is None else model.holds(self.agent, *cell, self.post)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row on which the agent works one of `shifts` are at least `lo` and at most `hi` (None: no limit).

    `shifts` None stands for any shift; `off` turns it round: days on which none of them is worked. `before` such days
    ended the time before the first day; None: not known, so that a run from the first day may be short. A run that
    reaches the last day may go on, and is never too short. Each day beyond `hi` or missing to `lo` counts 1.
    """

    agent: int
    lo: int | None = None
    hi: int | None = None
    before: int | None = 0
    shifts: frozenset[int] | None = None
    off: bool = False

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Demand the limits of every stretch, or make each day beyond them cost."""
        inside = [self._inside(model, day) for day in range(len(model.problem.days))]
        if self.hi is not None:
            self._post_most(model, rule, inside)
        if self.lo is not None:
            self._post_least(model, rule, inside)

    def _inside(self, model: "Model", day: int) -> "Literal":
        offered = [s for s in model.problem.offered[day] if self.shifts is None or s in self.shifts]
        worked = model.at_work(self.agent, day, offered)
        return model.negation(worked) if self.off else worked

    def _post_most(self, model: "Model", rule: "Rule", inside: "list[Literal]") -> None:
        """Forbid every stretch of `hi` + 1 days inside, or give it a cost."""
        assert self.hi is not None
        for day in range(len(inside)):
            first = day - self.hi
            if -first <= (self.before or 0):
                stretch = inside[max(0, first) : day + 1]
                model.limit(rule, sum(stretch), len(stretch), None, len(stretch) - 1, self.agent, day)

    def _post_least(self, model: "Model", rule: "Rule", inside: "list[Literal]") -> None:
        """Forbid that a run of each length below `lo` ends, or make the missing days cost."""
        assert self.lo is not None
        for first in range(len(inside)):
            before = 0 if first else self.before
            if before is None:
                continue
            for last in range(first if before == 0 else -1, len(inside) - 1):
                length = last - first + 1 + before
                if length >= self.lo:
                    break
                around = [inside[last + 1], *inside[max(0, first - 1) : first]]
                self._forbid_run(model, rule, inside[first : last + 1], around, max(0, last), length)

    def _forbid_run(
        self, model: "Model", rule: "Rule", run: "list[Literal]", around: "list[Literal]", day: int, length: int
    ) -> None:
        """Forbid that all days of the run are inside and none of those around it, or make it cost what is missing."""
        assert self.lo is not None
        total = sum(run) - sum(around)
        cost = None if rule.enforced else rule.weight * (self.lo - length)
        model.limit(rule, total, len(run), None, len(run) - 1, self.agent, day, cost=cost)


@dataclass(frozen=True, slots=True)
class Across:
    """What several agents work of the weighted cells (agent, day, shift) sums to at least `lo` and at most `hi`."""

    weights: Mapping[tuple[int, int, int], int]
    lo: int | None = None
    hi: int | None = None
    agent: int | None = None  # whom the rule speaks of, if one
    day: int | None = None
    subject: str = ""
    cost: int | None = None  # of one unit, in place of the rule's weight

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Demand the limits or make each unit beyond them cost."""
        total = sum(model.works(*cell) * weight for cell, weight in self.weights.items())
        most = sum(abs(weight) for weight in self.weights.values())
        model.limit(rule, total, most, self.lo, self.hi, self.agent, self.day, subject=self.subject, cost=self.cost)


@dataclass(frozen=True, slots=True)
class Choice:
    """All that the agent works on the days, which follow one another, belongs to one of the sets of shifts.

    Each shift outside the set that holds most counts 1.
    """

    agent: int
    days: tuple[int, ...]
    sets: tuple[frozenset[int], ...]

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Choose a set, and forbid what is outside or make it cost."""
        chosen = [model.flag(0) for _ in self.sets]
        model.cp.add_exactly_one(chosen)
        for day in self.days:
            for shift in model.problem.offered[day]:
                holding = [flag for flag, each in zip(chosen, self.sets, strict=True) if shift in each]
                outside = model.works(self.agent, day, shift) - sum(holding)
                model.limit(rule, outside, 1, None, 0, self.agent, day)


Shape = Cell | Succession | Count | Run | Choice
