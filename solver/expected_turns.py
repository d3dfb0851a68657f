"""How many turns the days to plan will have, before there is a roster."""

from collections import Counter
from collections.abc import Collection
from fractions import Fraction
from math import ceil, floor

from solver.fairness import HUNDREDTHS, Offer, turn_cells
from solver.problem import FairAccount, RosterProblem


def expected_turns(problem: RosterProblem, account: FairAccount) -> int:
    """Return about how many turns these days have for the agents of an account, in 1/100.

    At a post: hours / length of a shift that holds it, rounded up, for each stretch. Otherwise, with people present as
    they are required: the shifts that contracts add up to × the part of the required time that turns cover; of weekends
    at most one each.
    """
    cells = turn_cells(problem, account)
    if account.post is not None:
        return HUNDREDTHS * _turns_at_post(problem, account.post, cells.weights)
    turns = frozenset(cells.weights).union(*cells.blocks)
    paid = [shift.paid_min for shift in problem.shifts]
    owed = sum(problem.agents[agent].contract_min for agent in account.shares)
    part = _required_part(problem, frozenset().union(*(problem.agents[a].queues for a in account.shares)), turns)
    expected = floor(HUNDREDTHS * part * owed * len(paid) / sum(paid)) if sum(paid) else 0
    return min(expected, HUNDREDTHS * len(cells.blocks) * len(account.shares)) if cells.blocks else expected


def _turns_at_post(problem: RosterProblem, number: int, offers: Collection[Offer]) -> int:
    post = problem.posts[number]
    held = [len(problem.span(*offer).slots()) - post.overlap for offer in offers]
    if not held:
        return 0
    return sum(post.holders * ceil(Fraction(len(hours.span.slots()) * len(held), sum(held))) for hours in post.hours)


def _required_part(problem: RosterProblem, queues: frozenset[int], turns: Collection[Offer]) -> Fraction:
    """Return the part of the required time that turns cover, evenly with the other shifts of the same time."""
    covering: Counter[int] = Counter()
    with_turns: Counter[int] = Counter()
    for offer in problem.offers():
        covering.update(problem.span(*offer).slots())
        if offer in turns:
            with_turns.update(problem.span(*offer).slots())
    required = [sum(problem.queues[queue].required[slot] for queue in queues) for slot in range(problem.slots)]
    parts = [
        Fraction(people * with_turns[slot], covering[slot]) for slot, people in enumerate(required) if covering[slot]
    ]
    return sum(parts, Fraction(0)) / max(1, sum(required))
