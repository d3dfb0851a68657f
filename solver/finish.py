"""Make a roster out of assignments and wanted breaks: handovers are read off, and breaks keep clear of them."""

from collections.abc import Iterator, Mapping, Sequence

from solver.handover import handover_activities, handovers
from solver.problem import RosterProblem, Span
from solver.roster import Activity, Assignment, Roster
from solver.spread import Pause, spread

Begun = Mapping[tuple[int, int], Sequence[int]]  # (agent, day) → first slot of each break


def finish(problem: RosterProblem, assignments: Sequence[Assignment], begun: Begun) -> Roster:
    """Return the roster with its handovers and activities; breaks stand as near as can be to where they are wanted.

    Those that break a rule on their spacing or on how many of a team take them at once are moved.
    """
    pairs = handovers(problem, assignments)
    given = tuple(dict.fromkeys(handover_activities(problem, assignments, pairs)))
    wanted = {
        pause: min(pause.places, key=lambda span: (abs(span.start - first), span.start))
        for worked in assignments
        if problem.breaks_taken
        for pause, first in zip(_pauses(problem, worked, given), begun[worked.agent, worked.day], strict=False)
    }
    placed = spread(problem, assignments, given, wanted)
    breaks = [Activity(pause.worked.agent, pause.worked.day, span, pause.kind) for pause, span in placed.items()]
    activities = sorted([*given, *breaks], key=lambda a: (a.agent, a.span.start))
    return Roster(tuple(sorted(assignments, key=lambda a: (a.agent, a.day, a.shift))), tuple(activities), pairs)


def _pauses(problem: RosterProblem, worked: Assignment, given: Sequence[Activity]) -> Iterator[Pause]:
    """Yield the breaks of a shift, each with its places: those in its window that are clear of handovers, or all."""
    busy = [activity.span for activity in given if (activity.agent, activity.day) == (worked.agent, worked.day)]
    start = problem.span(worked.day, worked.shift).start
    for spec in problem.shifts[worked.shift].breaks:
        window = [Span(at, at + spec.slots) for at in range(start + spec.earliest, start + spec.latest + 1)]
        clear = [span for span in window if not any(span.overlaps(other) for other in busy)]
        yield Pause(worked, spec.kind, tuple(clear or window))
