"""Agents who hold several chats: against the plain loops and the chain that keeps them evenly loaded."""

import numpy as np
import pytest

from planner.plan.conversation import Conversation
from planner.simulation.records import CHAT, LIVE, MOST_CHATS
from planner.simulation.tally import COUNTED, GAVE_UP, IN_TIME, OFFERED, WAITED_S
from planner.staffing import chat
from tests.simulation.scenes import (
    INTERVAL_S,
    Estimate,
    Line,
    always,
    contacts,
    day,
    memoryless,
    occupancy,
    one_pool,
    played,
    share,
    totals,
    world,
)
from tests.staffing import event_loop

_INTERVALS = 3000


def _plain(loop, *arguments, seeds=8):
    """Shares in time and given up of a plain loop, over several seeds."""
    shares = np.array([event_loop.fast(loop)(*arguments, seed) for seed in range(seeds)])
    errors = shares.std(axis=0, ddof=1) / np.sqrt(seeds)
    return [Estimate(*pair) for pair in zip(shares.mean(axis=0), errors, strict=True)]


def _long_run(seed, rate, agents, aht_s, within_s, patience_s):
    rng = np.random.default_rng(seed)
    came = memoryless(rng, rate, _INTERVALS * INTERVAL_S, aht_s[0], within_s, patience_s)
    line = Line(CHAT, tuple(one / aht_s[0] for one in aht_s))
    return played(one_pool(line, agents, _INTERVALS), day(rng, came))


@pytest.mark.parametrize(
    ("agents", "aht_s", "utilisation", "patience_s", "within_s"),
    [
        (8, (420, 600, 720), 0.95, 300, 20),
        (20, (420, 500, 640, 800), 1.0, 120, 30),
        (12, (300, 450, 560, 640, 700), 0.9, 600, 15),
    ],
)
def test_chats_are_those_of_the_plain_loop_and_near_the_chain(agents, aht_s, utilisation, patience_s, within_s):
    rate = utilisation * agents * len(aht_s) / aht_s[-1]
    tally = _long_run(1, rate, agents, aht_s, within_s, patience_s)
    in_time, lost = _plain(event_loop.chat_levels, rate, agents, np.array(aht_s, float), patience_s, within_s, 40_000)
    assert share(tally, IN_TIME, COUNTED).agrees(in_time.value, in_time.error)
    assert share(tally, GAVE_UP, OFFERED).agrees(lost.value, lost.error)
    level = chat.service_level(3600 * rate, agents, aht_s, within_s, patience_s)
    assert share(tally, IN_TIME, COUNTED).value == pytest.approx(level, abs=0.01)
    assert occupancy(tally).value == pytest.approx(chat.occupancy(3600 * rate, agents, aht_s, patience_s), abs=0.01)


def test_chats_that_do_not_disturb_one_another_are_erlang_on_all_slots():
    tally = _long_run(2, 3.5 * 0.9 * 4 / 180, 4, (180, 180, 180, 180), 20, np.inf)
    level = chat.service_level(3600 * 3.5 * 0.9 * 4 / 180, 4, [180] * 4, 20)
    assert share(tally, IN_TIME, COUNTED).agrees(level)


_TALK = Conversation(work_s=30.0, think_s=60.0, turns=8.0, max_chats=5)


def _first_responses(seed, rate, agents, within_s, patience_s):
    """Chats whose answer is the agent's first message."""
    rng = np.random.default_rng(seed)
    aht_s = _TALK.aht_by_concurrency_s
    chance = day(rng, memoryless(rng, rate, _INTERVALS * INTERVAL_S, aht_s[0], within_s, patience_s))
    work = rng.exponential(_TALK.work_s, chance.answer_s.shape)
    law = np.ones((1, MOST_CHATS, MOST_CHATS))
    for others in range(_TALK.max_chats):
        law[0, others, : others + 1] = np.cumsum(_TALK.at_agent(others))
    line = Line(CHAT, tuple(one / aht_s[0] for one in aht_s), responds=True)
    return played(one_pool(line, agents, _INTERVALS, at_agent=law), chance._replace(answer_s=work.cumsum(axis=1)))


@pytest.mark.parametrize("within_s", [60, 120, 300])
def test_first_responses_are_within_a_point_of_those_of_messages_one_by_one(within_s):
    """The formula is on the safe side of both."""
    rate = 0.95 * 30 * 5 / _TALK.aht_by_concurrency_s[-1]
    tally = _first_responses(1, rate, 30, within_s, 200.0)
    in_time, lost = _plain(event_loop.conversations, rate, 30, 5, 30.0, 60.0, 8, 200.0, within_s, 20_000, seeds=3)
    ours = share(tally, IN_TIME, COUNTED)
    assert ours.agrees(in_time.value, in_time.error + 0.01 / 3)
    assert share(tally, GAVE_UP, OFFERED).agrees(lost.value, lost.error)
    level = chat.service_level(3600 * rate, 30, _TALK.aht_by_concurrency_s, within_s, 200, "offered", _TALK)
    assert ours.value >= level - 0.003


def test_chats_keep_to_their_seats_while_these_have_room():
    """Chats for at most two agents of three fill both; the fifth, due 600 s after 4 s, opens the third at half-time.

    Half is gone after 304 s, which is seen at the next minute.
    """
    came = contacts(np.arange(5.0), 3600.0, 600.0)
    scene = one_pool(Line(CHAT, (1.0, 1.0)), 3, 2, chat_seats=2, is_open=True)
    chance = day(np.random.default_rng(0), came)
    tally = played(scene, chance)
    assert totals(tally)[WAITED_S] == 360 - 4
    assert tally.agents[:, 2].tolist() == [2, 2, 1]


def test_a_chat_goes_to_who_holds_the_fewest():
    came = contacts(np.arange(6.0), 3600.0, 0.0)
    tally = played(one_pool(Line(CHAT, (1.0, 1.5, 2.0)), 3, 4), day(np.random.default_rng(0), came))
    assert tally.agents[:, 2].tolist() == [2, 2, 2]


def test_a_slower_second_chat_by_hand():
    """Two chats of 100 s, the second 50 s later, twice as slow together: the first ends at 150, the second at 200."""
    came = contacts(np.array([0.0, 50.0]), 100.0, 0.0)
    scene = one_pool(Line(CHAT, (1.0, 2.0)), 1, 1)
    tally = played(scene, day(np.random.default_rng(0), came))
    assert tally.people_s[0, 0, 0] == pytest.approx(50 + 100 * 1.0 + 50 * 1.0)
    assert tally.agents[0, 0] == pytest.approx(200)


def test_calls_and_chats_share_agents_who_hold_one_call_or_several_chats():
    """While one holds a chat it takes no call, and while on a call no chat."""
    lines = [Line(LIVE), Line(CHAT, (1.0, 1.0))]
    calls, chats = contacts(np.array([10.0, 400.0]), 100.0, 0.0), contacts(np.array([0.0, 20.0, 420.0]), 200.0, 0.0)
    scene = world(lines, always(1), 1, pool_of=[0], serves=[[True, True]])
    tally = played(scene, day(np.random.default_rng(0), calls, chats))
    # chats from 0 to 200 and 20 to 220; the call of 10 from 220 to 320; that of 400 to 500; the last chat then
    assert totals(tally, 0)[WAITED_S] == pytest.approx(210)
    assert totals(tally, 1)[WAITED_S] == pytest.approx(80)
