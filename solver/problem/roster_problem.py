"""The roster problem as a whole."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from solver.problem.agents import Agent, CarriedShift
from solver.problem.asked import ActivitySpec, Lock, Wish
from solver.problem.calendar import Day, Period, Span
from solver.problem.demand import Group, Queue
from solver.problem.posts import HandoverShare, Post
from solver.problem.shifts import Shift
from solver.problem.teams import DutyFloor, FairAccount, Pair, Team

if TYPE_CHECKING:
    from solver.roster import Assignment
    from solver.rules.rule import Rule


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
    def owed(self) -> tuple[ActivitySpec, ...]:
        """The activities that a rule asks for: none where it is off."""
        return self.activities if any(rule.name == "activities" for rule in self.rules) else ()

    @property
    def breaks_taken(self) -> bool:
        """Whether a rule asks for the breaks of the shifts."""
        return any(rule.name == "breaks_in_windows" for rule in self.rules)

    def span(self, day: int, shift: int) -> Span:
        """Return the slots of an offered shift."""
        span = self.shifts[shift].span(day)
        assert span is not None, "the shift is not offered on this day"
        return span

    def paid_min(self, days: Iterable[int]) -> dict[tuple[int, int], int]:
        """Return the paid minutes of every (day, shift) offered on the days."""
        return {(day, shift): self.shifts[shift].paid_min for day in days for shift in self.offered[day]}

    def labour_cost(self, agent: int, day: int, shift: int) -> int:
        """Return the wage of one shift: paid minutes x grade x pay class."""
        paid = self.shifts[shift].paid_min * self.agents[agent].minute_cost
        return paid * self.days[day].pay_percent // 100

    def contract_cost(self) -> int:
        """Return the wages fixed by contract: what is owed at normal pay whatever the roster."""
        return sum(agent.contract_min * agent.minute_cost for agent in self.agents)
