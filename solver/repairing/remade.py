"""The roster that follows from changed assignments: what has begun stays, and all else keeps clear of handovers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from solver.absences import ABSENCE, Absence, gone_from
from solver.handover import handover_activities, handovers
from solver.problem import BreakSpec, RosterProblem, Span
from solver.roster import HANDOVER, Activity, Assignment, Handover, Roster
from solver.spread import Pause, spread

Cell = tuple[int, int]  # agent, day
Begun = Mapping[Cell, Sequence[int]]  # first slot of each break, of changed shifts


def dropped(problem: RosterProblem, roster: Roster, absences: Sequence[Absence], first: int) -> Roster:
    """Return the roster without the absent: they begin no shift, and are away for the rest of one that has begun."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for absence in absences:
        spans[absence.agent].append(absence.span)
    kept, left = [], dict[Cell, Span]()
    for worked in roster.assignments:
        shift = problem.span(worked.day, worked.shift)
        away = [span for span in spans[worked.agent] if span.overlaps(shift)]
        if all(shift.start < span.start for span in away):
            kept.append(worked)
            for span in away:
                left[worked.agent, worked.day] = Span(span.start, min(span.end, shift.end))
    there = {(worked.agent, worked.day) for worked in kept}
    activities = [
        activity
        for activity in roster.activities
        if (cell := (activity.agent, activity.day)) in there
        and (cell not in left or activity.span.start not in left[cell])
    ]
    activities += [Activity(*cell, span, ABSENCE) for cell, span in left.items()]
    return remade(problem, Roster((), tuple(activities), roster.handovers), kept, {}, first)


def remade(
    problem: RosterProblem, before: Roster, assignments: Sequence[Assignment], begun: Begun, first: int
) -> Roster:
    """Return a roster of the assignments in which breaks of changed shifts begin as given and all others as before.

    Handovers after the slot `first` are read off anew. A break in the way of one moves, as do those of changed shifts
    where they break a rule on spacing or sharing of breaks.
    """
    gone = gone_from(before.activities)
    pairs = tuple(_pairs(problem, before, assignments, gone, first))
    breaks = {spec.kind for shift in problem.shifts for spec in shift.breaks}
    there = {(worked.agent, worked.day) for worked in assignments}
    stay = [a for a in before.activities if a.kind not in {HANDOVER, *breaks} and (a.agent, a.day) in there]
    given = [*_handing_over(problem, before, assignments, pairs, first), *stay]
    own_given, own_before = _by_cell(given), _by_cell(before.activities)
    wanted = dict(
        chain.from_iterable(
            _pauses(problem, worked, own_before[cell], own_given[cell], begun.get(cell), breaks, first)
            for worked in assignments
            for cell in [(worked.agent, worked.day)]
        )
    )
    placed = spread(problem, assignments, given, wanted)
    taken = (Activity(pause.worked.agent, pause.worked.day, span, pause.kind) for pause, span in placed.items())
    return Roster(
        tuple(sorted(assignments, key=lambda a: (a.agent, a.day, a.shift))),
        tuple(sorted([*given, *taken], key=lambda a: (a.agent, a.span.start))),
        pairs,
    )


def _by_cell(activities: Iterable[Activity]) -> Mapping[Cell, list[Activity]]:
    found: dict[Cell, list[Activity]] = defaultdict(list)
    for activity in activities:
        found[activity.agent, activity.day].append(activity)
    return found


def _pairs(
    problem: RosterProblem, before: Roster, assignments: Sequence[Assignment], gone: Mapping[Cell, int], first: int
) -> Iterator[Handover]:
    """Yield the handovers that have begun as they were, and those to come."""
    left = {agent for agent, _ in gone}
    for pair in before.handovers:
        if pair.at - pair.overlap < first and (pair.at <= first or left.isdisjoint((pair.outgoing, pair.incoming))):
            yield pair
    yield from (pair for pair in handovers(problem, assignments, gone) if pair.at - pair.overlap >= first)


def _handing_over(
    problem: RosterProblem,
    before: Roster,
    assignments: Sequence[Assignment],
    pairs: Sequence[Handover],
    first: int,
) -> Iterator[Activity]:
    """Yield the handovers that agents have begun, and those to come."""
    yield from (a for a in before.activities if a.kind == HANDOVER and a.span.start < first)
    to_come = [pair for pair in pairs if pair.at - pair.overlap >= first]
    yield from dict.fromkeys(handover_activities(problem, assignments, to_come))


def _pauses(
    problem: RosterProblem,
    worked: Assignment,
    before: Sequence[Activity],
    given: Sequence[Activity],
    begun: Sequence[int] | None,
    kinds: set[str],
    first: int,
) -> Iterator[tuple[Pause, Span]]:
    """Yield the breaks of a shift with their places and where they are wanted; one place for what may not move."""
    specs = problem.shifts[worked.shift].breaks if problem.breaks_taken else ()
    busy = [activity.span for activity in given]
    taken = [activity for activity in before if activity.kind in kinds]
    if begun is None:
        span_of = [(activity.kind, activity.span) for activity in taken]
    else:
        span_of = [(spec.kind, Span(at, at + spec.slots)) for spec, at in zip(specs, begun, strict=True)]
    for number, (kind, span) in enumerate(span_of):
        in_the_way = any(span.overlaps(other) for other in busy)
        places: tuple[Span, ...] = (span,)
        if span.start >= first and len(span_of) == len(specs) and (begun is not None or in_the_way):
            places = _places(problem, worked, specs[number], busy, first) or (span,)
        yield Pause(worked, kind, places), min(places, key=lambda at: (abs(at.start - span.start), at.start))


def _places(
    problem: RosterProblem, worked: Assignment, spec: BreakSpec, busy: Sequence[Span], first: int
) -> tuple[Span, ...]:
    """Return where a break can still stand in its window, clear of what keeps the agent busy."""
    start = problem.span(worked.day, worked.shift).start
    window = range(max(first, start + spec.earliest), start + spec.latest + 1)
    places = (Span(at, at + spec.slots) for at in window)
    return tuple(span for span in places if not any(span.overlaps(other) for other in busy))
