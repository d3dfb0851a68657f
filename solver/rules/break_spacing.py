"""Work between breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from solver.problem import BREAK_KINDS, RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import ActivityRule


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSpacing(ActivityRule):
    """Between the breaks of a shift, and between them and its ends, lie at least `least` and at most `most` slots.

    A shift without a break is at most `most` slots long. Each slot beyond either limit counts 1.
    """

    least: int
    most: int
    name: ClassVar[str] = "break_spacing"

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every shift with stretches of work too short or too long."""
        taken = roster.activities_in()
        for worked in roster.assignments:
            breaks = [a.span for a in taken[worked.agent, worked.day] if a.kind in BREAK_KINDS]
            beyond = self.beyond(problem.span(worked.day, worked.shift), breaks)
            if beyond:
                yield self.breach(beyond, worked.agent, worked.day)

    def beyond(self, shift: Span, breaks: Sequence[Span]) -> int:
        """Return the slots beyond the limits of a shift with these breaks."""
        if not breaks:
            return max(0, shift.end - shift.start - self.most)
        around = sorted((span.start, span.end) for span in breaks)
        edges = [(shift.start, shift.start), *around, (shift.end, shift.end)]
        return sum(self.beyond_in(later[0] - earlier[1]) for earlier, later in pairwise(edges))

    def beyond_in(self, slots: int) -> int:
        """Return by how much a stretch of so many slots beside a break is too short or too long."""
        return max(0, self.least - slots, slots - self.most)
