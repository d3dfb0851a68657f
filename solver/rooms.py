"""Where an activity fits into a shift."""

from collections.abc import Iterator

from solver.problem import ActivitySpec, RosterProblem, Span


def rooms(problem: RosterProblem, spec: ActivitySpec, day: int, shift: int) -> Iterator[Span]:
    """Yield the times in a shift at which the activity may be and every break can still be in its window."""
    worked = problem.span(day, shift)
    breaks = problem.shifts[shift].breaks if problem.breaks_taken else ()
    for start in spec.starts():
        room = Span(start, start + spec.slots)
        if worked.start <= room.start and room.end <= worked.end:
            at = room.start - worked.start, room.end - worked.start
            if all(pause.earliest + pause.slots <= at[0] or pause.latest >= at[1] for pause in breaks):
                yield room
