"""How many of a team are on a break at once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import BREAK_KINDS, RosterProblem
from solver.roster import Breach, Roster
from solver.rules.rule import ActivityRule


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamBreaks(ActivityRule):
    """At most a share of a team's people on duty are on a break at the same time, but one always may be.

    Each person beyond at a slot counts 1.
    """

    share_percent: int
    name: ClassVar[str] = "team_breaks"

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the people beyond on each day, summed over its slots; shifts from before the first day stay out."""
        for team in problem.teams:
            shifts = [problem.span(a.day, a.shift) for a in roster.assignments if a.agent in team.agents]
            breaks = [a.span for a in roster.activities if a.agent in team.agents and a.kind in BREAK_KINDS]
            on_duty = Counter(slot for span in shifts for slot in span.slots())
            on_break = Counter(slot for span in breaks for slot in span.slots())
            beyond: Counter[int] = Counter()
            for slot, people in on_break.items():
                beyond[problem.day_of(slot)] += max(0, people - self.most(on_duty[slot]))
            for day, amount in sorted(beyond.items()):
                if amount:
                    yield self.breach(amount, day=day, subject=team.id)

    def most(self, on_duty: int) -> int:
        """Return how many of so many on duty may be on a break."""
        return max(1, on_duty * self.share_percent // 100)
