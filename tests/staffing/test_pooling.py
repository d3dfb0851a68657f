from math import inf

import numpy as np
import pytest

from planner.staffing.live_demand import LiveDemand, Target
from planner.staffing.pooling import LiveQueue, pooled_demand, pooled_rows
from planner.staffing.transient import agents_required, predict

_DAY = np.array([0.5, 1.0, 0.8, 0.6])


def _queue(name, load_erl, within_s=20, aht_s=240, patience_s=300):
    return LiveQueue(
        name, LiveDemand.checked(1800, load_erl * _DAY * 1800 / aht_s, aht_s, patience_s), Target(0.8, within_s)
    )


_THREE = [_queue("a", 10), _queue("b", 20, within_s=60), _queue("c", 5, aht_s=600)]


@pytest.fixture(scope="module")
def rows():
    return {row.queues: row for row in pooled_rows(_THREE)}


def test_every_set_has_a_row(rows):
    assert list(rows) == [("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c")]


def test_a_single_queue_needs_what_it_needs_alone(rows):
    for queue in _THREE:
        assert rows[(queue.name,)].agents_required.tolist() == agents_required(queue.demand, queue.target).tolist()


def test_a_pool_needs_less_than_its_queues_and_more_than_its_parts(rows):
    for names, row in rows.items():
        assert (row.agents_required <= row.additive).all()
        assert row.additive == pytest.approx(sum(rows[(name,)].agents_required for name in names))
        for part, smaller in rows.items():
            if set(part) < set(names):
                assert (smaller.agents_required <= row.agents_required).all()
    everybody = rows[("a", "b", "c")]
    assert everybody.agents_required.sum() < 0.95 * everybody.additive.sum()


def test_a_pool_meets_the_strictest_target_as_one_queue(rows):
    pool = pooled_demand(_THREE)
    assert predict(pool, rows[("a", "b", "c")].agents_required, 20).service_level.min() >= 0.8


def test_pooled_demand_by_hand():
    one = LiveQueue("a", LiveDemand.checked(1800, [10, 0], 100, 300), Target(0.8, 20))
    other = LiveQueue("b", LiveDemand.checked(1800, [30, 0], 200, 900), Target(0.8, 20))
    pool = pooled_demand([one, other])
    assert pool.offered.tolist() == [40, 0]
    assert pool.aht_s.tolist() == [175, 150]
    assert pool.patience_s == pytest.approx(1 / (0.25 / 300 + 0.75 / 900))
    patient = LiveQueue("c", LiveDemand.checked(1800, [10, 0], 100), Target(0.8, 20))
    assert pooled_demand([patient]).patience_s == inf


def test_many_queues_get_singles_neighbours_and_all():
    queues = [_queue(str(number), 2) for number in range(9)]
    names = [row.queues for row in pooled_rows(queues)]
    assert len(names) == 9 + 8 + 1
    assert names[9] == ("0", "1")
    assert len(names[-1]) == 9


def test_queues_without_contacts_need_nobody():
    rows = pooled_rows([_queue("a", 0), _queue("b", 0)])
    assert all(row.agents_required.tolist() == [0, 0, 0, 0] for row in rows)
