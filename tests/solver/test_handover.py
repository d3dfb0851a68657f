"""Who hands over to whom: early is 7-15, late 14-22."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.finish import finish
from solver.handover import handovers
from solver.problem import CarriedShift, PostHours, Span
from solver.roster import Handover, Roster
from solver.rules import Posts
from tests.solver.rules.weeks import agent, assignments, post, problem
from tests.solver.small import small, small_roster

TEAM = tuple(agent(name) for name in "ABCD")
POST = post(8, 22, overlap=1)


def test_the_outgoing_holder_meets_one_who_began_before_and_ends_later() -> None:
    asked = problem(posts=(POST,), agents=TEAM)
    assert handovers(asked, assignments(".E+..|.L+..")) == (Handover(0, 39, 0, 1, 1),)


def test_both_sides_are_off_contacts_for_the_overlap() -> None:
    roster = finish(problem(posts=(POST,), agents=TEAM), assignments(".E+..|.L+.."), {})
    taken = [(a.agent, a.span, a.kind) for a in roster.activities]
    assert taken == [(0, Span(38, 39), "handover"), (1, Span(38, 39), "handover")]


def test_each_outgoing_holder_finds_an_incoming_one_of_their_own_if_there_are_enough() -> None:
    asked = problem(posts=(replace(POST, holders=2),), agents=TEAM)
    pairs = handovers(asked, assignments(".E+..|.E+..|.L+..|.L+.."))
    assert [(pair.outgoing, pair.incoming) for pair in pairs] == [(0, 2), (1, 3)]


def test_a_surplus_outgoing_holder_shares_an_incoming_one() -> None:
    pairs = handovers(problem(posts=(POST,), agents=TEAM), assignments(".E+..|.E+..|.L+..|...."))
    assert [(pair.outgoing, pair.incoming) for pair in pairs] == [(0, 2), (1, 2)]


def test_last_weeks_night_hands_over_to_the_first_early_shift() -> None:
    night = CarriedShift(3, Span(-2, 8), post=0)
    around = replace(POST, hours=(PostHours(Span(-2, 15)),))
    asked = problem(posts=(around,), agents=TEAM, carried=(night,))
    assert handovers(asked, assignments("E+...|....|....|....")) == (Handover(0, 8, 3, 0, 1),)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_where_a_post_is_held_throughout_everyone_who_leaves_it_hands_over(seed: int) -> None:
    """Shortened shifts that cover every slot are a chain of handovers: the theorem that the rule rests on."""
    rng = random.Random(seed)
    asked = small(rng)
    worked = small_roster(rng, asked)
    lead = asked.posts[0]
    held = not list(Posts().check(asked, Roster(worked)))
    leaving = {
        (a.agent, asked.span(a.day, a.shift).end)
        for a in worked
        if a.post == 0
        for hours in lead.hours
        if hours.span.overlaps(asked.span(a.day, a.shift)) and asked.span(a.day, a.shift).end < hours.span.end
    }
    pairs = {(pair.outgoing, pair.at) for pair in handovers(asked, worked)}
    assert pairs <= leaving | {(shift.agent, shift.span.end) for shift in asked.carried}
    if held and lead.overlap:
        assert leaving <= pairs
