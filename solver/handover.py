"""Who hands a post over to whom, read off a finished set of assignments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from solver.problem import PostHours, RosterProblem, Span
from solver.roster import HANDOVER, Activity, Assignment, Handover


@dataclass(frozen=True, slots=True)
class Holder:
    """An agent who holds a post through a shift; `day` is None for a shift that began before the planned days.

    One who falls out in it holds until then, and hands over to nobody.
    """

    agent: int
    span: Span
    day: int | None
    falls_out: bool = False


NOBODY: Mapping[tuple[int, int], int] = MappingProxyType({})


def handovers(
    problem: RosterProblem, assignments: Sequence[Assignment], gone: Mapping[tuple[int, int], int] = NOBODY
) -> tuple[Handover, ...]:
    """Pair every holder who leaves a post inside its hours with one who takes it over.

    The incoming holder began at least the overlap earlier and ends later. One who takes over from nobody yet goes
    first, then the one who began last; so only a surplus outgoing holder shares an incoming one. `gone` holds when
    agents fall out of a shift, by agent and day.
    """
    found: list[Handover] = []
    for post in range(len(problem.posts)):
        if problem.posts[post].overlap:
            holders = list(_holders(problem, post, assignments, gone))
            for hours in problem.posts[post].hours:
                found += _pairs(problem, post, hours, [h for h in holders if h.span.overlaps(hours.span)])
    return tuple(found)


def _holders(
    problem: RosterProblem, post: int, assignments: Sequence[Assignment], gone: Mapping[tuple[int, int], int]
) -> Iterator[Holder]:
    for carried in problem.carried:
        if carried.post == post:
            yield Holder(carried.agent, carried.span, None)
    for worked in assignments:
        if worked.post == post:
            span, left = problem.span(worked.day, worked.shift), gone.get((worked.agent, worked.day))
            until = span if left is None else Span(span.start, left)
            yield Holder(worked.agent, until, worked.day, falls_out=left is not None)


def _pairs(problem: RosterProblem, post: int, hours: PostHours, holders: list[Holder]) -> Iterator[Handover]:
    overlap = problem.posts[post].overlap
    taken: set[Holder] = set()
    for outgoing in sorted(holders, key=lambda h: (h.span.end, h.agent)):
        at = outgoing.span.end
        if outgoing.falls_out or at <= 0 or (hours.closes and at >= hours.span.end):
            continue
        able = [h for h in holders if h.span.start <= at - overlap and h.span.end > at and h.agent != outgoing.agent]
        if able:
            incoming = min(able, key=lambda h: (h in taken, -h.span.start, h.agent))
            taken.add(incoming)
            yield Handover(post, at, outgoing.agent, incoming.agent, overlap)


def handover_activities(
    problem: RosterProblem, assignments: Sequence[Assignment], pairs: Sequence[Handover]
) -> Iterator[Activity]:
    """Yield the time that both sides of every handover spend on it, where their shifts are planned here."""
    for pair in pairs:
        span = Span(pair.at - pair.overlap, pair.at)
        for agent in (pair.outgoing, pair.incoming):
            for worked in assignments:
                if worked.agent == agent and worked.post == pair.post:
                    shift = problem.span(worked.day, worked.shift)
                    if shift.start <= span.start and span.end <= shift.end:
                        yield Activity(agent, worked.day, span, HANDOVER)
