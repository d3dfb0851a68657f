"""Contacts drawn at random: right on average, and the same customers whatever else changes."""

from dataclasses import replace

import numpy as np
import pytest

from planner.plan.conversation import Conversation
from planner.simulation.contacts import Source, draw
from planner.simulation.sums import NORMAL_95


def source(**changes):
    offered = np.array([[20.0, 0.0, 60.0, 5.0]])
    given = Source("voice", 1800.0, offered, np.full(4, 200.0), np.full(4, 20.0), 120.0)
    return replace(given, **changes)


def test_as_many_come_in_each_interval_as_are_expected_and_scatter_as_poisson():
    came = [draw([source()], 1, r).contacts["arrived_s"] for r in range(400)]
    counts = np.array([np.bincount((at // 1800).astype(int), minlength=4) for at in came])
    expected = source().offered[0]
    assert (np.abs(counts.mean(axis=0) - expected) <= 3 * np.sqrt(expected / 400)).all()
    assert counts[:, 2].var() == pytest.approx(60.0, rel=0.25)
    assert not counts[:, 1].any()


def test_counted_contacts_come_exactly_as_often_as_counted():
    came = draw([source(counted=True)], 1, 0).contacts["arrived_s"]
    assert np.bincount((came // 1800).astype(int)).tolist() == [20, 0, 60, 5]
    assert (np.diff(came) >= 0).all()


def test_parts_of_a_counted_contact_come_by_chance():
    half = source(offered=np.array([[0.5, 0.0, 0.0, 0.0]]), counted=True)
    came = [len(draw([half], 1, r).contacts) for r in range(400)]
    assert set(came) == {0, 1}
    assert np.mean(came) == pytest.approx(0.5, abs=3 * 0.025)


def test_more_demand_brings_the_same_customers_sooner():
    few, many = (draw([source(offered=source().offered * factor)], 3, 7).contacts for factor in (1.0, 1.5))
    same = len(few)
    assert len(many) > same
    assert (many["patience_s"][:same] == few["patience_s"]).all()
    assert (many["work_s"][:same] == few["work_s"]).all()
    assert (many["arrived_s"][:same] < few["arrived_s"]).all()


def test_a_queue_has_its_own_customers_whatever_others_there_are():
    chat = source(queue="chat")
    alone, beside = draw([source()], 3, 0), draw([chat, source()], 3, 0)
    own = beside.contacts[beside.first[1] :]
    assert (own["arrived_s"] == alone.contacts["arrived_s"]).all()
    assert (own["queue"] == 1).all()
    assert not (beside.contacts["work_s"][: beside.first[1]][:20] == own["work_s"][:20]).any()


def test_seeds_and_replications_differ():
    first, *others = (draw([source()], *key).contacts["arrived_s"][0] for key in ((1, 0), (1, 1), (2, 0)))
    assert first not in others


@pytest.mark.parametrize("cv", [None, 0.4, 1.5])
def test_handle_times_have_their_mean_and_spread(cv):
    works = np.concatenate([draw([source(cv=cv)], 5, r).contacts["work_s"] for r in range(300)])
    of = 1.0 if cv is None else cv
    assert works.mean() == pytest.approx(200.0, abs=NORMAL_95 * 2 * 200.0 * of / np.sqrt(len(works)))
    assert works.std() / works.mean() == pytest.approx(of, rel=0.1)


def test_replications_take_the_paths_in_turn():
    two = source(offered=np.array([[5.0, 0.0, 0.0, 0.0], [0.0, 0.0, 9.0, 0.0]]), counted=True)
    assert [len(draw([two], 1, r).contacts) for r in range(4)] == [5, 9, 5, 9]


def test_work_that_comes_while_nobody_works_is_due_as_if_it_came_when_work_begins():
    works = np.array([0.0, 0.0, 1.0, 1.0])
    mail = source(works=works, within_s=np.full(4, 600.0), patience_s=np.inf)
    contacts = draw([mail], 1, 0).contacts
    night = contacts["arrived_s"] < 3600
    assert (contacts["due_s"][night] == 3600 + 600).all()
    assert np.isinf(contacts["patience_s"]).all()


def test_without_contacts_nothing_is_drawn():
    day = draw([source(offered=np.zeros((1, 4)))], 1, 0)
    assert len(day.contacts) == 0
    assert day.first.tolist() == [0, 0]


def test_first_messages_take_as_long_as_work_on_all_before_them():
    talk = Conversation(work_s=30.0, think_s=60.0, turns=8, max_chats=3)
    day = draw([source(conversation=talk)], 1, 0)
    assert (np.diff(day.answer_s, axis=1) > 0).all()
    assert day.answer_s[:, 2].mean() == pytest.approx(90.0, rel=0.25)
