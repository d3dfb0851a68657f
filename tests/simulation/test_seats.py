"""Seats: so many people of a group do chats or deferred work, more of them only once half the time is gone."""

import numpy as np
import pytest

from planner.simulation.records import CHAT, DEFERRED, LIVE
from planner.simulation.tally import ANSWERED, WAITED_S
from tests.simulation.scenes import Line, always, contacts, day, one_pool, played, totals, world

_PAIRS = Line(CHAT, (1.0, 1.0))


def _chance(*of_queues):
    return day(np.random.default_rng(0), *of_queues)


def test_a_closed_queue_has_its_seats_and_no_more():
    came = contacts(np.arange(5.0), 3600.0, 600.0)
    tally = played(one_pool(_PAIRS, 3, 2, chat_seats=2, is_open=False), _chance(came))
    assert tally.agents[:, 2].tolist() == [3, 2, 0]
    assert totals(tally)[WAITED_S] == pytest.approx(3600 - 4)


@pytest.mark.parametrize(("is_open", "answered"), [(True, 1), (False, 0)])
def test_a_mail_without_a_seat_is_begun_when_half_its_time_is_gone(is_open, answered):
    scene = one_pool(Line(DEFERRED), 1, 4, is_open=is_open)
    tally = played(scene, _chance(contacts(np.zeros(1), 300.0, 3600.0)))
    assert totals(tally)[ANSWERED] == answered
    if answered:
        assert totals(tally)[WAITED_S] == pytest.approx(1800 + 300)


@pytest.mark.parametrize(("mail_due_s", "call_waits_s"), [(150.0, 350.0), (86400.0, 50.0)])
def test_a_mail_with_a_seat_and_a_call_come_by_their_deadlines(mail_due_s, call_waits_s):
    """Both wait while the agent is busy to 100; a mail takes 300."""
    lines = [Line(LIVE), Line(DEFERRED)]
    calls = contacts(np.array([0.0, 50.0]), 100.0, np.array([20.0, 200.0]))
    mails = contacts(np.array([10.0]), 300.0, mail_due_s - 10.0)
    scene = world(lines, always(1), 1, pool_of=[0], serves=[[True, True]], deferred_seats=1)
    tally = played(scene, _chance(calls, mails))
    assert totals(tally, 0)[WAITED_S] == pytest.approx(call_waits_s)


def test_a_chat_that_needs_fewer_others_beside_it_is_not_passed_over_for_ever():
    """Who holds two chats, and may not hold a third of the first kind, takes none of the other kind that came later."""
    lines = [Line(CHAT, (1.0, 1.0)), Line(CHAT, (1.0, 1.0, 1.0))]
    ours = contacts(np.array([0.0, 1.0, 10.0]), np.array([500.0, 100.0, 100.0]), 0.0)
    others = contacts(np.array([5.0, 20.0]), np.array([50.0, 400.0]), 0.0)
    scene = world(lines, always(1), 1, pool_of=[0], serves=[[True, True]])
    tally = played(scene, _chance(ours, others))
    # 5 s: the third chat of the agent, to 55; then two are held, one too many for the chat of 10 until 101
    assert totals(tally, 0)[WAITED_S] == pytest.approx(91)
    assert totals(tally, 1)[WAITED_S] == pytest.approx(81)
