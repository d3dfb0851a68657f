"""The published constraints as rules of the roster, with limits of each employee's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from solver.problem import RosterProblem, Wish
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count, Run, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxShiftsByKind(AgentRule):
    """Agent a works shift s at most `most[a][s]` times."""

    most: tuple[tuple[int, ...], ...]
    name: ClassVar[str] = "max_shifts_by_kind"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        for agent, limits in enumerate(self.most):
            for shift, most in enumerate(limits):
                if most < len(problem.days):
                    yield Count(agent, {(day, s): 1 for day, s in problem.offers() if s == shift}, hi=most)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            for shift, most in enumerate(self.most[agent]):
                beyond = sum(worked.shift == shift for worked in tour) - most
                if beyond > 0:
                    yield self.breach(beyond, agent)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesBetween(AgentRule):
    """The paid minutes of agent a lie between `least[a]` and `most[a]`."""

    least: tuple[int, ...]
    most: tuple[int, ...]
    name: ClassVar[str] = "minutes_between"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        paid = {(day, shift): problem.shifts[shift].paid_min for day, shift in problem.offers()}
        for agent, (least, most) in enumerate(zip(self.least, self.most, strict=True)):
            yield Count(agent, paid, lo=least, hi=most)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            minutes = sum(problem.shifts[worked.shift].paid_min for worked in tour)
            beyond = max(self.least[agent] - minutes, minutes - self.most[agent])
            if beyond > 0:
                yield self.breach(beyond, agent)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysInARow(AgentRule):
    """Agent a works at least `least[a]` and at most `most[a]` days in a row.

    What lies before and after the horizon is assumed to suit.
    """

    least: tuple[int, ...]
    most: tuple[int, ...] | None = None
    off: ClassVar[bool] = False
    name: ClassVar[str] = "days_in_a_row"

    def shapes(self, problem: RosterProblem) -> Iterator[Run]:
        for agent, least in enumerate(self.least):
            yield Run(agent, lo=least, hi=None if self.most is None else self.most[agent], before=None, off=self.off)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        last = len(problem.days) - 1
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked = {assignment.day for assignment in tour}
            for inside, group in groupby(range(last + 1), key=lambda day: (day in worked) != self.off):
                run = list(group)
                short = self.least[agent] - len(run) if run[0] > 0 and run[-1] < last else 0
                beyond = len(run) - self.most[agent] if self.most is not None else 0
                if inside and max(short, beyond) > 0:
                    yield self.breach(max(short, beyond), agent, run[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOffInARow(DaysInARow):
    """Agent a is free at least `least[a]` days in a row."""

    off: ClassVar[bool] = True
    name: ClassVar[str] = "days_off_in_a_row"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxWeekends(AgentRule):
    """Agent a works on at most `most[a]` of the weekends."""

    most: tuple[int, ...]
    weekends: tuple[tuple[int, ...], ...]
    name: ClassVar[str] = "max_weekends"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        blocks = tuple(
            frozenset((day, shift) for day, shift in problem.offers() if day in weekend) for weekend in self.weekends
        )
        for agent, most in enumerate(self.most):
            if most < len(self.weekends):
                yield Count(agent, {}, hi=most, blocks=blocks)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked = {assignment.day for assignment in tour}
            beyond = sum(not worked.isdisjoint(weekend) for weekend in self.weekends) - self.most[agent]
            if beyond > 0:
                yield self.breach(beyond, agent)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFollowedBy(AgentRule):
    """The day after shift s nobody works a shift of `after[s]`."""

    after: tuple[frozenset[int], ...]
    name: ClassVar[str] = "not_followed_by"

    def shapes(self, problem: RosterProblem) -> Iterator[Succession]:
        for agent in range(len(problem.agents)):
            for day in range(len(problem.days) - 1):
                today, tomorrow = frozenset(problem.offered[day]), frozenset(problem.offered[day + 1])
                for before, after in self._grouped():
                    if before & today and after & tomorrow:
                        yield Succession(agent, day, before & today, day + 1, after & tomorrow)

    def _grouped(self) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """Yield the shifts that all have these among those they are not followed by: fewer and stronger sums."""
        for after in {after for after in self.after if after}:
            yield frozenset(shift for shift, other in enumerate(self.after) if other >= after), after

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            shift_on = {worked.day: worked.shift for worked in tour}
            for day, shift in shift_on.items():
                if shift_on.get(day + 1) in self.after[shift]:
                    yield self.breach(1, agent, day + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwanted(AgentRule):
    """Shifts an agent would rather not work; each one worked costs its own weight."""

    unwanted: tuple[Wish, ...]
    name: ClassVar[str] = "unwanted"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        for wish in self.unwanted:
            cells = {(wish.day, shift): 1 for shift in sorted(wish.shifts)}
            yield Count(wish.agent, cells, hi=0, day=wish.day, cost=wish.cost)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        tours = roster.tours(len(problem.agents))
        for wish in self.unwanted:
            for worked in tours[wish.agent]:
                if worked.day == wish.day and worked.shift in wish.shifts:
                    yield Breach(self.name, False, 1, wish.cost, wish.agent, wish.day)
