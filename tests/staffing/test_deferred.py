import numpy as np
import pytest

from planner.errors import PlannerError
from planner.staffing.deadline_loop import Contacts, met_deadline
from planner.staffing.deferred import BUFFER, DeferredQueue, Staffing, TooShortToAnswer, on_time_shares
from solver.level_backlog import Backlog, level_backlog

_DAYS, _SLOT_S = 7, 1800.0
_HOURS = np.tile(np.arange(48) / 2, _DAYS)
_OPEN = ((_HOURS >= 8) & (_HOURS < 22)).astype(float)
_SHAPE = np.where((_HOURS >= 8) & (_HOURS < 23), 1 + np.sin((_HOURS - 8) / 15 * np.pi), 0.15)
_SHAPE *= np.repeat([1, 1.1, 1, 1, 0.9, 0.6, 0.5], 48)


def _queue(name, hours_per_day, aht_s, within_h, interruptible=True):
    contacts = _SHAPE * hours_per_day * _DAYS * 3600 / aht_s / _SHAPE.sum()
    return DeferredQueue.checked(name, contacts, aht_s, within_h * 3600, interruptible)


_QUEUES = [_queue("social", 25, 300, 0.5), _queue("email", 60, 480, 4), _queue("ticket", 40, 900, 24)]


def _levelled(queues, spare_h=0.0, buffer=BUFFER):
    return level_backlog(
        Backlog(
            np.array([queue.work_h(buffer) for queue in queues]),
            np.array([queue.may_wait_h(_SLOT_S, _OPEN, buffer) for queue in queues]),
            np.array([queue.interruptible for queue in queues]),
            _OPEN * 0.5,
            np.broadcast_to(spare_h, _OPEN.shape) * _OPEN,
        )
    )


def _staffing(levelled):
    per_slot = _SLOT_S / 3600
    return Staffing(_SLOT_S, levelled.agents.sum(axis=0) / per_slot, levelled.spare.sum(axis=0) / per_slot)


def test_levelled_hours_are_on_time_with_the_buffer():
    levelled = _levelled(_QUEUES)
    assert levelled.late[:, _OPEN > 0].sum() < 1e-6
    assert on_time_shares(_QUEUES, _staffing(levelled), _OPEN, seed=1, periods=10).min() >= 0.995


def test_levelled_people_are_nearly_constant_through_a_day_and_as_many_as_the_work_asks():
    levelled = _staffing(_levelled(_QUEUES)).agents
    work = sum(queue.work_h() for queue in _QUEUES) / (_SLOT_S / 3600)
    assert levelled.sum() == pytest.approx(work.sum())
    assert levelled[_OPEN > 0].std() < work[_OPEN > 0].std()
    monday = levelled[:48][_OPEN[:48] > 0]
    assert np.abs(np.diff(monday)).max() < 0.01


def test_idle_live_time_replaces_people():
    with_idle = _levelled(_QUEUES, spare_h=1.0)
    assert with_idle.agents.sum() == pytest.approx(_levelled(_QUEUES).agents.sum() - _OPEN.sum(), rel=0.02)
    assert on_time_shares(_QUEUES, _staffing(with_idle), _OPEN, seed=1, periods=10).min() >= 0.995


def test_too_few_people_are_late():
    staffing = _staffing(_levelled(_QUEUES))
    short = Staffing(_SLOT_S, staffing.agents * 0.8, staffing.spare)
    assert on_time_shares(_QUEUES, short, _OPEN, seed=1, periods=4).min() < 0.5


def test_what_may_wait_is_what_came_within_the_target():
    queue = DeferredQueue.checked("email", [3600, 0, 7200, 0], 1, 3601)
    may_wait = queue.may_wait_h(1800, np.ones(4), buffer=0)
    assert may_wait == pytest.approx([1, 1, 2, 2])
    assert queue.may_wait_h(1800, np.array([1, 0, 1, 1.0]), buffer=0)[1] == np.inf


def test_what_may_wait_reaches_over_whole_periods():
    queue = DeferredQueue.checked("ticket", [3600, 0], 1, 1 + 3 * 3600)
    assert queue.may_wait_h(1800, np.ones(2), buffer=0) == pytest.approx([3, 3])


def test_earliest_deadline_first_by_hand():
    contacts = Contacts(
        arrived=np.array([0.0, 10.0, 20.0]),
        due=np.array([1000.0, 150.0, 115.0]),
        work=np.array([100.0, 100.0, 90.0]),
        queue=np.zeros(3, np.int64),
        interruptible=np.zeros(3, np.bool_),
    )
    # one agent: contact 1 from 10, contact 2 from 20 to 110, contact 1 again until 200, contact 0 until 290
    assert met_deadline(contacts, 1000.0, np.ones(1), np.zeros(1)).tolist() == [True, False, True]
    assert met_deadline(contacts, 1000.0, np.full(1, 2.0), np.zeros(1)).tolist() == [True, True, True]
    assert met_deadline(contacts, 1000.0, np.zeros(1), np.ones(1)).tolist() == [False, False, False]


def test_same_seed_same_shares():
    shares = [on_time_shares(_QUEUES, _staffing(_levelled(_QUEUES)), _OPEN, seed=3, periods=2) for _ in range(2)]
    assert shares[0].tolist() == shares[1].tolist()


def test_a_target_shorter_than_a_contact_names_queue_and_key():
    with pytest.raises(TooShortToAnswer, match=r"queues.email.target.within_s = 60: less than the 480 s"):
        DeferredQueue.checked("email", [1, 2], 480, 60)
    with pytest.raises(PlannerError, match="offered = -1"):
        DeferredQueue.checked("email", [1, -1], 480, 600)


def test_no_contacts_are_all_on_time():
    queue = DeferredQueue.checked("email", np.zeros(len(_OPEN)), 480, 4 * 3600)
    assert _levelled([queue]).agents.sum() == 0
    assert on_time_shares([queue], Staffing(_SLOT_S, _OPEN, 0 * _OPEN), _OPEN, seed=1).tolist() == [1]
