"""What every rule is: a name, a severity, how it is told to the solver, and the same said again in plain Python."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from solver.roster import Breach

if TYPE_CHECKING:
    from solver.model import Model
    from solver.problem import RosterProblem
    from solver.roster import Roster
    from solver.shapes import Across, Shape


class Severity(StrEnum):
    """Warn: breaking it costs its weight; enforce: never broken. A rule that is off is left out of the problem."""

    WARN = "warn"
    ENFORCE = "enforce"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(ABC):
    """One rule of the roster; `weight` is the cost of one unit of breach where the severity is warn."""

    severity: Severity = Severity.ENFORCE
    weight: int = 0
    name: ClassVar[str]
    scope: ClassVar[str] = "agent"  # or "group": it concerns several agents at once
    priced: ClassVar[bool] = False  # the bound knows what breaking it costs
    given: ClassVar[bool] = False  # part of what a roster is: no plan switches it off, so no conflict names it

    @abstractmethod
    def build(self, model: "Model") -> None:
        """Tell the model, through shapes that name their agent and day."""

    @abstractmethod
    def check(self, problem: "RosterProblem", roster: "Roster") -> Iterator[Breach]:
        """Yield every breach of the roster, apart from the shapes and without a solver."""

    @property
    def enforced(self) -> bool:
        """Whether no roster may break it."""
        return self.severity is Severity.ENFORCE

    def concerns(self, problem: "RosterProblem", subject: str) -> frozenset[int]:  # noqa: ARG002
        """Return the agents on whom it depends whether the rule can hold for a subject."""
        return frozenset(range(len(problem.agents)))

    def price(self, problem: "RosterProblem", breach: Breach) -> int:  # noqa: ARG002
        """Return what it would cost to allow a breach: its weight, as if the rule only warned."""
        return breach.amount * self.weight

    def breach(self, amount: int, agent: int | None = None, day: int | None = None, subject: str = "") -> Breach:
        """Return a breach of this rule of the given amount."""
        cost = 0 if self.enforced else amount * self.weight
        return Breach(self.name, self.enforced, amount, cost, agent, day, subject)


class AgentRule(Rule):
    """A rule about one agent at a time, made of shapes."""

    __slots__ = ()
    priced: ClassVar[bool] = True

    @abstractmethod
    def shapes(self, problem: "RosterProblem") -> "Iterator[Shape]":
        """Yield what the rule is made of."""

    def build(self, model: "Model") -> None:
        """Post every shape."""
        for shape in model.shapes.of(self, model.agents):
            shape.post_to(model, self)


class ActivityRule(Rule):
    """A rule about where activities stand inside shifts: it binds no shift, and `check` sees where they were placed."""

    __slots__ = ()

    def build(self, model: "Model") -> None:
        """Ask nothing of the shifts."""


class AcrossRule(Rule):
    """A rule about several agents at once, made of sums across them."""

    __slots__ = ()
    scope: ClassVar[str] = "group"

    @abstractmethod
    def shapes(self, problem: "RosterProblem") -> "Iterator[Across]":
        """Yield what the rule is made of."""

    def build(self, model: "Model") -> None:
        """Post every sum."""
        for shape in self.shapes(model.problem):
            shape.post_to(model, self)

    def concerns(self, problem: "RosterProblem", subject: str) -> frozenset[int]:
        """Return the agents in the sums about the subject."""
        sums = (shape for shape in self.shapes(problem) if shape.subject == subject)
        return frozenset(agent for shape in sums for agent, _, _ in shape.weights)
