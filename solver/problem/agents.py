"""The people, and what they bring over from before."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from solver.problem.calendar import Span


@dataclass(frozen=True, slots=True)
class History:
    """What an agent did before day 0: end of the last shift (may be past slot 0) and what she worked on which day.

    `worked` are the shift kinds of the days just before day 0, the latest last, "" for a day off, and `worked_min`
    their paid minutes; what was before them is not known. `accounts` are what she has had of nights, weekends and the
    like in the weeks before, and the minutes worked (`hours_month`, `overtime_month` …) in the periods that day 0
    belongs to; empty for a newcomer.
    """

    last_end: int | None = None
    worked: tuple[str, ...] = ()
    accounts: tuple[tuple[str, int], ...] = ()
    worked_min: tuple[int, ...] = ()

    @property
    def last_kind(self) -> str:
        """The kind of the last shift, "" where none is known."""
        return next((kind for kind in reversed(self.worked) if kind), "")

    def kind(self, day: int) -> str:
        """Return the kind worked on a day before day 0, "" where it was off or is not known."""
        return self.worked[day] if -len(self.worked) <= day < 0 else ""

    def run(self, inside: Callable[[str], bool]) -> int:
        """Return how many days in a row until day 0 were such days, as far as is known."""
        return sum(1 for _ in takewhile(inside, reversed(self.worked)))

    def whole_run(self, inside: Callable[[str], bool]) -> int | None:
        """Return the same, None where the run may have begun before what is known."""
        run = self.run(inside)
        return run if run < len(self.worked) else None

    def account(self, name: str) -> int:
        """Return what an account holds; 0 where there is none."""
        return dict(self.accounts).get(name, 0)


@dataclass(frozen=True, slots=True)
class Agent:
    """A person: the queues she can serve, what she costs, and when she can work.

    `minute_cost` is the cost of a paid minute (2,000 times the grade factor); `contract_min` are the paid minutes owed
    in these days, paid leave taken off. `available` holds the starts of her shifts. `rotation` is the shift kind of
    each planned day, "" for a day off and None for a day it leaves open; it is empty without a rotation.
    """

    id: str
    queues: frozenset[int]
    minute_cost: int
    contract_min: int
    available: Span
    leave: tuple[Span, ...] = ()
    history: History = History()
    team: str = ""
    tags: frozenset[str] = frozenset()
    rotation: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedShift:
    """A published shift that began before slot 0 and reaches past it: it covers, holds and hands over."""

    agent: int
    span: Span
    kind: str = ""
    post: int | None = None
    off_contacts: tuple[Span, ...] = ()  # its breaks and other activities
