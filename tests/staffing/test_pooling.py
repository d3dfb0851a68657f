"""Several queues as one pool: by hand, by the kernels it is made of, and never more than one by one."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.staffing.live_demand import LiveDemand, Target
from planner.staffing.pooling import LiveQueue, PoolRules, pooled_agents, pooled_demand
from planner.staffing.tiers import Discipline, Tier, service_levels
from planner.staffing.transient import agents_required, predict

DAY = np.array([0.5, 1.0, 0.8, 0.6])


def queue(load_erl: float, within_s: float = 20, aht_s: float = 240, level: float = 0.8, **more: float) -> LiveQueue:
    patience_s = more.pop("patience_s", 300)
    demand = LiveDemand.checked(1800, load_erl * DAY * 1800 / aht_s, aht_s, patience_s)
    return LiveQueue(demand, Target(level, within_s, **more))


THREE = [queue(10), queue(20), queue(5, aht_s=600)]
TIERS = [queue(4, 300), queue(6, 900, level=0.9), queue(5, 1800)]


def test_a_pool_of_one_is_the_queue() -> None:
    assert pooled_agents(THREE[:1]).tolist() == agents_required(THREE[0].demand, THREE[0].target).tolist()


def test_a_pool_meets_the_common_target_as_one_queue_with_fewer_people() -> None:
    agents = pooled_agents(THREE, unit=0.01)
    level = predict(pooled_demand(THREE), agents, 20).service_level
    assert level.min() >= 0.8
    assert predict(pooled_demand(THREE), agents - 0.05, 20).service_level.max() < 0.8
    assert agents.sum() < 0.95 * sum(agents_required(one.demand, one.target, unit=0.01).sum() for one in THREE)


def test_with_one_threshold_the_strictest_level_and_cap_hold() -> None:
    strict = [queue(10), queue(10, level=0.95), queue(10, max_abandon=0.001)]
    agents = pooled_agents(strict)
    day = predict(pooled_demand(strict), agents, 20)
    assert day.service_level.min() >= 0.95
    assert day.abandon_rate.max() <= 0.001


def test_occupancy_caps_weigh_by_load() -> None:
    steady = [LiveDemand.checked(1800, [load * 1800 / 240] * 4, 240, 300) for load in (10, 30)]
    capped = [LiveQueue(one, Target(0.8, 20, cap)) for one, cap in zip(steady, (0.5, 1.0), strict=True)]
    assert pooled_agents(capped, unit=0.01)[3] == pytest.approx(10 / 0.5 + 30, rel=0.01)


@pytest.mark.parametrize("discipline", Discipline)
def test_every_tier_meets_its_own_target(discipline: Discipline) -> None:
    agents = pooled_agents(TIERS, PoolRules(discipline), unit=0.01)
    for i in range(len(DAY)):
        tiers = [
            Tier(
                one.demand.offered[i] * 2,
                240,
                float(one.of_target("within_s")[i]),
                float(one.of_target("service_level")[i]),
            )
            for one in TIERS
        ]
        goals = [tier.service_level for tier in tiers]
        assert (service_levels(tiers, agents[i], discipline) >= goals).all()


def test_the_earliest_deadline_first_needs_fewest() -> None:
    edf, priority, fifo = (pooled_agents(TIERS, PoolRules(one), unit=0.01) for one in Discipline)
    assert edf.sum() <= priority.sum()
    assert edf.sum() < fifo.sum()


def test_queues_without_contacts_set_no_target() -> None:
    silent = LiveQueue(LiveDemand.checked(1800, np.zeros(4), 240), Target(0.99, 1))
    assert pooled_agents([THREE[0], silent]).tolist() == agents_required(THREE[0].demand, THREE[0].target).tolist()
    assert pooled_agents([silent, silent]).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("load_erl", [5e-324, 1e-320, 1e-313, 1e-308, 1e-99, 1e-20])
def test_next_to_no_contacts_end_the_search(load_erl: float) -> None:
    assert (pooled_agents([queue(load_erl, 20), queue(0.0, 60)]) <= 1).all()


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.floats(0, 12), st.sampled_from([20, 60, 300])), min_size=2, max_size=3))
def test_more_contacts_never_need_fewer_people(queues: list[tuple[float, float]]) -> None:
    pool = [queue(load, within) for load, within in queues]
    more = [queue(load + 1, within) for load, within in queues]
    assert (pooled_agents(pool) <= pooled_agents(more) + 1e-9).all()


def test_pooled_demand_by_hand() -> None:
    one = LiveQueue(LiveDemand.checked(1800, [10, 0], 100, 300), Target(0.8, 20))
    other = LiveQueue(LiveDemand.checked(1800, [30, 0], 200, 900), Target(0.8, 20))
    pool = pooled_demand([one, other])
    assert pool.offered.tolist() == [40, 0]
    assert pool.aht_s.tolist() == [175, 150]
    assert pool.patience_s == pytest.approx(1 / (0.25 / 300 + 0.75 / 900))
    patient = LiveQueue(LiveDemand.checked(1800, [10, 0], 100), Target(0.8, 20))
    assert pooled_demand([patient]).patience_s == inf
