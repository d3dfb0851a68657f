"""The service level averaged over the forecast's band: against plain sums, very many courses and simulated days."""

from itertools import pairwise
from math import inf
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan import Plan
from planner.plan.conversation import Conversation
from planner.staffing import chat, erlang
from planner.staffing.band import averaged, paths_of
from planner.staffing.groups import queue_groups
from planner.staffing.live_demand import LiveDemand, Target
from planner.staffing.percentile import rate_spread
from planner.staffing.pooling import LiveQueue, PoolRules, pooled_agents, pooled_demand
from planner.staffing.requirement import Requirements, requirements
from planner.staffing.tiers import Discipline, Tier, service_levels
from planner.staffing.transient import agents_required, independent_agents, predict
from tests.staffing import event_loop

DAY = np.array([0.3, 0.6, 0.9, 1.0, 0.95, 0.8, 0.9, 0.7, 0.4])
WIDTHS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)


def day(peak_erl: float, cv: float, patience_s: float = 300.0, redial_share: float = 0.0) -> LiveDemand:
    """Half-hours with handle time 240 s and a rate whose standard deviation is `cv` of its mean."""
    offered = peak_erl * DAY * 1800 / 240
    return LiveDemand.checked(1800, offered, 240, patience_s, redial_share).along(paths_of(offered, cv * offered))


def very_many(demand: LiveDemand, cv: float, count: int = 41) -> LiveDemand:
    """The same demand with that many courses, at the middles of as many slices of the normal law."""
    deviations = np.array([NormalDist().inv_cdf((i + 0.5) / count) for i in range(count)])
    return demand.along(np.maximum(demand.offered * (1 + cv * deviations[:, np.newaxis]), 0.0))


# --- the courses, and averages over them


def test_courses_rise_about_what_is_expected_and_hold_nine_tenths_of_the_variance() -> None:
    paths = paths_of(np.array([100.0, 10.0, 0.0]), np.array([20.0, 0.0, 0.0]))
    assert (np.diff(paths[:, 0]) > 0).all()
    assert paths.mean(axis=0) == pytest.approx([100, 10, 0])
    assert list(paths[2]) == [100, 10, 0]
    assert 0.88 < paths[:, 0].var() / 400 < 0.92


def test_no_course_has_less_than_no_contact_and_without_width_there_is_one() -> None:
    assert paths_of(np.array([1.0]), np.array([2.0])).min() == 0
    assert paths_of(np.array([1.0, 5.0]), np.zeros(2)).tolist() == [[1, 5]]


def test_an_average_counts_each_contact_once() -> None:
    levels, contacts = np.array([[1.0, 1.0], [0.5, 0.0]]), np.array([[10.0, 0.0], [30.0, 0.0]])
    assert list(averaged(levels, contacts)) == [(10 * 1.0 + 30 * 0.5) / 40, 0.5]


def test_the_chance_of_single_contacts_is_no_uncertainty_of_their_rate() -> None:
    z_90 = NormalDist().inv_cdf(0.9)
    counts_sd = np.array([np.sqrt(500.0), 10.0, 2.0, 0.0])
    ahead = pd.DataFrame({"offered": [100.0, 100.0, 9.0, 0.0]})
    ahead["offered_hi"] = ahead["offered"] + z_90 * counts_sd
    assert list(rate_spread(ahead, "expected")) == pytest.approx([20, 0, 0, 0], abs=1e-4)
    assert list(rate_spread(ahead, "p80")) == [0] * 4


# --- live queues


@pytest.mark.parametrize("patience_s", [120, 300, inf])
def test_the_average_of_the_days_meets_the_target_and_with_less_misses_it(patience_s: float) -> None:
    demand, target = day(20, 0.2, patience_s), Target(0.8, 20)
    agents = agents_required(demand, target, unit=0.01)

    def average(people: np.ndarray) -> np.ndarray:
        met = sum(
            path * predict(one, people, 20).service_level for path, one in zip(demand.paths, demand.days, strict=True)
        )
        return met / sum(demand.paths)

    assert (average(agents) >= 0.8 - 1e-9).all()
    assert predict(demand, agents, 20).service_level == pytest.approx(average(agents))
    for i in range(len(agents)):
        less = agents - 0.01 * (np.arange(len(agents)) == i)
        assert average(less)[: i + 1].min() < 0.8


def test_all_but_the_service_level_is_that_of_the_expected_day() -> None:
    demand = day(20, 0.2)
    band, expected = predict(demand, 22, 20), predict(demand.days[2], 22, 20)
    assert (band.service_level < expected.service_level).any()
    for name in ("abandon_rate", "occupancy", "mean_wait_s"):
        assert getattr(band, name).tolist() == getattr(expected, name).tolist()


def test_caps_hold_for_what_is_expected() -> None:
    target = Target(0.3, 60, max_occupancy=0.7)
    assert agents_required(day(20, 0.2), target).tolist() == agents_required(day(20, 0.0), target).tolist()


@pytest.mark.parametrize(("patience_s", "within"), [(300, 0.01), (inf, 0.025)])
@pytest.mark.parametrize("cv", [0.1, 0.2])
@pytest.mark.parametrize("peak_erl", [20, 100])
def test_five_courses_need_what_very_many_do(peak_erl: float, cv: float, patience_s: float, within: float) -> None:
    demand, target = day(peak_erl, cv, patience_s), Target(0.8, 20)
    many = agents_required(very_many(demand, cv), target, unit=0.1).sum()
    assert agents_required(demand, target, unit=0.1).sum() == pytest.approx(many, rel=within)


@pytest.mark.parametrize(("patience_s", "redial_share"), [(300, 0.0), (120, 0.8)])
def test_days_of_random_rates_are_served_as_predicted(patience_s: float, redial_share: float) -> None:
    demand = day(20, 0.2, patience_s, redial_share)
    agents = agents_required(demand, Target(0.8, 20))
    random, loop = np.random.default_rng(1), event_loop.fast(event_loop.queue_day)
    total = np.zeros((3, len(agents)))
    for seed in range(1500):
        args = (demand.offered * max(0.0, random.normal(1.0, 0.2)), agents, 1800.0, np.array(demand.aht_s))
        total += loop(*args, 1.0, patience_s, 20.0, False, seed, redial_share, 1e-3)
    error = predict(demand, agents, 20).service_level - total[1] / total[0]
    assert np.abs(error).mean() < 0.01
    assert np.abs(error).max() < 0.02


def steady(redial_share: float) -> LiveDemand:
    """20 erlangs for six hours, more or less."""
    offered = np.full(12, 150.0)
    return LiveDemand.checked(1800, offered, 240, 120, redial_share).along(paths_of(offered, 0.2 * offered))


def test_redials_count_as_contacts_of_their_course() -> None:
    days = [predict(one, 20, 20) for one in steady(0.8).days]
    came = steady(0.8).paths[:, -1] / [1 - 0.8 * one.abandon_rate[-1] for one in days]
    level = sum(came * [one.service_level[-1] for one in days]) / sum(came)
    assert predict(steady(0.8), 20, 20).service_level[-1] == pytest.approx(level, abs=1e-5)


def test_what_lasts_for_ever_is_as_erlang_says_with_the_redials_of_every_course() -> None:
    load_erl = steady(0.8).paths[:, -1] * 240 / 1800

    def average(agents: float) -> float:
        came_erl = erlang.load_with_redials(load_erl, agents, 240, 120, 0.8)
        return float((came_erl * erlang.service_level(came_erl, agents, 240, 20, 120)).sum() / came_erl.sum())

    agents = independent_agents(steady(0.8), Target(0.8, 20))[-1]
    assert average(agents) >= 0.8 > average(agents - 1)
    assert agents > independent_agents(steady(0.0), Target(0.8, 20))[-1]


@settings(deadline=None, max_examples=25)
@given(
    offered=st.floats(1, 300),
    level=st.floats(0.75, 0.98),
    within_s=st.floats(0, 120),
    patience_s=st.one_of(st.floats(60, 1200), st.just(inf)),
)
def test_a_wider_band_never_needs_fewer(offered: float, level: float, within_s: float, patience_s: float) -> None:
    target = Target(level, within_s)
    plain = LiveDemand.checked(1800, [offered], 300, patience_s)
    bands = [plain.along(paths_of(plain.offered, width * plain.offered)) for width in WIDTHS]
    for rule in (independent_agents, lambda demand, target: agents_required(demand, target, unit=0.01)):
        needed = [float(rule(demand, target)[0]) for demand in bands]
        assert all(narrow <= wide + 1e-9 for narrow, wide in pairwise(needed))


@pytest.mark.parametrize("patience_s", [120, 300, inf])
def test_a_wider_band_never_needs_fewer_hours_a_day(patience_s: float) -> None:
    needed = [agents_required(day(20, width, patience_s), Target(0.8, 20), unit=0.01).sum() for width in WIDTHS]
    assert all(narrow < wide for narrow, wide in pairwise(needed))


# --- pools


def test_what_makes_one_queue_busy_makes_all() -> None:
    calm, wide = LiveQueue(day(10, 0.0), Target(0.8, 20)), LiveQueue(day(5, 0.2), Target(0.8, 20))
    assert pooled_demand([calm, wide]).paths == pytest.approx(calm.demand.offered + wide.demand.paths)
    assert pooled_demand([calm, calm]).paths == pytest.approx(np.array([2 * calm.demand.offered]))


def test_a_pool_has_the_redials_and_the_courses_of_its_queues() -> None:
    calm = LiveQueue(day(10, 0.0, 120, 0.6), Target(0.8, 20))
    wide = LiveQueue(day(5, 0.2, 300, 0.1), Target(0.8, 20))
    pooled = pooled_demand([calm, wide])
    assert pooled.redial_share == pytest.approx((0.6 * 10 / 120 + 0.1 * 5 / 300) / (10 / 120 + 5 / 300))
    assert {one.redial_share for one in pooled.days} == {pooled.redial_share}
    assert len(pooled.days) == 5


@pytest.mark.parametrize("discipline", Discipline)
def test_each_tier_meets_its_target_averaged_over_its_contacts(discipline: Discipline) -> None:
    queues = [LiveQueue(day(4, 0.2, inf), Target(0.8, 20)), LiveQueue(day(6, 0.1, inf), Target(0.9, 900))]
    agents = pooled_agents(queues, PoolRules(discipline), 0.01)
    alone = [LiveQueue(queue.demand.days[2], queue.target) for queue in queues]
    assert (agents > pooled_agents(alone, PoolRules(discipline), 0.01)).all()
    for i, people in enumerate(agents):
        met, came = np.zeros(2), np.zeros(2)
        for calls, chats in zip(queues[0].demand.paths[:, i], queues[1].demand.paths[:, i], strict=True):
            tiers = [Tier(2 * calls, 240, 20, 0.8), Tier(2 * chats, 240, 900, 0.9)]
            met += np.array([calls, chats]) * service_levels(tiers, people, discipline)
            came += [calls, chats]
        assert (met / came >= np.array([0.8, 0.9]) - 1e-9).all()


# --- the plan's key

AHT_S = (420, 600, 720)
CONVERSATION = Conversation(work_s=35, think_s=60, turns=6, max_chats=3)
QUEUES = {
    "voice": {"channel": "voice", "model": "live", "aht_s": 300, "patience_s": 300},
    "chat": {"channel": "chat", "model": "chat", "aht_s": AHT_S},
    "support": {"channel": "chat", "model": "chat", "conversation": CONVERSATION.model_dump()},
    "email": {"channel": "email", "model": "deferred", "aht_s": 600},
}
TARGETS = {
    "voice": {"service_level": 0.8, "within_s": 20},
    "chat": {"service_level": 0.8, "within_s": 20},
    "support": {"service_level": 0.8, "within_s": 120, "answer": "first_response"},
    "email": {"service_level": 0.8, "within_s": 3600},
}


def staffed(demand: str, width: float) -> Requirements:
    """The requirements of 60 contacts per half-hour whose upper end is so far from what is expected."""
    queues = {id: {**queue, "target": TARGETS[id]} for id, queue in QUEUES.items()}
    plan = Plan.model_validate(
        {"name": "x", "timezone": "Asia/Shanghai", "queues": queues, "staffing": {"demand": demand}}
    )
    times = pd.date_range("2026-12-07 08:00", periods=4, freq="30min", tz="Asia/Shanghai")
    ahead = [
        pd.DataFrame(
            {
                "queue": id,
                "interval_start": times,
                "offered": 60.0,
                "offered_lo": max(0.0, 60 - width),
                "offered_hi": 60 + width,
                "aht_s": np.nan,
                "method": "x",
            }
        )
        for id in queues
    ]
    return requirements(pd.concat(ahead, ignore_index=True), plan, queue_groups(plan))


@pytest.mark.parametrize("width", [0.0, NormalDist().inv_cdf(0.9) * np.sqrt(60) - 1e-6], ids=["none", "chance only"])
def test_without_width_it_is_p50(width: float) -> None:
    pd.testing.assert_frame_equal(staffed("expected", width).by_queue, staffed("p50", width).by_queue)


@pytest.mark.parametrize(
    ("queue", "within_s", "aht_s", "conversation"),
    [("chat", 20, AHT_S, None), ("support", 120, CONVERSATION.aht_by_concurrency_s, CONVERSATION)],
    ids=["accepted", "first response"],
)
def test_a_chat_meets_its_target_averaged_over_the_band(
    queue: str, within_s: float, aht_s: tuple[float, ...], conversation: Conversation | None
) -> None:
    rows = staffed("expected", 30).by_queue.query("queue == @queue")
    [agents] = set(rows["agents_required"])
    rates = 2 * paths_of(np.array([60.0]), np.array([np.sqrt((30 / NormalDist().inv_cdf(0.9)) ** 2 - 60)]))[:, 0]

    def average(people: float) -> float:
        levels = chat.service_level(rates, people, aht_s, within_s, conversation=conversation)
        return float((rates * levels).sum() / rates.sum())

    assert average(agents) >= 0.8 > average(agents - 0.01)
    assert list(rows["service_level"]) == pytest.approx([average(agents)] * 4)
    assert set(rows["binding"]) == {"service_level"}
    steady = rows["agents_steady"].iloc[0]
    assert average(steady) >= 0.8 > average(steady - 1)


def test_live_and_chat_queues_need_more_and_deferred_work_the_same() -> None:
    needed = {width: staffed("expected", width).by_queue.set_index("queue") for width in (0, 20, 30)}
    for queue in ("voice", "chat", "support"):
        fewer, more, most = (rows.loc[queue, "agents_required"].to_numpy() for rows in needed.values())
        assert (fewer < more).all()
        assert (more < most).all()
    assert list(needed[0].loc["email", "agents_required"]) == list(needed[30].loc["email", "agents_required"])
    assert set(needed[30]["offered"]) == {60}
