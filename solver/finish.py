"""Make a roster out of assignments and wanted breaks: handovers are read off, and breaks keep clear of them."""

from collections.abc import Iterator, Mapping, Sequence

from solver.handover import handover_activities, handovers
from solver.problem import RosterProblem, Span
from solver.roster import Activity, Assignment, Roster

Begun = Mapping[tuple[int, int], Sequence[int]]  # (agent, day) → first slot of each break


def finish(problem: RosterProblem, assignments: Sequence[Assignment], begun: Begun) -> Roster:
    """Return the roster with its handovers and activities; breaks stand as near as can be to where they are wanted."""
    pairs = handovers(problem, assignments)
    given = tuple(dict.fromkeys(handover_activities(problem, assignments, pairs)))
    breaks = [
        activity
        for worked in assignments
        if problem.breaks_taken
        for activity in _breaks(problem, worked, begun[worked.agent, worked.day], given)
    ]
    activities = sorted([*given, *breaks], key=lambda a: (a.agent, a.span.start))
    return Roster(tuple(sorted(assignments, key=lambda a: (a.agent, a.day, a.shift))), tuple(activities), pairs)


def _breaks(
    problem: RosterProblem, worked: Assignment, begun: Sequence[int], given: Sequence[Activity]
) -> Iterator[Activity]:
    busy = [activity.span for activity in given if (activity.agent, activity.day) == (worked.agent, worked.day)]
    start = problem.span(worked.day, worked.shift).start
    for spec, wanted in zip(problem.shifts[worked.shift].breaks, begun, strict=False):
        window = [Span(at, at + spec.slots) for at in range(start + spec.earliest, start + spec.latest + 1)]
        clear = [span for span in window if not any(span.overlaps(other) for other in busy)]
        span = min(clear or window, key=lambda s: (abs(s.start - wanted), s.start))
        yield Activity(worked.agent, worked.day, span, spec.kind)
