"""The four shapes that rules about one agent are made of.

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
    """The weights of the agent's cells (day, shift) sum to at least `lo` and at most `hi` (None: no limit).

    With a post, only the cells in which the agent holds it count.
    """

    agent: int
    weights: Mapping[tuple[int, int], int]
    post: int | None = None
    lo: int | None = None
    hi: int | None = None
    day: int | None = None  # the day the rule speaks of, if one
    cost: int | None = None  # of one unit, in place of the rule's weight

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Demand the limits or make each unit beyond them cost."""
        total = sum(self._literal(model, cell) * weight for cell, weight in self.weights.items())
        limits = [(-total, -self.lo)] if self.lo is not None else []
        limits += [(total, self.hi)] if self.hi is not None else []
        for amount, limit in limits:
            if rule.enforced and self.cost is None:
                model.enforce(rule, amount <= limit, self.agent, self.day)
            else:
                most = sum(self.weights.values()) + abs(limit)
                model.penalise(model.excess(amount, limit, most), rule.weight if self.cost is None else self.cost)

    def _literal(self, model: "Model", cell: tuple[int, int]) -> "Literal":
        """Return what is counted of a cell."""
        return model.works(self.agent, *cell) if self.post is None else model.holds(self.agent, *cell, self.post)


@dataclass(frozen=True, slots=True)
class Run:
    """The agent works at most `hi` days in a row, `before` of them already worked before the first day."""

    agent: int
    hi: int
    before: int = 0

    def post_to(self, model: "Model", rule: "Rule") -> None:
        """Demand a day off in every stretch of `hi` + 1 days, or make each such stretch without one cost."""
        for day in range(len(model.problem.days)):
            first = day - self.hi
            if -first > self.before:
                continue  # the stretch holds a day off before the first day
            stretch = range(max(0, first), day + 1)
            worked = sum(sum(model.works_on(self.agent, earlier)) for earlier in stretch)
            if rule.enforced:
                model.enforce(rule, worked <= len(stretch) - 1, self.agent, day)
            else:
                model.penalise(model.excess(worked, len(stretch) - 1, 1), rule.weight)


Shape = Cell | Succession | Count | Run
