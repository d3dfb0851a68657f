"""Posts and their handovers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from solver.model import Model
from solver.problem import PostHours, RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts(Rule):
    """Every post is held at every slot of its hours by its number of holders, with the overlap for each handover.

    A chain of holders with overlaps of k exists exactly when the holding shifts, those that end inside the hours
    shortened by k, cover every slot q of the hours (start <= q and q + 1 <= end - k).
    """

    name: ClassVar[str] = "posts"
    priced: ClassVar[bool] = True
    scope: ClassVar[str] = "group"

    def build(self, model: Model) -> None:
        """Demand enough shortened holding shifts at every slot; slots with the same shifts share a constraint."""
        for number, post in enumerate(model.problem.posts):
            for hours in post.hours:
                for stretch in stretches(model.problem, number, hours):
                    self._build_stretch(model, number, stretch)

    def _build_stretch(self, model: Model, number: int, stretch: "Stretch") -> None:
        post = model.problem.posts[number]
        agents = range(len(model.problem.agents))
        held = sum(model.holds(agent, *offer, number) for offer in stretch.offers for agent in agents)
        missing = post.holders - stretch.carried
        if self.enforced:
            model.enforce(self, held >= missing, None, model.problem.day_of(stretch.span.start), post.id)
        else:
            slots = len(stretch.span.slots())
            model.penalise(model.excess(-held, -missing, max(0, missing)), self.weight * slots)

    def concerns(self, problem: RosterProblem, subject: str) -> frozenset[int]:
        """Return those who may hold the post; everybody where nobody asks for the skill."""
        if not any(rule.name == "skill" and rule.enforced for rule in problem.rules):
            return Rule.concerns(self, problem, subject)
        return frozenset(agent for post in problem.posts if post.id == subject for agent in post.eligible)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the slots of each day at which holders are missing."""
        for number, post in enumerate(problem.posts):
            missing: Counter[int] = Counter()
            for held in _held_slots(problem, number, roster):
                missing[problem.day_of(held.slot)] += max(0, post.holders - held.carried - held.planned)
            for day, amount in sorted(missing.items()):
                if amount:
                    yield self.breach(amount, day=day, subject=post.id)


def surplus_of_holders(problem: RosterProblem, number: int, roster: Roster) -> int:
    """Return what holders of a post beyond those needed cost; who holds it from before is not counted."""
    post = problem.posts[number]
    if not post.surplus_cost or not any(rule.name == Posts.name for rule in problem.rules):
        return 0
    needed = ((held.planned, max(0, post.holders - held.carried)) for held in _held_slots(problem, number, roster))
    return post.surplus_cost * sum(max(0, planned - missing) for planned, missing in needed)


@dataclass(frozen=True, slots=True)
class _HeldSlot:
    """How many hold a post through a slot: from shifts of before, and from planned ones."""

    slot: int
    carried: int
    planned: int


def _held_slots(problem: RosterProblem, number: int, roster: Roster) -> Iterator[_HeldSlot]:
    post = problem.posts[number]
    planned = [problem.span(a.day, a.shift) for a in roster.assignments if a.post == number]
    carried = [shift.span for shift in problem.carried if shift.post == number]
    for hours in post.hours:
        for slot in range(max(0, hours.span.start), hours.span.end):
            yield _HeldSlot(
                slot,
                sum(_holds_at(slot, span, hours, post.overlap) for span in carried),
                sum(_holds_at(slot, span, hours, post.overlap) for span in planned),
            )


def _holds_at(slot: int, span: Span, hours: PostHours, overlap: int) -> bool:
    """Tell whether a shift holds through the whole slot, its handover not counted."""
    ends_inside = not hours.closes or span.end < hours.span.end
    return span.start <= slot and slot + 1 <= span.end - (overlap if ends_inside else 0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Slots of a post that the same offers (day, shift) can hold, and how many carried shifts do."""

    span: Span
    offers: tuple[tuple[int, int], ...]
    carried: int


def stretches(problem: RosterProblem, number: int, hours: PostHours) -> Iterator[Stretch]:
    """Yield the hours of a post in stretches that the same shifts, shortened by their handover, can hold."""
    post = problem.posts[number]
    holds = {
        offer: _shortened(problem.span(*offer), hours, post.overlap)
        for offer in problem.offers()
        if number in problem.posts_of(*offer)
    }
    carried = [_shortened(shift.span, hours, post.overlap) for shift in problem.carried if shift.post == number]
    wanted = Span(max(0, hours.span.start), hours.span.end)
    marks = {mark for held in (*holds.values(), *carried) for mark in (held.start, held.end) if mark in wanted}
    for start, end in pairwise(sorted(marks | {wanted.start, wanted.end})):
        offers = tuple(offer for offer, held in holds.items() if held.start <= start and held.end >= end)
        yield Stretch(Span(start, end), offers, sum(held.start <= start and held.end >= end for held in carried))


def _shortened(span: Span, hours: PostHours, overlap: int) -> Span:
    """Return the slots a holding shift counts for."""
    whole = hours.closes and span.end >= hours.span.end
    return span if whole else Span(span.start, span.end - overlap)
