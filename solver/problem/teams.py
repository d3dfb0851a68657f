"""What is asked of people together: teams, floors, and turns that go round."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.problem.calendar import Span


@dataclass(frozen=True, slots=True)
class Team:
    """People who are looked at together; in `open_hours` their work goes on."""

    id: str
    agents: frozenset[int]
    open_hours: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyFloor:
    """At least `people` of these agents are on duty at every slot of the hours."""

    id: str
    agents: frozenset[int]
    hours: tuple[Span, ...]
    people: int


@dataclass(frozen=True, slots=True)
class FairAccount:
    """Turns that go round among agents in proportion to their shares; `cost` of each turn beyond what is fair.

    The name is that in the agents' accounts. With a post, a turn is a shift in which it is held; otherwise the name
    says what is counted: nights, weekends, holidays or late (finishes).
    """

    name: str
    shares: Mapping[int, int]  # agent → minutes of contract a week
    cost: int
    expected: int = 0  # turns of all in these days, in 1/100
    post: int | None = None


Pair = tuple[int, int]  # two agents
