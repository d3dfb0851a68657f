"""The roster to find, in integers only.

Time is one axis of slots: slot 0 begins the first day, negative slots are before it. A slot is `slot_min` long, and
days may have different numbers of them (clock changes). Spans are half-open. People on contacts and requirements are in
1/100 person; costs are in 1/120,000 of a wage-hour, so that a normal agent's paid minute costs 2,000.
Agents, shifts, queues, groups and posts are named by their index in the problem's tuples.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solver.rules.rule import Rule

COST_PER_WAGE_HOUR = 120_000
PERSON = 100  # 1/100 person is the unit of requirements


@dataclass(frozen=True, slots=True)
class Span:
    """The slots from `start` to before `end`."""

    start: int
    end: int

    def __contains__(self, slot: int) -> bool:
        return self.start <= slot < self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a slot."""
        return self.start < other.end and other.start < self.end

    def slots(self) -> range:
        """Return the slots inside."""
        return range(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Day:
    """A day to plan; `pay_percent` is the pay class of shifts that start on it."""

    span: Span
    pay_percent: int = 100
    holiday: bool = False  # statutory


BREAK_KINDS = ("break", "meal")


@dataclass(frozen=True, slots=True)
class BreakSpec:
    """A break of a shift: it begins `earliest` to `latest` (both included) slots after the shift's start."""

    kind: str  # one of BREAK_KINDS
    slots: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift template with one start per day (None: not offered on that day).

    Breaks stand in order and their windows do not overlap: each has ended before the next may begin.
    """

    id: str
    kind: str
    starts: tuple[int | None, ...]
    slots: int
    paid_min: int
    breaks: tuple[BreakSpec, ...] = ()

    def span(self, day: int) -> Span | None:
        """Return the slots it takes when it starts on the day."""
        start = self.starts[day]
        return None if start is None else Span(start, start + self.slots)


@dataclass(frozen=True, slots=True)
class History:
    """What an agent did before slot 0: end of the last shift (may be past 0) and days worked in a row until then.

    `accounts` are what she has had of nights, weekends and the like in the weeks before; empty for a newcomer.
    """

    last_end: int | None = None
    run_days: int = 0
    accounts: tuple[tuple[str, int], ...] = ()

    def account(self, name: str) -> int:
        """Return what an account holds; 0 where there is none."""
        return dict(self.accounts).get(name, 0)


@dataclass(frozen=True, slots=True)
class Agent:
    """A person: the queues she can serve, what she costs, and when she can work.

    `minute_cost` is the cost of a paid minute (2,000 times the grade factor); `contract_min` are the paid minutes owed
    in these days, paid leave taken off. `available` holds the starts of her shifts.
    """

    id: str
    queues: frozenset[int]
    minute_cost: int
    contract_min: int
    available: Span
    leave: tuple[Span, ...] = ()
    history: History = History()


@dataclass(frozen=True, slots=True)
class CarriedShift:
    """A published shift that began before slot 0 and reaches past it: it covers, holds and hands over."""

    agent: int
    span: Span
    kind: str = ""
    post: int | None = None
    off_contacts: tuple[Span, ...] = ()  # its breaks and other activities


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a convex cost: the next `width` 1/100 persons cost `cost` each per slot; None is without end."""

    width: int | None
    cost: int


Steps = tuple[Step, ...]  # costs rise from step to step, only the last is without end


@dataclass(frozen=True, slots=True)
class Queue:
    """Where contacts wait: people required and the cost of being short of them, per slot."""

    id: str
    required: tuple[int, ...]
    shortage: tuple[Steps, ...]


@dataclass(frozen=True, slots=True)
class SubsetRow:
    """People who can serve any of these queues must be `required` per slot, or the queues are short of the rest."""

    queues: frozenset[int]
    required: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Queues that share people: Σ_{k∈S} u_k ≥ R(S) − y(S) for every row S; surplus = max(0, y(G) − R(G) + Σ u_k).

    `rows` hold R(S) ≤ Σ_{k∈S} r_k, with the row of all the group's queues among them.
    """

    id: str
    queues: tuple[int, ...]
    rows: tuple[SubsetRow, ...]
    surplus: Steps


@dataclass(frozen=True, slots=True)
class PostHours:
    """A stretch in which a post is held; `closes` is false where the post goes on after the planned days."""

    span: Span
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """A place held by `holders` agents at every slot of its hours, each for a whole shift.

    Holding shifts that end inside the hours count as shortened by `overlap` slots at their end: there the handover is.
    `eligible` are the agents with the skill and level. A holder beyond those needed costs `surplus_cost` per slot, as
    people too many on contacts do.
    """

    id: str
    hours: tuple[PostHours, ...]
    eligible: frozenset[int]
    holders: int = 1
    overlap: int = 0
    on_contacts: bool = False
    surplus_cost: int = 0


@dataclass(frozen=True, slots=True)
class HandoverShare:
    """Of the next shift kind, `share_percent` of the people began `overlap` slots before the earlier kind's last end.

    Asked among `agents` wherever that end lies inside `open_hours`.
    """

    id: str
    agents: frozenset[int]
    overlap: int
    share_percent: int
    open_hours: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ActivitySpec:
    """Time off contacts that each of these agents owes once in the planned days: a training, a meeting.

    It lies inside one of the windows and inside one shift, clear of breaks and handovers. `together`: all do it at the
    same time, and who is not at work then misses it.
    """

    id: str
    slots: int
    windows: tuple[Span, ...]
    agents: frozenset[int]
    together: bool = False

    def starts(self) -> Iterator[int]:
        """Yield the slots at which it may begin."""
        for window in self.windows:
            yield from range(window.start, window.end - self.slots + 1)


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


@dataclass(frozen=True, slots=True)
class Lock:
    """The agent works one of these shifts on the day (none of them: the day is off), at the post if one is named."""

    agent: int
    day: int
    shifts: frozenset[int]
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """The agent would like one of these shifts on the day (none of them: the day off); not granting it has a cost."""

    agent: int
    day: int
    shifts: frozenset[int]
    cost: int


@dataclass(frozen=True)
class RosterProblem:
    """Everything a roster must respect and what it costs; `rules` left out are off.

    `first_weekday` is that of day 0, Monday 0.
    """

    slot_min: int
    days: tuple[Day, ...]
    agents: tuple[Agent, ...]
    shifts: tuple[Shift, ...]
    queues: tuple[Queue, ...]
    groups: tuple[Group, ...]
    rules: tuple["Rule", ...]
    posts: tuple[Post, ...] = ()
    handover_shares: tuple[HandoverShare, ...] = ()
    locks: tuple[Lock, ...] = ()
    wishes: tuple[Wish, ...] = ()
    carried: tuple[CarriedShift, ...] = ()
    activities: tuple[ActivitySpec, ...] = ()
    teams: tuple[Team, ...] = ()
    duty_floors: tuple[DutyFloor, ...] = ()
    fair_accounts: tuple[FairAccount, ...] = ()
    first_weekday: int = 0

    @property
    def slots(self) -> int:
        """Number of slots from the start of the first day to the end of the last."""
        return self.days[-1].span.end

    @cached_property
    def offered(self) -> tuple[tuple[int, ...], ...]:
        """The shifts offered on each day."""
        return tuple(
            tuple(number for number, shift in enumerate(self.shifts) if shift.starts[day] is not None)
            for day in range(len(self.days))
        )

    def offers(self) -> Iterator[tuple[int, int]]:
        """Yield every (day, shift) at which the shift is offered."""
        for day, shifts in enumerate(self.offered):
            for shift in shifts:
                yield day, shift

    def posts_of(self, day: int, shift: int) -> tuple[int, ...]:
        """Return the posts whose hours an offered shift touches: those it can hold."""
        span = self.span(day, shift)
        return tuple(
            number for number, post in enumerate(self.posts) if any(hours.span.overlaps(span) for hours in post.hours)
        )

    def day_of(self, slot: int) -> int:
        """Return the day that holds the slot; slots past the last day belong to it."""
        return max(0, bisect_right(self._day_starts, slot) - 1)

    @cached_property
    def _day_starts(self) -> tuple[int, ...]:
        return tuple(day.span.start for day in self.days)

    def weekday(self, day: int) -> int:
        """Return the weekday of a day, Monday 0."""
        return (self.first_weekday + day) % 7

    @property
    def breaks_taken(self) -> bool:
        """Whether a rule asks for the breaks of the shifts."""
        return any(rule.name == "breaks_in_windows" for rule in self.rules)

    def span(self, day: int, shift: int) -> Span:
        """Return the slots of an offered shift."""
        span = self.shifts[shift].span(day)
        assert span is not None, "the shift is not offered on this day"
        return span

    def labour_cost(self, agent: int, day: int, shift: int) -> int:
        """Return the wage of one shift: paid minutes x grade x pay class."""
        paid = self.shifts[shift].paid_min * self.agents[agent].minute_cost
        return paid * self.days[day].pay_percent // 100

    def contract_cost(self) -> int:
        """Return the wages fixed by contract: what is owed at normal pay whatever the roster."""
        return sum(agent.contract_min * agent.minute_cost for agent in self.agents)
