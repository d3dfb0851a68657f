"""Breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import RosterProblem
from solver.roster import HANDOVER, Activity, Assignment, Breach, Roster
from solver.rules.rule import ActivityRule


@dataclass(frozen=True, slots=True, kw_only=True)
class BreaksInWindows(ActivityRule):
    """Every break of a shift is taken once, inside its window, and never during a handover of the agent."""

    name: ClassVar[str] = "breaks_in_windows"
    priced: ClassVar[bool] = True
    given: ClassVar[bool] = True

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every shift with breaks missing, too many, outside their windows, or in a handover."""
        taken = roster.activities_in()
        for worked in roster.assignments:
            wrong = self._wrong(problem, worked, taken[worked.agent, worked.day])
            if wrong:
                yield self.breach(wrong, worked.agent, worked.day)

    def _wrong(self, problem: RosterProblem, worked: Assignment, activities: Sequence[Activity]) -> int:
        """Count the breaks that are not where they should be."""
        start = problem.span(worked.day, worked.shift).start
        owed = {spec.id for spec in problem.activities}
        handovers = [activity.span for activity in activities if activity.kind == HANDOVER]
        breaks = [activity for activity in activities if activity.kind not in {HANDOVER, *owed}]
        wrong = sum(any(other.overlaps(activity.span) for other in handovers) for activity in breaks)
        for spec in problem.shifts[worked.shift].breaks:
            kept = [
                activity
                for activity in breaks
                if activity.kind == spec.kind
                and start + spec.earliest <= activity.span.start <= start + spec.latest
                and activity.span.end - activity.span.start == spec.slots
            ]
            wrong += len(kept) != 1
        return wrong + max(0, len(breaks) - len(problem.shifts[worked.shift].breaks))
