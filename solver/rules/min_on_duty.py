"""Fewest people with a skill or a tag on duty."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from solver.problem import DutyFloor, RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import AcrossRule
from solver.shapes import Across


@dataclass(frozen=True, slots=True, kw_only=True)
class MinOnDuty(AcrossRule):
    """At every slot of a floor's hours enough of its people are at work, at a post or on a break or not.

    Each person missing at a slot counts 1.
    """

    name: ClassVar[str] = "min_on_duty"

    def shapes(self, problem: RosterProblem) -> Iterator[Across]:
        """Sum the people at work at every slot; neighbouring slots with the same shifts share a sum."""
        for floor in problem.duty_floors:
            for hours in floor.hours:
                yield from (self._sum(problem, floor, stretch) for stretch in _stretches(problem, floor, hours))

    def _sum(self, problem: RosterProblem, floor: DutyFloor, stretch: Span) -> Across:
        offers = [offer for offer in problem.offers() if stretch.start in problem.span(*offer)]
        carried = sum(stretch.start in shift.span for shift in problem.carried if shift.agent in floor.agents)
        return Across(
            {(agent, *offer): 1 for agent in sorted(floor.agents) for offer in offers},
            lo=floor.people - carried,
            day=problem.day_of(stretch.start),
            subject=floor.id,
            cost=None if self.enforced else self.weight * len(stretch.slots()),
        )

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the people missing on each day, summed over its slots."""
        for floor in problem.duty_floors:
            spans = [problem.span(a.day, a.shift) for a in roster.assignments if a.agent in floor.agents]
            spans += [carried.span for carried in problem.carried if carried.agent in floor.agents]
            missing: Counter[int] = Counter()
            for slot in (slot for hours in floor.hours for slot in hours.slots()):
                missing[problem.day_of(slot)] += max(0, floor.people - sum(slot in span for span in spans))
            for day, amount in sorted(missing.items()):
                if amount:
                    yield self.breach(amount, day=day, subject=floor.id)


def _stretches(problem: RosterProblem, floor: DutyFloor, hours: Span) -> Iterator[Span]:
    """Yield the hours in stretches through which the same shifts last."""
    spans = [problem.span(*offer) for offer in problem.offers()]
    spans += [carried.span for carried in problem.carried if carried.agent in floor.agents]
    marks = {mark for span in spans for mark in (span.start, span.end) if mark in hours}
    for start, end in pairwise(sorted(marks | {hours.start, hours.end})):
        yield Span(start, end)
