"""Problems that fall into sites, and rosters that join."""

import random
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import Effort, check, rules, solve_roster
from solver.errors import RuleSpansSites
from solver.problem import (
    ActivitySpec,
    Agent,
    CarriedShift,
    FairAccount,
    HandoverShare,
    Lock,
    RosterProblem,
    Span,
    Team,
)
from solver.roster import Activity, Assignment, Roster
from solver.sites import join, mean_prices, split
from solver.sites.minutes import minutes_for_queues
from solver.sites.parts import divided
from solver.sites.spanning import TOGETHER
from solver.weeks.prices import Prices
from tests.solver.builders import DAY, centre, group, queue
from tests.solver.small import small, small_roster


def sites_of(agents: int, sites: int) -> list[frozenset[int]]:
    return [frozenset(range(site, agents, sites)) for site in range(sites)]


def apart(problem: RosterProblem) -> RosterProblem:
    """The problem without the rules that see people of several sites together."""
    return replace(problem, rules=tuple(rule for rule in problem.rules if rule.name not in TOGETHER))


def of_site(roster: Roster, site: frozenset[int]) -> Roster:
    place = {agent: at for at, agent in enumerate(sorted(site))}
    return Roster(
        tuple(replace(worked, agent=place[worked.agent]) for worked in roster.assignments if worked.agent in site),
        tuple(replace(done, agent=place[done.agent]) for done in roster.activities if done.agent in site),
    )


def people(crews: dict[frozenset[int], int], contract_min: int = 2400) -> tuple[Agent, ...]:
    return tuple(
        Agent(f"{sorted(crew)}{n}", crew, 2000, contract_min, Span(0, 7 * DAY))
        for crew, count in crews.items()
        for n in range(count)
    )


def asking(required: list[float], staff: tuple[Agent, ...]) -> RosterProblem:
    """A week in which every queue asks for the same people all the time."""
    queues = tuple(queue(f"q{at}", [1.0] * (7 * DAY), 7 * DAY * people) for at, people in enumerate(required))
    whole = replace(centre(1, 5), agents=staff, queues=queues, groups=(group("all", queues, staff),), posts=())
    return replace(whole, locks=(), wishes=())


@given(
    amounts=st.lists(st.integers(0, 10**6), min_size=1, max_size=4),
    weights=st.lists(st.integers(0, 10**7), min_size=1, max_size=20),
)
def test_whole_parts_sum_up_and_are_within_one_of_their_exact_share(amounts, weights):
    parts = divided(np.array(amounts), np.array([[weight] * len(amounts) for weight in weights]))
    assert parts.sum(axis=0).tolist() == amounts
    shares = weights if sum(weights) else [1] * len(weights)
    for part, share in zip(parts.tolist(), shares, strict=True):
        for got, amount in zip(part, amounts, strict=True):
            assert got >= 0
            assert abs(got - Fraction(amount * share, sum(shares))) < 1


def test_sites_of_the_same_people_have_the_same_part():
    both = people({frozenset({0}): 20, frozenset({0, 1}): 20})
    problem = asking([12.0, 3.0], both)
    parts = split(problem, [frozenset(range(0, 40, 2)), frozenset(range(1, 40, 2))])
    for one in parts:
        assert [queue.required[0] for queue in one.queues] == [600, 150]


def test_who_can_serve_two_queues_leaves_the_first_to_those_who_can_serve_no_other():
    problem = asking([5.0, 5.0], people({frozenset({0}): 10, frozenset({0, 1}): 10}))
    singles, doubles = split(problem, [frozenset(range(10)), frozenset(range(10, 20))])
    assert [queue.required[0] for queue in singles.queues] == pytest.approx([500, 0], abs=6)
    assert [queue.required[0] for queue in doubles.queues] == pytest.approx([0, 500], abs=6)


def test_a_day_on_leave_takes_a_site_out_of_that_day():
    staff = people({frozenset({0}): 4})
    away = tuple(replace(agent, leave=(Span(DAY, 2 * DAY),)) for agent in staff[:2])
    first, second = split(asking([2.0], away + staff[2:]), [frozenset({0, 1}), frozenset({2, 3})])
    assert [first.queues[0].required[slot] for slot in (0, DAY)] == [107, 0]  # 200 x 400 / (400 + 343) minutes
    assert [second.queues[0].required[slot] for slot in (0, DAY)] == [93, 200]


def test_what_nobody_can_serve_falls_to_all():
    problem = asking([2.0, 1.0], people({frozenset({0}): 4}))
    assert [part.queues[1].required[0] for part in split(problem, sites_of(4, 3))] == [33, 33, 34]


def test_parts_of_everything_shared_sum_up_to_the_whole():
    problem = centre(3, 30)
    parts = split(problem, sites_of(30, 4))
    for number, whole in enumerate(problem.queues):
        own = [part.queues[number] for part in parts]
        assert [sum(people) for people in zip(*(queue.required for queue in own), strict=True)] == list(whole.required)
        for slot, steps in enumerate(whole.shortage):
            assert sum(queue.shortage[slot][0].width for queue in own) == steps[0].width
            assert {queue.shortage[slot][1] for queue in own} == {steps[1]}
    for number, row in enumerate(problem.groups[0].rows):
        own = [part.groups[0].rows[number].required for part in parts]
        assert [sum(people) for people in zip(*own, strict=True)] == list(row.required)
    assert sum(part.groups[0].surplus[0].width for part in parts) == problem.groups[0].surplus[0].width


def test_minutes_are_those_of_contracts():
    problem = centre(2, 24)
    minutes = minutes_for_queues(problem, sites_of(24, 3))
    owed = sum(agent.contract_min for agent in problem.agents)
    assert minutes.sum() == pytest.approx(owed, abs=minutes.size)


@given(st.integers(0, 10**6))
def test_a_roster_falls_apart_and_joins_without_a_new_breach_and_covers_no_worse(seed):
    rng = random.Random(seed)
    problem = apart(small(rng))
    sites = sites_of(len(problem.agents), len(problem.agents))
    rng.shuffle(sites)
    roster = Roster(tuple(sorted(small_roster(rng, problem))))
    parts = split(problem, sites)
    rosters = [of_site(roster, site) for site in sites]
    joined = join(problem, sites, rosters)
    assert joined.assignments == roster.assignments

    whole, found = check(problem, joined), defaultdict(int)
    verdicts = [check(part, own) for part, own in zip(parts, rosters, strict=True)]
    for verdict in verdicts:
        for breach in verdict.breaches:
            found[breach.rule] += 1
    held = {worked.agent for worked in roster.assignments if worked.post is not None}
    for breach in whole.violations:
        if breach.rule != "posts" or held <= problem.posts[0].eligible:
            assert found[breach.rule]
    assert covering(whole) <= sum(map(covering, verdicts))


def covering(verdict) -> int:
    return sum(item.cost for item in verdict.items if item.name in ("shortage", "surplus"))


def test_breaks_keep_their_places_and_handovers_are_read_off_anew():
    problem = centre(1, 10, 2)
    pause = Activity(7, 0, Span(40, 41), "break")
    one, other = Assignment(0, 0, 1, 0), Assignment(5, 0, 9, 0)  # 08:00-17:00 and 14:00-23:00 at the post
    sites = [frozenset({5, 7}), frozenset(range(10)) - {5, 7}]
    whole = Roster((one, other, Assignment(7, 0, 1)), (pause,))
    joined = join(problem, sites, [of_site(whole, site) for site in sites])
    assert joined.activities == (pause,)
    assert [(h.outgoing, h.incoming) for h in joined.handovers] == [(0, 5)]


def test_what_is_of_an_agent_goes_with_her():
    problem = centre(1, 6)
    carried = CarriedShift(4, Span(-8, 24), "night")
    account = FairAccount("late", {1: 2400, 4: 1200}, 1000, 900)
    problem = replace(
        problem,
        carried=(carried,),
        locks=(Lock(5, 1, frozenset()),),
        wishes=(),
        fair_accounts=(account,),
        activities=(ActivitySpec("training", 4, (Span(40, 60),), frozenset({0, 3, 5})),),
        previous=(Assignment(2, 0, 1),),
        apart=((1, 3),),
    )
    odd, even = split(problem, [frozenset({1, 3, 5}), frozenset({0, 2, 4})])
    assert [agent.id for agent in odd.agents] == [problem.agents[n].id for n in (1, 3, 5)]
    assert (odd.carried, even.carried) == ((), (replace(carried, agent=2),))
    assert (odd.locks, even.locks) == ((Lock(2, 1, frozenset()),), ())
    assert odd.activities[0].agents == {1, 2}
    assert even.activities[0].agents == {0}
    assert (odd.apart, even.apart) == (((0, 1),), ())
    assert even.previous == (Assignment(1, 0, 1),)
    assert dict(odd.fair_accounts[0].shares) == {0: 2400}
    assert dict(even.fair_accounts[0].shares) == {2: 1200}
    assert [post.eligible for post in even.posts] == [{0}, {0, 1, 2}, frozenset()]


def test_posts_go_round_the_sites_that_can_hold_them():
    problem = centre(1, 20)
    every = frozenset(range(20))
    problem = replace(problem, posts=tuple(replace(post, eligible=every) for post in problem.posts[:2]))
    parts = split(problem, sites_of(20, 2))
    assert [[post.holders for post in part.posts] for part in parts] == [[1, 0], [0, 1]]


SPANNING = [
    (rules.Together(), {"together": ((0, 1),)}, "A001, A002"),
    (rules.Apart(), {"apart": ((1, 0),)}, "A002, A001"),
    (rules.TeamBreaks(share_percent=50), {"teams": (Team("x", frozenset({0, 1})),)}, "x"),
    (rules.SpreadOfStops(share_percent=50, few=1), {"teams": (Team("x", frozenset({0, 1})),)}, "x"),
    (rules.GroupHandover(), {"handover_shares": (HandoverShare("g", frozenset({0, 1}), 1, 50, ()),)}, "g"),
    (rules.Activities(), {"activities": (ActivitySpec("m", 2, (), frozenset({0, 1}), 2),)}, "m"),
    (rules.MaxChanges(days=2), {}, ""),
]


@pytest.mark.parametrize(("rule", "parts", "subject"), SPANNING, ids=[rule.name for rule, _, _ in SPANNING])
def test_a_rule_that_sees_people_of_several_sites_together_refuses(rule, parts, subject):
    problem = replace(centre(1, 6), **parts)
    with_rule = replace(problem, rules=(*problem.rules, rule))
    with pytest.raises(RuleSpansSites) as error:
        split(with_rule, sites_of(6, 2))
    assert error.value.values == {"rule": rule.name, "subject": subject}
    split(problem, sites_of(6, 2))  # the rule is off
    split(with_rule, [frozenset(range(6))])  # one site


def test_every_rule_that_refuses_is_tried():
    assert {rule.name for rule, _, _ in SPANNING} == set(TOGETHER)


def test_legal_rosters_of_sites_join_to_a_legal_one():
    problem = centre(1, 16, 3)
    sites = [frozenset({*range(0, 4), *range(8, 16)}), frozenset(range(4, 8))]
    problem = replace(problem, rules=tuple(rule for rule in problem.rules if rule.name != "contract_hours"))
    results = [solve_roster(part, effort=Effort.QUICK, time_s=1) for part in split(problem, sites)]
    verdict = check(problem, join(problem, sites, [result.roster for result in results]))
    assert not verdict.violations
    assert verdict.cost <= sum(result.cost for result in results)


def prices(rows: list[int], held: list[int]) -> Prices:
    return Prices(np.array([rows]), np.array(held))


def test_people_are_worth_the_mean_of_the_sites_and_holders_the_most():
    mean = mean_prices([prices([10, 0], [7, 0]), prices([13, -4], [0, 3])])
    assert mean.rows.tolist() == [[12, -2]]
    assert mean.held.tolist() == [7, 3]


def test_prices_of_other_stretches_have_no_mean():
    assert mean_prices([prices([1], [1, 2]), prices([1], [1])]) is None
