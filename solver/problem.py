"""The roster to find, in integers only.

Time is one axis of slots: slot 0 begins the first day, negative slots are before it. A slot is `slot_min` long, and
days may have different numbers of them (clock changes). Spans are half-open. People on contacts and requirements are in
1/100 person; costs are in 1/120,000 of a wage-hour, so that a normal agent's paid minute costs 2,000.
Agents, shifts, queues, groups and posts are named by their index in the problem's tuples.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solver.roster import Assignment
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


class Period(StrEnum):
    """A stretch of the calendar within which hours are counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Day:
    """A day to plan; `pay_percent` is the pay class of shifts that start on it.

    `month`, `quarter` and `year` number the calendar's periods: days of one period have the same number.
    """

    span: Span
    pay_percent: int = 100
    holiday: bool = False  # statutory
    month: int = 0
    quarter: int = 0
    year: int = 0


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

    `start_min` is the start on the clock in minutes after midnight, the same on every day; `night` tells whether its
    kind counts as a night. Breaks stand in order and their windows do not overlap: each has ended before the next may
    begin.
    """

    id: str
    kind: str
    starts: tuple[int | None, ...]
    slots: int
    paid_min: int
    breaks: tuple[BreakSpec, ...] = ()
    start_min: int = 0
    night: bool = False

    def span(self, day: int) -> Span | None:
        """Return the slots it takes when it starts on the day."""
        start = self.starts[day]
        return None if start is None else Span(start, start + self.slots)


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

    It lies inside one of the windows and inside one shift, clear of breaks and handovers. `together`: who is at work
    does it at the same time, and at least so many are to be there.
    """

    id: str
    slots: int
    windows: tuple[Span, ...]
    agents: frozenset[int]
    together: int | None = None

    @property
    def least(self) -> int:
        """How many are to have it."""
        return len(self.agents) if self.together is None else self.together

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


Pair = tuple[int, int]  # two agents


@dataclass(frozen=True)
class RosterProblem:
    """Everything a roster must respect and what it costs; `rules` left out are off.

    `first_weekday` is that of day 0, Monday 0. The pairs in `together` and `apart` are kept so by the rules named so.
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
    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    previous: "tuple[Assignment, ...]" = ()  # of the roster that is to change little
    slots_after: int = 0  # past the last day, in which shifts of that day still cover and cost

    @property
    def slots(self) -> int:
        """Number of slots in which people are required: from the start of the first day to the end, or so far after."""
        return self.days[-1].span.end + self.slots_after

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

    def period_of(self, day: int, period: Period) -> int:
        """Return the number of the period that a day belongs to."""
        at = self.days[day]
        match period:
            case Period.DAY:
                return day
            case Period.WEEK:
                return self.week_of(day)
            case Period.MONTH:
                return at.month
            case Period.QUARTER:
                return at.quarter
            case Period.YEAR:
                return at.year

    def in_periods(self, period: Period) -> list[list[int]]:
        """Return the days, those of each period together."""
        numbers = groupby(range(len(self.days)), lambda day: self.period_of(day, period))
        return [list(days) for _, days in numbers]

    def week_of(self, day: int) -> int:
        """Return the calendar week of a day, Monday to Sunday; that of day 0 is week 0."""
        return (self.first_weekday + day) // 7

    def weekday(self, day: int) -> int:
        """Return the weekday of a day, Monday 0."""
        return (self.first_weekday + day) % 7

    @cached_property
    def night_kinds(self) -> frozenset[str]:
        """The shift kinds that count as nights."""
        return frozenset(shift.kind for shift in self.shifts if shift.night)

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
