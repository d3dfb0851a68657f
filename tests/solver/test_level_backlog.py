from dataclasses import replace

import numpy as np
import pytest

from solver.level_backlog import Backlog, FreePeople, level_backlog


def _backlog(arriving, may_wait, per_agent=0.5, spare=0.0, interruptible=True):
    arriving, may_wait = np.atleast_2d(arriving).astype(float), np.atleast_2d(may_wait).astype(float)
    intervals = arriving.shape[1]
    return Backlog(
        arriving,
        np.broadcast_to(may_wait, arriving.shape),
        np.broadcast_to(interruptible, len(arriving)),
        np.broadcast_to(per_agent, arriving.shape).astype(float),
        np.broadcast_to(spare, intervals).astype(float),
    )


def test_work_that_cannot_wait_is_done_as_it_comes():
    levelled = level_backlog(_backlog([1, 3, 2, 0], 0))
    assert levelled.agents == pytest.approx(np.array([[1, 3, 2, 0]]))
    assert levelled.late.sum() == pytest.approx(0, abs=1e-9)


def test_work_that_can_wait_is_spread_evenly():
    assert level_backlog(_backlog([8, 0, 0, 0], 100)).agents == pytest.approx(np.full((1, 4), 2.0))


def test_deadlines_bound_what_is_outstanding_across_the_period_end():
    agents = level_backlog(_backlog([0, 0, 0, 8], [[8, 2, 0, 8]])).agents[0]
    outstanding = 8 - agents[3] - np.cumsum(agents[:3])
    assert (outstanding <= np.array([8, 2, 0]) + 1e-9).all()
    assert agents == pytest.approx([2, 2, 2, 2])


def test_nobody_works_where_nobody_can():
    levelled = level_backlog(_backlog([1, 1, 1, 1], [[np.inf, np.inf, 0, 0]], per_agent=[0, 0, 0.5, 0.5]))
    assert levelled.agents == pytest.approx(np.array([[0, 0, 3, 1]]))


def test_each_queue_has_its_own_hours_and_its_own_pace():
    levelled = level_backlog(_backlog([[2, 0], [2, 0]], 100, per_agent=[[0.5, 0.0], [0.0, 0.25]]))
    assert levelled.agents == pytest.approx(np.array([[2, 0], [0, 2]]))


def test_spare_time_is_used_first_but_only_for_interruptible_work():
    arriving = [[4, 0], [4, 0]]
    levelled = level_backlog(_backlog(arriving, 100, spare=1.5, interruptible=[True, False]))
    assert levelled.spare[0].sum() == pytest.approx(3)
    assert levelled.spare[1].sum() == 0
    assert levelled.agents.sum() == pytest.approx(5)


def test_people_who_are_there_anyway_do_what_they_can_before_others_are_asked_for():
    noon = FreePeople(np.array([True]), np.array([0.0, 6.0, 0.0, 0.0]))
    levelled = level_backlog(replace(_backlog([2, 2, 2, 2], 100), free=[noon]))
    assert levelled.agents[0, 1] == pytest.approx(3 + 5 / 4)  # 6 people for half an hour, and a share of the rest
    assert levelled.agents[0, [0, 2, 3]] == pytest.approx([5 / 4] * 3)


def test_free_people_do_not_make_work_late_nor_do_work_twice():
    noon = FreePeople(np.array([True]), np.array([0.0, 60.0, 0.0, 0.0]))
    levelled = level_backlog(replace(_backlog([2, 2, 2, 2], [[2, 0, 2, 2]]), free=[noon]))
    assert levelled.late.sum() == pytest.approx(0, abs=1e-9)
    assert levelled.agents.sum() == pytest.approx(8)


def test_free_people_work_on_what_they_can_do_and_on_one_thing_at_a_time():
    anyone = FreePeople(np.array([True, True]), np.array([4.0, 0.0]))
    levelled = level_backlog(replace(_backlog([[4, 0], [4, 0]], 100, per_agent=1.0), free=[anyone]))
    assert levelled.agents.sum(axis=0) == pytest.approx([6, 2])
    first_only = FreePeople(np.array([True, False]), np.array([9.0, 9.0]))
    levelled = level_backlog(replace(_backlog([[8, 0], [8, 0]], 100, per_agent=1.0), free=[first_only]))
    assert levelled.agents[1] == pytest.approx([4, 4])


def test_what_cannot_be_in_time_is_reported_late():
    levelled = level_backlog(_backlog([2, 0, 0, 0], 0, per_agent=[0, 0, 0.5, 0.5]))
    assert levelled.late == pytest.approx(np.array([[2, 2, 0, 0]]))
    assert levelled.agents == pytest.approx(np.array([[0, 0, 2, 0]]))


def test_all_work_is_done_once_and_hours_are_least():
    rng = np.random.default_rng(3)
    arriving = rng.uniform(0, 4, (3, 48))
    levelled = level_backlog(_backlog(arriving, np.array([[2.0], [9.0], [60.0]]), spare=1.0))
    done = levelled.agents + levelled.spare
    assert done.sum(axis=1) == pytest.approx(arriving.sum(axis=1))
    assert levelled.agents.sum() == pytest.approx(arriving.sum() - 48)
    assert (levelled.spare.sum(axis=0) <= 1 + 1e-9).all()


def test_same_input_same_bytes():
    backlog = _backlog(np.random.default_rng(1).uniform(0, 4, (2, 48)), 5)
    assert level_backlog(backlog).agents.tobytes() == level_backlog(backlog).agents.tobytes()
