"""Pairs that are kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

from solver.problem import Pair, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import AcrossRule
from solver.shapes import Across


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart(AcrossRule):
    """No shift of one of a pair shares a slot with a shift of the other; each two that do are a breach."""

    name: ClassVar[str] = "apart"

    def shapes(self, problem: RosterProblem) -> Iterator[Across]:
        """Forbid each shift of the one with those of the other that overlap it on any one day: only one is worked."""
        for pair in problem.apart:
            subject = problem.agents[pair[1]].id
            yield from self._from_carried(problem, pair)
            for (day, shift), other_day in product(problem.offers(), range(len(problem.days))):
                span = problem.span(day, shift)
                near = [s for s in problem.offered[other_day] if problem.span(other_day, s).overlaps(span)]
                if near:
                    weights = {(pair[0], day, shift): 1, **{(pair[1], other_day, other): 1 for other in near}}
                    yield Across(weights, hi=1, agent=pair[0], day=max(day, other_day), subject=subject)

    def _from_carried(self, problem: RosterProblem, pair: Pair) -> Iterator[Across]:
        """Forbid what overlaps a shift that the other began before slot 0."""
        for carried in problem.carried:
            if carried.agent in pair:
                other = pair[1 - pair.index(carried.agent)]
                for day, shift in problem.offers():
                    if problem.span(day, shift).overlaps(carried.span):
                        subject = problem.agents[pair[1]].id
                        yield Across({(other, day, shift): 1}, hi=0, agent=pair[0], day=day, subject=subject)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every two shifts that overlap, at the later of their days."""
        tours = roster.tours(len(problem.agents))
        for pair in problem.apart:
            spans = [[(a.day, set(problem.span(a.day, a.shift).slots())) for a in tours[agent]] for agent in pair]
            for carried in problem.carried:
                if carried.agent in pair:
                    spans[pair.index(carried.agent)].append((-1, set(carried.span.slots())))
            for (day, slots), (other_day, others) in product(*spans):
                if slots & others and max(day, other_day) >= 0:
                    yield self.breach(1, pair[0], max(day, other_day), problem.agents[pair[1]].id)
