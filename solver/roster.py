"""A roster and what is known about it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from solver.problem import Span

if TYPE_CHECKING:
    from solver.weeks.prices import Prices

HANDOVER = "handover"  # the kind of activity that is one


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """An agent works a shift that starts on a day, holding a post or none."""

    agent: int
    day: int
    shift: int
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What an agent does off contacts inside the shift that starts on `day`: break, meal, handover."""

    agent: int
    day: int
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Handover:
    """The outgoing holder passes a post to the incoming one in the `overlap` slots before `at`."""

    post: int
    at: int
    outgoing: int
    incoming: int
    overlap: int


@dataclass(frozen=True, slots=True)
class Roster:
    """Who works what: assignments by agent and day, their activities, and the handovers of the posts."""

    assignments: tuple[Assignment, ...]
    activities: tuple[Activity, ...] = ()
    handovers: tuple[Handover, ...] = ()

    def tours(self, agents: int) -> tuple[tuple[Assignment, ...], ...]:
        """Return the assignments of each of so many agents, in order of days."""
        tours: list[list[Assignment]] = [[] for _ in range(agents)]
        for assignment in self.assignments:
            tours[assignment.agent].append(assignment)
        return tuple(tuple(sorted(tour, key=lambda a: (a.day, a.shift))) for tour in tours)

    def activities_in(self) -> dict[tuple[int, int], tuple[Activity, ...]]:
        """Return the activities in every shift, by agent and day."""
        found: dict[tuple[int, int], tuple[Activity, ...]] = {(a.agent, a.day): () for a in self.assignments}
        for activity in self.activities:
            key = activity.agent, activity.day
            found[key] = (*found.get(key, ()), activity)
        return found


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule does not hold: by how much, and what that costs (0 for an enforced rule)."""

    rule: str
    enforced: bool
    amount: int
    cost: int
    agent: int | None = None
    day: int | None = None
    subject: str = ""  # id of the post or group concerned


@dataclass(frozen=True, slots=True)
class CostItem:
    """A part of the cost: labour, shortage, surplus, or the name of a rule."""

    name: str
    cost: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a roster breaks and costs, recomputed without a solver."""

    breaches: tuple[Breach, ...]
    items: tuple[CostItem, ...]

    @property
    def violations(self) -> tuple[Breach, ...]:
        """The breaches of enforced rules."""
        return tuple(breach for breach in self.breaches if breach.enforced)

    @property
    def cost(self) -> int:
        """The whole cost: labour, shortage, surplus and penalties."""
        return sum(item.cost for item in self.items)


class Status(StrEnum):
    """How far the search came: the bound met, effort used up, or stopped by the user."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class RosterResult:
    """The best roster found with what it costs and what no roster can cost less than.

    `gap_labour` = (cost − bound) / cost; `gap_controllable` = (cost − bound) / (cost − wages fixed by contract), None
    where these wages are not below the cost.
    """

    roster: Roster
    verdict: Verdict
    start_cost: int  # of the greedy start
    bound: int
    bound_by: str  # who proved the bound
    gap_labour: float
    gap_controllable: float | None
    status: Status
    engine: str
    effort: str
    seed: int
    reproducible: bool
    prices: "Prices | None" = field(default=None, compare=False)  # that prove the bound, where prices do
    not_in_bound: tuple[str, ...] = ()  # rules of which the bound leaves something out

    @property
    def cost(self) -> int:
        """The whole cost, as recomputed."""
        return self.verdict.cost
