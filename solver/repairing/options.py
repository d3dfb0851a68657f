"""What agents could do on a day other than what is rostered: one change of one agent is an option."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from solver.absences import gone_from
from solver.coverage import Crew
from solver.problem import RosterProblem, Span
from solver.repairing.changes import ChangeCosts, ChangeKind
from solver.repairing.lacking import Lacking
from solver.repairing.stints import NOBODY, Pause, Stint, Stints
from solver.roster import HANDOVER, Activity, Assignment, Roster

MOST_MOVED_MIN = 60
MOST_LONGER_MIN = 120


class Option(NamedTuple):
    """An agent works a shift, at a post or none, in place of what is rostered; `cost` is what the change costs alone.

    That is the trouble and the wages, without what rules on single agents make of her week.
    """

    agent: int
    shift: int
    post: int | None
    kind: ChangeKind
    stint: int
    instead_of: int  # the stint rostered
    cost: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that is repaired, and the slots in which something may change: shifts that begin in them, and breaks."""

    day: int
    window: Span

    @property
    def first(self) -> int:
        """The first slot in which something may change."""
        return self.window.start


class DayOptions:
    """The options of all agents on a day, with their stints; those in `away` and holders of posts have none."""

    def __init__(
        self,
        problem: RosterProblem,
        roster: Roster,
        moment: Moment,
        away: frozenset[int],
        lacking: Sequence[Lacking],
        costs: ChangeCosts,
    ) -> None:
        self.problem = problem
        self.moment = moment
        self.costs = costs
        self.crews: list[Crew] = sorted({agent.queues for agent in problem.agents}, key=sorted)
        self.reach = self._reach()
        self.stints = Stints(self.reach)
        self.crew_of = [self.crews.index(agent.queues) for agent in problem.agents]
        self._posts = sorted({lack.post for lack in lacking})
        self._starting = [s for s in problem.offered[moment.day] if self._span(s).start in moment.window]
        self.rostered = {a.agent: a for a in roster.assignments if a.day == moment.day}
        doing, gone = roster.activities_in(), gone_from(roster.activities)
        self.options: list[Option] = []
        for agent in range(len(problem.agents)):
            worked = self.rostered.get(agent)
            if agent in away or (agent, moment.day) in gone:
                continue
            if worked is None:
                self.options += self._call_ins(agent)
            elif worked.post is None and self._may_change(worked):
                self.options += self._changes(worked, doing[agent, moment.day])
        self.stints.freeze()

    def _span(self, shift: int) -> Span:
        return self.problem.span(self.moment.day, shift)

    def _reach(self) -> Span:
        """Return the slots that a change of the day can reach."""
        spans = [self._span(shift) for shift in self.problem.offered[self.moment.day]]
        first = max(self.moment.first, min(span.start for span in spans))
        return Span(first, max(first, *(span.end for span in spans)))

    def _may_change(self, worked: Assignment) -> bool:
        """Tell whether a shift is to begin in the window, or goes on in it."""
        span = self._span(worked.shift)
        return span.start < self.moment.window.end and span.end > self.moment.first

    def assignment(self, option: Option) -> Assignment:
        """Return what the agent works with an option."""
        return Assignment(option.agent, self.moment.day, option.shift, option.post)

    def _call_ins(self, agent: int) -> Iterator[Option]:
        """Yield every shift that is still to begin for an agent who is off."""
        for shift in self._starting:
            stint = self._stint(agent, shift, (), ())
            if stint is None:
                continue
            wage, number = self.problem.labour_cost(agent, self.moment.day, shift), self.stints.number(stint)
            if self.problem.agents[agent].queues:
                cost = wage + self.costs.of(ChangeKind.CALLED_IN, takes_post=False)
                yield Option(agent, shift, None, ChangeKind.CALLED_IN, number, NOBODY, cost)
            yield from self._at_posts(agent, shift, ChangeKind.CALLED_IN, number, NOBODY, wage)

    def _changes(self, worked: Assignment, doing: Sequence[Activity]) -> Iterator[Option]:
        """Yield other breaks, another start and a longer shift for an agent who works, and the posts she could take."""
        agent, span = worked.agent, self._span(worked.shift)
        owed = {spec.id for spec in self.problem.activities} | {HANDOVER}
        busy = tuple(activity.span for activity in doing if activity.kind in owed)
        breaks = [activity for activity in doing if activity.kind not in owed]
        around = tuple(sorted((*busy, *(activity.span for activity in breaks)), key=lambda at: at.start))
        now = self.stints.number(Stint(self.crew_of[agent], span.start, span.end, (), around))
        yield from self._at_posts(agent, worked.shift, ChangeKind.POST, now, now, 0)
        taken = [activity for activity in breaks if activity.span.start < self.moment.first]
        for shift in self._starting if span.start >= self.moment.first else self.problem.offered[self.moment.day]:
            kind = self._kind(worked.shift, shift)
            stint = None if kind is None else self._stint(agent, shift, taken, busy)
            if kind is None or stint is None or not _has_choice(kind, stint):
                continue
            wage, number = self._more_wage(worked, shift), self.stints.number(stint)
            yield Option(agent, shift, None, kind, number, now, wage + self.costs.of(kind, takes_post=False))
            if kind is not ChangeKind.BREAKS:
                yield from self._at_posts(agent, shift, kind, number, now, wage)

    def _kind(self, before: int, after: int) -> ChangeKind | None:
        """Return what kind of change it is to work another shift, None for one that is too different."""
        if before == after:
            return ChangeKind.BREAKS
        old, new = self._span(before), self._span(after)
        longer = (new.end - new.start) - (old.end - old.start)
        begun = old.start < self.moment.first
        if begun and new.start != old.start:
            return None
        if longer == 0 and 0 < abs(new.start - old.start) * self.problem.slot_min <= MOST_MOVED_MIN:
            return ChangeKind.MOVED
        contains = new.start <= old.start and old.end <= new.end
        if contains and 0 < longer * self.problem.slot_min <= MOST_LONGER_MIN:
            return ChangeKind.EXTENDED
        return None

    def _more_wage(self, worked: Assignment, shift: int) -> int:
        day, wage = self.moment.day, self.problem.labour_cost
        return wage(worked.agent, day, shift) - wage(worked.agent, day, worked.shift)

    def _stint(self, agent: int, shift: int, taken: Sequence[Activity], busy: tuple[Span, ...]) -> Stint | None:
        """Return how the agent could work a shift beside what she has begun and what keeps her busy, None if not."""
        span = self._span(shift)
        if any(not (span.start <= other.start and other.end <= span.end) for other in busy):
            return None
        pauses: list[Pause] = []
        left = list(taken)
        for spec in self.problem.shifts[shift].breaks if self.problem.breaks_taken else ():
            if left and left[0].span.end - left[0].span.start == spec.slots and left[0].kind == spec.kind:
                starts = [left.pop(0).span.start]
                earliest = starts[0] - span.start
                if not spec.earliest <= earliest <= spec.latest:
                    return None
            else:
                window = range(max(self.moment.first, span.start + spec.earliest), span.start + spec.latest + 1)
                starts = [at for at in window if not any(Span(at, at + spec.slots).overlaps(other) for other in busy)]
            if not starts:
                return None
            pauses.append(Pause(spec.slots, tuple(starts)))
        return None if left else Stint(self.crew_of[agent], span.start, span.end, tuple(pauses), busy)

    def _at_posts(
        self, agent: int, shift: int, kind: ChangeKind, stint: int, instead_of: int, wage: int
    ) -> Iterator[Option]:
        """Yield the shift at each post that lacks holders and that the agent may hold in it."""
        for post in self._posts:
            at = self.problem.posts[post]
            if agent in at.eligible and post in self.problem.posts_of(self.moment.day, shift):
                held = stint if at.on_contacts else NOBODY
                cost = wage + self.costs.of(kind, takes_post=True)
                yield Option(agent, shift, post, kind, held, instead_of, cost)


def _has_choice(kind: ChangeKind, stint: Stint) -> bool:
    """Tell whether a change of breaks can change any."""
    return kind is not ChangeKind.BREAKS or any(len(pause.starts) > 1 for pause in stint.pauses)
