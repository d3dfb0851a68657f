"""Ends of shifts, spread so that a team never leaves together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem, Span, Team
from solver.roster import Breach, Roster
from solver.rules.rule import AcrossRule
from solver.shapes import Across


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadOfStops(AcrossRule):
    """While a team's work goes on, at most a share of its people on duty leave at the same time; the first `few` may.

    (leaving − few) x 100 <= share_percent x (on duty − few), so a whole team larger than `few` never leaves together.
    What is beyond counts in 1/100 person.
    """

    share_percent: int
    few: int
    name: ClassVar[str] = "spread_of_stops"

    def shapes(self, problem: RosterProblem) -> Iterator[Across]:
        """Weigh those who leave against those who stay, at every end that a shift of the team may have."""
        spans = {offer: problem.span(*offer) for offer in problem.offers()}
        for team in problem.teams:
            carried = [shift.span for shift in problem.carried if shift.agent in team.agents]
            for end in _ends([*spans.values(), *carried], team):
                weights = {offer: self._weight(span, end) for offer, span in spans.items()}
                yield Across(
                    {(a, *offer): weight for a in sorted(team.agents) for offer, weight in weights.items() if weight},
                    hi=self.few * (100 - self.share_percent) - sum(self._weight(span, end) for span in carried),
                    day=problem.day_of(end - 1),
                    subject=team.id,
                )

    def _weight(self, span: Span, end: int) -> int:
        """Return what a shift counts at a stop: it ends there, goes on, or is not at work before it."""
        if end - 1 not in span:
            return 0
        return 100 - self.share_percent if span.end == end else -self.share_percent

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every stop at which too many leave."""
        for team in problem.teams:
            spans = [problem.span(a.day, a.shift) for a in roster.assignments if a.agent in team.agents]
            spans += [carried.span for carried in problem.carried if carried.agent in team.agents]
            for end in _ends(spans, team):
                leaving = sum(span.end == end for span in spans)
                on_duty = sum(span.start < end <= span.end for span in spans)
                beyond = 100 * (leaving - self.few) - self.share_percent * (on_duty - self.few)
                if beyond > 0:
                    yield self.breach(beyond, day=problem.day_of(end - 1), subject=team.id)


def _ends(spans: list[Span], team: Team) -> list[int]:
    """Return the ends at which the team's work goes on."""
    return sorted({span.end for span in spans if any(span.end in hours for hours in team.open_hours)})
