"""Work that can wait: its deadlines, its seats, and that live contacts do not feel what may be put aside."""

import numpy as np
import pytest

from planner.simulation.records import BEGIN, CHAT, DEFERRED, END
from planner.simulation.tally import ANSWERED, BUSY, COUNTED, IN_TIME, LEFT_OVER, OFFERED, ON, WAITED_S
from planner.staffing import erlang
from planner.staffing.deadline_loop import Contacts, met_deadline
from planner.staffing.deferred import DeferredQueue, Staffing, on_time_shares
from tests.simulation.scenes import (
    INTERVAL_S,
    Estimate,
    Line,
    always,
    contacts,
    day,
    in_order,
    memoryless,
    one_pool,
    played,
    poisson,
    share,
    totals,
    world,
)

_EMAIL = Line(DEFERRED)
_SOFT = Line(DEFERRED, interruptible=True)
_INTERVALS = 2000


def test_one_agents_deadlines_are_those_of_the_replay_exactly():
    """One agent by day, who leaves off in the evening and goes on in the morning."""
    rng = np.random.default_rng(1)
    arrived = poisson(rng, 0.9 / 3 / 600, 30 * 86400)
    work = rng.exponential(600, len(arrived))
    within_s = 3600.0 * 12
    duties = in_order([(0, 86400 * n + 3600 * at, what) for n in range(30) for at, what in ((8, BEGIN), (16, END))])
    scene = world([_EMAIL], duties, 30 * 48, pool_of=[0], drops=True, deferred_seats=1)
    tally = played(scene, day(rng, contacts(arrived, work, within_s)))
    agents = np.tile((np.arange(48) // 2 >= 8) & (np.arange(48) // 2 < 16), 30).astype(float)
    queued = Contacts(arrived, arrived + within_s, work, np.zeros(len(arrived), np.int64), np.zeros(len(arrived), bool))
    met = met_deadline(queued, INTERVAL_S, agents, 0 * agents)
    assert totals(tally)[IN_TIME] == met.sum()
    assert 0.2 < met.mean() < 0.95


def test_on_time_shares_of_one_agent_are_the_replays():
    """M/G/1 with log-normal work, by intervals of the day all worked."""
    offered, aht_s, within_s, cv, weeks = np.full(336, 2.4), 600.0, 5400.0, 1.0, 40
    queue = DeferredQueue.checked("email", offered, aht_s, within_s)
    staffing = Staffing(INTERVAL_S, np.ones(336), np.zeros(336))
    expected = [on_time_shares([queue], staffing, np.ones(336), seed, 10, cv)[0] for seed in range(8)]
    rng = np.random.default_rng(1)
    arrived = poisson(rng, 2.4 / INTERVAL_S, weeks * 336 * INTERVAL_S)
    spread = np.sqrt(np.log1p(cv * cv))
    came = contacts(arrived, aht_s * rng.lognormal(-spread * spread / 2, spread, len(arrived)), within_s)
    tally = played(one_pool(_EMAIL, 1, weeks * 336, deferred_seats=1), day(rng, came))
    theirs = Estimate(np.mean(expected), np.std(expected, ddof=1) / np.sqrt(len(expected)))
    assert share(tally, IN_TIME, COUNTED).agrees(theirs.value, theirs.error)


def test_several_people_finish_within_the_sojourn_of_erlang_c():
    """P(T > t) = (1 - C) e^-μt + C (θ e^-μt - μ e^-θt) / (θ - μ), θ = n μ - λ."""
    load_erl, agents, aht_s, within_s = 4.2, 5, 300.0, 600.0
    rng = np.random.default_rng(2)
    came = memoryless(rng, load_erl / aht_s, _INTERVALS * INTERVAL_S, aht_s, within_s)
    tally = played(one_pool(_EMAIL, agents, _INTERVALS, deferred_seats=agents), day(rng, came))
    delayed, mu, theta = erlang.wait_probability(load_erl, agents), 1 / aht_s, (agents - load_erl) / aht_s
    alone, after = np.exp(-mu * within_s), np.exp(-theta * within_s)
    late = (1 - delayed) * alone + delayed * (theta * alone - mu * after) / (theta - mu)
    assert share(tally, IN_TIME, COUNTED).agrees(1 - late)


def _beside_calls(line, agents, seats, seed=3, within_s=86400.0):
    """Calls, and more deferred work than anybody can do."""
    rng = np.random.default_rng(seed)
    until = 300 * INTERVAL_S
    calls = memoryless(rng, 8 / 180, until, 180, 20, 120)
    mails = contacts(np.zeros(3000), 4000.0, within_s)
    options = {"pool_of": [0] * agents, "serves": [[True, True]], "deferred_seats": seats}
    return world([Line(), line], always(agents), 300, **options), day(rng, calls, mails)


def test_live_contacts_do_not_feel_what_may_be_put_aside():
    """With work to put aside without end: every call as without it, and nobody ever idle."""
    scene, chance = _beside_calls(_SOFT, 10, 0)
    tally = played(scene, chance)
    calls = chance.contacts[: chance.first[1]].copy()
    alone = played(one_pool(Line(), 10, 300), day(np.random.default_rng(0), calls))
    assert (tally.counts[0] == alone.counts[0]).all()
    assert tally.people_s[0, :, BUSY] == pytest.approx(tally.people_s[0, :, ON])
    assert totals(tally, 1)[ANSWERED] > 100


def test_whoever_is_free_takes_calls_before_work_that_is_due_later():
    """Three of ten may; it is never due, so whoever is free takes a call first: better than seven with calls alone."""
    scene, chance = _beside_calls(_EMAIL, 10, 3, within_s=1e9)
    tally = played(scene, chance)
    calls = chance.contacts[: chance.first[1]]
    seven, ten = (played(one_pool(Line(), n, 300), day(np.random.default_rng(0), calls.copy())) for n in (7, 10))
    assert totals(seven)[IN_TIME] < totals(tally, 0)[IN_TIME] < totals(ten)[IN_TIME]
    assert totals(tally, 1)[ANSWERED] > 0.9 * 3 * 300 * INTERVAL_S / 4000


def test_what_may_not_be_put_aside_is_done_by_so_many_people_and_no_more():
    """Three of ten do what is due before every call, which leaves seven."""
    scene, chance = _beside_calls(_EMAIL, 10, 3, within_s=1.0)
    tally = played(scene, chance)
    alone = played(one_pool(Line(), 7, 300), day(np.random.default_rng(0), chance.contacts[: chance.first[1]].copy()))
    assert (tally.counts[0] == alone.counts[0]).all()


def test_without_a_seat_nobody_does_what_may_not_be_put_aside():
    scene, chance = _beside_calls(_EMAIL, 10, 0)
    tally = played(scene, chance)
    assert totals(tally, 1)[ANSWERED] == 0
    assert totals(tally, 1)[COUNTED] == totals(tally, 1)[OFFERED]  # all due by the end: late
    assert tally.counts[1, -1, LEFT_OVER] == totals(tally, 1)[OFFERED]


def test_seats_that_open_at_an_interval_are_taken_then():
    scene = one_pool(_EMAIL, 2, 3, deferred_seats=[0, 1, 2])
    tally = played(scene, day(np.random.default_rng(0), contacts(np.zeros(3), 5000.0, 86400.0)))
    assert tally.people_s[0, :, BUSY].tolist() == [0, 1800, 3600]


def test_work_put_aside_goes_at_once_to_another_who_is_free():
    """A call takes the agent of the mail; the other agent, who takes no calls and has just finished, takes the mail."""
    calls = contacts(np.array([100.0]), 600.0, 0.0)
    mails = contacts(np.array([0.0, 10.0]), np.array([50.0, 300.0]), 86400.0)
    serves, pool_of = [[False, True], [True, True]], [0, 1]
    scene = world([Line(), _SOFT], always(2), 1, pool_of=pool_of, serves=serves)
    tally = played(scene, day(np.random.default_rng(0), calls, mails))
    assert totals(tally, 0)[WAITED_S] == 0
    # the first mail to 50; the second from 10 to 100 by one and to 310 by the other
    assert totals(tally, 1)[WAITED_S] == pytest.approx(50 + 300)


def test_half_done_work_is_finished_later():
    """A mail of 300 s begun at 0, put aside from 100 to 160 for a call."""
    calls, mails = contacts(np.array([100.0]), 60.0, 0.0), contacts(np.array([0.0]), 300.0, 86400.0)
    scene = world([Line(), _SOFT], always(1), 1, pool_of=[0], serves=[[True, True]])
    tally = played(scene, day(np.random.default_rng(0), calls, mails))
    assert totals(tally, 0)[WAITED_S] == 0
    assert totals(tally, 1)[WAITED_S] == pytest.approx(360)


def test_a_chat_too_takes_an_agent_from_work_that_may_be_put_aside():
    chats, mails = contacts(np.array([100.0]), 60.0, 0.0), contacts(np.array([0.0]), 300.0, 86400.0)
    scene = world([Line(CHAT, (1.0, 1.2)), _SOFT], always(1), 1, pool_of=[0], serves=[[True, True]])
    tally = played(scene, day(np.random.default_rng(0), chats, mails))
    assert totals(tally, 0)[WAITED_S] == 0
    assert totals(tally, 1)[WAITED_S] == pytest.approx(360)
