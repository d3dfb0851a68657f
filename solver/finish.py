"""Make a roster out of assignments and wanted places: handovers are read off, and all else keeps clear of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from solver.absences import ABSENCE, gone_from
from solver.handover import handover_activities, handovers
from solver.problem import ActivitySpec, BreakSpec, RosterProblem, Span
from solver.rooms import rooms
from solver.roster import Activity, Assignment, Roster
from solver.spread import Pause, spread

Begun = Mapping[tuple[int, int], Sequence[int]]  # (agent, day) → first slot of each break


def finish(
    problem: RosterProblem, assignments: Sequence[Assignment], begun: Begun, placed: Sequence[Activity] = ()
) -> Roster:
    """Return the roster with its handovers and activities; breaks stand as near as can be to where they are wanted.

    So do the owed activities, near where they are `placed`: what is done together first, breaks last. Absences stay.
    Breaks that break a rule on their spacing or on how many of a team take them at once are moved.
    """
    pairs = handovers(problem, assignments, gone_from(placed))
    absences = [activity for activity in placed if activity.kind == ABSENCE]
    given = tuple(dict.fromkeys((*absences, *handover_activities(problem, assignments, pairs))))
    for spec in sorted(problem.owed, key=lambda spec: spec.together is None):
        place = _alone if spec.together is None else _together
        given += tuple(place(problem, spec, assignments, given, placed))
    wanted = {
        pause: min(pause.places, key=lambda span: (abs(span.start - first), span.start))
        for worked in assignments
        if problem.breaks_taken
        for pause, first in zip(_pauses(problem, worked, given), begun[worked.agent, worked.day], strict=False)
    }
    at = spread(problem, assignments, given, wanted)
    breaks = (Activity(pause.worked.agent, pause.worked.day, span, pause.kind) for pause, span in at.items())
    activities = sorted([*given, *breaks], key=lambda a: (a.agent, a.span.start))
    return Roster(tuple(sorted(assignments, key=lambda a: (a.agent, a.day, a.shift))), tuple(activities), pairs)


def _together(
    problem: RosterProblem,
    spec: ActivitySpec,
    assignments: Sequence[Assignment],
    given: Sequence[Activity],
    placed: Sequence[Activity],
) -> Iterator[Activity]:
    """Yield the activity at the time it is placed at if enough are there, else at the first at which most are."""
    there: dict[Span, list[Activity]] = {Span(start, start + spec.slots): [] for start in spec.starts()}
    for worked in assignments:
        if worked.agent in spec.agents:
            for room in _clear(problem, spec, worked, given):
                there[room].append(Activity(worked.agent, worked.day, room, spec.id))
    wanted = Counter(activity.span for activity in placed if activity.kind == spec.id)
    if there:
        enough = {room: min(len(agents), spec.least) for room, agents in there.items()}
        yield from there[min(there, key=lambda room: (-enough[room], -wanted[room], -len(there[room]), room.start))]


def _alone(
    problem: RosterProblem,
    spec: ActivitySpec,
    assignments: Sequence[Assignment],
    given: Sequence[Activity],
    placed: Sequence[Activity],
) -> Iterator[Activity]:
    """Yield the activity of each agent as near as can be to where it is placed."""
    wanted = {activity.agent: activity.span.start for activity in placed if activity.kind == spec.id}
    for agent in sorted(spec.agents):
        own = [worked for worked in assignments if worked.agent == agent]
        found = [(room, worked.day) for worked in own for room in _clear(problem, spec, worked, given)]
        if found:
            room, day = min(found, key=lambda at: (abs(at[0].start - wanted.get(agent, 0)), at[0].start))
            yield Activity(agent, day, room, spec.id)


def _clear(problem: RosterProblem, spec: ActivitySpec, worked: Assignment, given: Sequence[Activity]) -> Iterator[Span]:
    """Yield the times in a shift at which nothing else is in the way of the activity, nor it in that of all breaks."""
    busy = [activity.span for activity in given if (activity.agent, activity.day) == (worked.agent, worked.day)]
    breaks = problem.shifts[worked.shift].breaks if problem.breaks_taken else ()
    held = [pause for pause in breaks if _places(problem, worked, pause, busy)]
    for room in rooms(problem, spec, worked.day, worked.shift):
        if not any(room.overlaps(other) for other in busy) and all(
            _places(problem, worked, pause, [*busy, room]) for pause in held
        ):
            yield room


def _pauses(problem: RosterProblem, worked: Assignment, given: Sequence[Activity]) -> Iterator[Pause]:
    """Yield the breaks of a shift, each with its places: those in its window that are clear of handovers, or all."""
    busy = [activity.span for activity in given if (activity.agent, activity.day) == (worked.agent, worked.day)]
    for spec in problem.shifts[worked.shift].breaks:
        clear = _places(problem, worked, spec, busy) or _places(problem, worked, spec, ())
        yield Pause(worked, spec.kind, clear)


def _places(problem: RosterProblem, worked: Assignment, spec: BreakSpec, busy: Sequence[Span]) -> tuple[Span, ...]:
    """Return where a break can stand in its window, clear of what keeps the agent busy."""
    start = problem.span(worked.day, worked.shift).start
    window = [Span(at, at + spec.slots) for at in range(start + spec.earliest, start + spec.latest + 1)]
    for other in busy:
        window = [span for span in window if not span.overlaps(other)]
    return tuple(window)
