"""What each other shift of an agent on a day would cost, the weeks of all others as they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solver.check import check
from solver.explaining.worth import best_breaks, slot_worth
from solver.finish import finish
from solver.problem import RosterProblem
from solver.roster import Assignment, Breach, CostItem, Roster, Verdict


@dataclass(frozen=True, slots=True)
class Alternative:
    """A shift of the agent on the day (None: the day off), and what changes with it against the roster.

    `items` are the parts of the cost that differ, `broken` the enforced rules that it breaks and the roster does not.
    """

    assignment: Assignment | None
    current: bool
    items: tuple[CostItem, ...]
    broken: tuple[Breach, ...]

    @property
    def cost(self) -> int:
        """How much dearer the roster would be."""
        return sum(item.cost for item in self.items)


def alternatives(problem: RosterProblem, roster: Roster, agent: int, day: int) -> tuple[Alternative, ...]:
    """Return what is rostered and every other shift and the day off: legal ones first, the cheapest first.

    Each is the whole roster with that one day changed, recomputed by `check`; where the shift can hold posts, the best
    of them. The breaks of the new shift stand where she is missed least.
    """
    current = next((a for a in roster.assignments if (a.agent, a.day) == (agent, day)), None)
    others = Roster(
        tuple(a for a in roster.assignments if a != current),
        tuple(a for a in roster.activities if (a.agent, a.day) != (agent, day)),
    )
    worth = slot_worth(problem, others, problem.agents[agent].queues)
    before = check(problem, roster)
    found = [Alternative(current, True, (), ())]
    for choices in _choices(problem, agent, day):
        if current not in choices:
            verdicts = [(chosen, check(problem, _changed(problem, others, chosen, worth))) for chosen in choices]
            each = [
                Alternative(chosen, False, _items(before, after), _new(before, after)) for chosen, after in verdicts
            ]
            found.append(min(each, key=_order))
    return tuple(sorted(found, key=_order))


def _order(alternative: Alternative) -> tuple[bool, int]:
    return bool(alternative.broken), alternative.cost


def _choices(problem: RosterProblem, agent: int, day: int) -> Iterator[list[Assignment | None]]:
    """Yield the day off, and every shift at no post and at each that the agent may hold in it."""
    yield [None]
    for shift in problem.offered[day]:
        posts = [post for post in problem.posts_of(day, shift) if agent in problem.posts[post].eligible]
        yield [Assignment(agent, day, shift, post) for post in (None, *posts)]


def _changed(problem: RosterProblem, others: Roster, chosen: Assignment | None, worth: Sequence[int]) -> Roster:
    """Return the roster with one more shift; what all others do in theirs stays unless a handover needs the time."""
    kinds = {spec.kind for shift in problem.shifts for spec in shift.breaks}
    begun: dict[tuple[int, int], list[int]] = {(worked.agent, worked.day): [] for worked in others.assignments}
    for activity in others.activities:
        if activity.kind in kinds:
            begun[activity.agent, activity.day].append(activity.span.start)
    if chosen is None:
        return finish(problem, others.assignments, begun, others.activities)
    begun[chosen.agent, chosen.day] = best_breaks(problem, chosen.day, chosen.shift, worth)
    return finish(problem, (*others.assignments, chosen), begun, others.activities)


def _items(before: Verdict, after: Verdict) -> tuple[CostItem, ...]:
    """Return the parts of the cost that differ, by how much."""
    was = {item.name: item.cost for item in before.items}
    changed = (replace(item, cost=item.cost - was[item.name]) for item in after.items)
    return tuple(item for item in changed if item.cost)


def _new(before: Verdict, after: Verdict) -> tuple[Breach, ...]:
    """Return the violations that were not there, each by how much it grew."""
    was: Counter[tuple[object, ...]] = Counter()
    for breach in before.violations:
        was[_place(breach)] += breach.amount
    grown = (replace(breach, amount=breach.amount - was[_place(breach)]) for breach in after.violations)
    return tuple(breach for breach in grown if breach.amount > 0)


def _place(breach: Breach) -> tuple[object, ...]:
    return breach.rule, breach.agent, breach.day, breach.subject
