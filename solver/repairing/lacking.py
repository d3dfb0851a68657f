"""Holders of posts that are lacking once people have fallen out."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.absences import gone_from
from solver.problem import RosterProblem, Span
from solver.roster import Assignment, Roster
from solver.rules.posts import Posts, Stretch, stretches

UNHELD_H = 1_000  # wage-hours that a missing holder of a slot costs a repair where posts are enforced


@dataclass(frozen=True, slots=True)
class Lacking:
    """A stretch of a post with too few holders; each of the offers (day, shift) held there adds one."""

    post: int
    span: Span
    offers: frozenset[tuple[int, int]]
    missing: int
    per_slot: int | None  # cost of a missing holder; None where the rule is enforced


def lacking_holders(problem: RosterProblem, roster: Roster, first: int) -> Iterator[Lacking]:
    """Yield the stretches that reach past the slot `first` and lack holders."""
    rule = next((rule for rule in problem.rules if isinstance(rule, Posts)), None)
    if rule is None:
        return
    gone = gone_from(roster.activities)
    for number, post in enumerate(problem.posts):
        holding = [worked for worked in roster.assignments if worked.post == number]
        for hours in post.hours:
            if hours.span.end <= first:
                continue
            for stretch in stretches(problem, number, hours):
                held = sum(_holds(problem, worked, stretch, gone) for worked in holding)
                missing = post.holders - stretch.carried - held
                if missing > 0 and stretch.span.end > first:
                    per_slot = None if rule.enforced else rule.weight
                    yield Lacking(number, stretch.span, frozenset(stretch.offers), missing, per_slot)


def _holds(problem: RosterProblem, worked: Assignment, stretch: Stretch, gone: dict[tuple[int, int], int]) -> bool:
    """Tell whether a holder holds through a stretch; who falls out holds until then and hands over to nobody."""
    left = gone.get((worked.agent, worked.day))
    if left is None:
        return (worked.day, worked.shift) in stretch.offers
    return problem.span(worked.day, worked.shift).start <= stretch.span.start and stretch.span.end <= left
