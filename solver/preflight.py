"""What can be told before any search: posts that no shift or no agent can hold."""

from solver.agent_shapes import AgentShapes
from solver.errors import Clash, Conflict, HandoverImpossible, InfeasibleRoster, PostUnheld
from solver.explaining.explain import explain
from solver.explaining.ways_out import ways_out
from solver.problem import RosterProblem
from solver.rules.posts import Posts, Stretch, stretches
from solver.weeks.arrays import FORBIDDEN
from solver.weeks.week import Weeks

WORK = 10.0  # deterministic seconds a solve of the explanation


def check_posts(problem: RosterProblem, weeks: Weeks) -> None:
    """Raise if at some slot of an enforced post no shift template, or no agent, can hold it.

    Raises
    ------
    HandoverImpossible
        Shifts reach the slot, but only in the overlap in which their holder hands over: a template is missing.
    PostUnheld
        No shift reaches the slot, or nobody may hold the post.
    InfeasibleRoster
        Nobody who may hold the post can work a shift that reaches the slot: the rules that forbid it.
    """
    if not any(isinstance(rule, Posts) and rule.enforced for rule in problem.rules):
        return
    for number, post in enumerate(problem.posts):
        for hours in post.hours:
            for stretch in stretches(problem, number, hours):
                if stretch.carried < post.holders:
                    _check_stretch(problem, weeks, number, stretch)


def _check_stretch(problem: RosterProblem, weeks: Weeks, number: int, stretch: Stretch) -> None:
    post, slot = problem.posts[number], stretch.span.start
    day = problem.day_of(slot)
    able = [
        agent
        for agent in range(len(problem.agents))
        if any(weeks.costs[agent, *offer, 1 + number] < FORBIDDEN for offer in stretch.offers)
    ]
    if able:
        return
    if stretch.offers and post.eligible:
        raise InfeasibleRoster(explain(problem, WORK))
    clashes = (Clash("posts", "", day, post.id),)
    if not stretch.offers and any(slot in problem.span(*offer) for offer in problem.offers()):
        raise HandoverImpossible(
            (Conflict(clashes),),
            post=post.id,
            day=day,
            overlap_min=post.overlap * problem.slot_min,
            minute=(slot - problem.days[day].span.start) * problem.slot_min,
        )
    raise PostUnheld((Conflict(clashes, ways_out(problem, clashes, AgentShapes(problem))),), post=post.id, day=day)
