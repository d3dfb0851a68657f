"""From FORECAST to REQUIREMENT: least people, the target that asks for them, deferred work, pools; mostly by hand."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner.staffing.erlang as erlang
from planner.plan import Plan, Queue, Target
from planner.staffing.chats import Chat, effective_handle_time_s
from planner.staffing.deferrals import Deferred
from planner.staffing.demand import Demand
from planner.staffing.groups import queue_groups
from planner.staffing.live import Live
from planner.staffing.requirement import predicted_service_level, requirements

VOICE = {"channel": "voice", "model": "live", "aht_s": 300, "target": {"service_level": 0.8, "within_s": 20}}
CHAT = {
    "channel": "chat",
    "model": "chat",
    "aht_s": [420, 600, 720],
    "target": {"service_level": 0.9, "within_s": 60},
    "targets_by_hours": [{"hours": "09:00-10:00", "service_level": 0.5}],
}
EMAIL = {"channel": "email", "model": "deferred", "aht_s": 600, "target": {"service_level": 0.9, "within_s": 3600}}
TIMES = pd.date_range("2026-12-07 08:00", periods=4, freq="30min", tz="Asia/Shanghai")


def plan(queues: dict[str, dict[str, object]], **more: object) -> Plan:
    return Plan.model_validate({"name": "x", "timezone": "Asia/Shanghai", "queues": queues, **more})


def forecast(queue: str, *offered: float, aht_s: float | None = None) -> pd.DataFrame:
    rows = {"queue": queue, "interval_start": TIMES, "offered": offered, "offered_lo": offered, "offered_hi": offered}
    return pd.DataFrame({**rows, "aht_s": aht_s, "method": "x"}).astype({"aht_s": float})


def demand(
    offered: list[float],
    patience_s: float | None = None,
    level: float = 0.8,
    within_s: float = 20.0,
    occupancy: float = 1.0,
    abandon: float = 1.0,
    is_open: list[bool] | None = None,
) -> Demand:
    """Half-hour intervals of a voice queue with handle time 300 s and the same targets throughout."""
    queue = Queue(
        channel="voice", model="live", aht_s=300.0, patience_s=patience_s, target=Target(service_level=0.8, within_s=20)
    )
    same = np.ones(len(offered))
    opened = np.array(is_open if is_open is not None else [True] * len(offered), dtype=bool)
    return Demand(
        queue, 1800.0, np.array(offered), 300 * same, opened, level * same, within_s * same, occupancy * same,
        abandon * same,
    )  # fmt: skip


# --- live: the least hundredths, and the target that asks for them

demands = st.builds(
    demand,
    offered=st.lists(st.floats(0.5, 400), min_size=1, max_size=3),
    patience_s=st.floats(30, 1200),
    level=st.floats(0.3, 0.98),
    within_s=st.floats(0, 120),
    occupancy=st.floats(0.3, 1.0),
    abandon=st.floats(0.005, 1.0),
)


def meets(demand: Demand, agents: np.ndarray) -> np.ndarray:
    """All three targets, straight from the Erlang functions."""
    arguments = (demand.load_erl, agents, demand.aht_s)
    patience_s = demand.queue.patience_s or float("inf")
    return (
        (erlang.service_level(*arguments, demand.within_s, patience_s) >= demand.service_level)
        & (erlang.occupancy(*arguments, patience_s) <= demand.max_occupancy)
        & (erlang.abandon_rate(*arguments, patience_s) <= demand.max_abandon)
    )


@settings(deadline=None, max_examples=60)
@given(demands)
def test_one_hundredth_of_a_person_less_misses_a_target(demand: Demand) -> None:
    agents = Live().agents_required(demand)
    assert np.allclose(agents * 100, np.round(agents * 100))
    assert meets(demand, agents + 1e-9).all()
    assert not meets(demand, agents - 0.01).any()


@settings(deadline=None, max_examples=60)
@given(demands)
def test_the_binding_target_asks_for_as_many_alone_and_no_other_for_more(demand: Demand) -> None:
    live = Live()
    agents = live.agents_required(demand)
    free = {
        "service_level": np.zeros(len(agents)),
        "max_occupancy": np.ones(len(agents)),
        "max_abandon": np.ones(len(agents)),
    }
    without = {name: live.agents_required(replace(demand, **{name: none})) for name, none in free.items()}
    alone = {
        name: live.agents_required(replace(demand, **{n: none for n, none in free.items() if n != name}))
        for name in free
    }
    for at, name in enumerate(live.binding(demand)):
        assert alone[name][at] == agents[at]
        assert all(without[other][at] == agents[at] for other in free if other != name)


def test_the_reference_case_in_whole_people_and_hundredths() -> None:
    case = demand([100.0])
    case = replace(case, aht_s=np.array([180.0]))
    assert erlang.agents_required(10.0, 180, 0.8, 20) == 14
    [agents] = Live().agents_required(case)
    assert 13 < agents <= 14
    assert Live().performance(case, np.array([14.0])).service_level == pytest.approx([0.8884], abs=5e-5)


def test_a_single_interval_is_staffed_like_any_other() -> None:
    several, single = demand([10.0, 20.0], patience_s=120), demand([10.0], patience_s=120)
    assert Live().agents_required(several)[0] == Live().agents_required(single)[0]


def test_nothing_offered_needs_nobody() -> None:
    case = demand([0.0, 10.0])
    assert Live().agents_required(case)[0] == 0
    assert Live().binding(case) == ["none", "service_level"]


# --- chat


def test_a_chat_costs_what_it_takes_at_the_best_concurrency() -> None:
    assert effective_handle_time_s(Queue.model_validate(CHAT)) == 240  # 420, 600/2, 720/3
    assert effective_handle_time_s(Queue.model_validate({**CHAT, "aht_s": [400, 900]})) == 400


def test_chat_is_live_at_that_handle_time() -> None:
    centre = plan({"chat": CHAT})
    rows = requirements(forecast("chat", 60, 60, 60, 60, aht_s=999.0), centre, ()).by_queue
    assert list(rows["offered_load_erl"]) == pytest.approx([60 * 240 / 1800] * 4)
    as_live = replace(demand([60.0, 60.0], level=0.9, within_s=60), aht_s=np.array([240.0, 240.0]))
    assert list(rows["agents_required"][:2]) == list(Live().agents_required(as_live))
    assert Chat().binding(demand([60.0])) == Live().binding(demand([60.0]))


def test_other_hours_have_other_targets() -> None:
    rows = requirements(forecast("chat", 60, 60, 60, 60), plan({"chat": CHAT}), ()).by_queue
    first, second, third, fourth = rows["agents_required"]
    assert first == second > third == fourth


# --- deferred work


def spread_slowly(load: list[float], is_open: list[bool], intervals: int) -> list[float]:
    done = [0.0] * len(load)
    for at, work in enumerate(load):
        later = range(at, len(load))
        places = [k for k in later if k < at + intervals and is_open[k]]
        places = places or [k for k in later if is_open[k]][:1] or [at]
        for k in places:
            done[k] += work / len(places)
    return done


loads = st.lists(st.tuples(st.sampled_from([0.0, 6.0, 31.5]), st.booleans()), min_size=1, max_size=24)


@settings(deadline=None)
@given(loads, st.sampled_from([0.0, 600.0, 1800.0, 5400.0, 14400.0]))
def test_deferred_work_is_conserved_and_never_done_before_it_came(
    rows: list[tuple[float, bool]], within_s: float
) -> None:
    offered, is_open = [row[0] for row in rows], [row[1] for row in rows]
    case = demand(offered, within_s=within_s, is_open=is_open)
    done = Deferred().load_erl(case)
    assert done.sum() == pytest.approx(case.load_erl.sum())
    assert (np.cumsum(done) <= np.cumsum(case.load_erl) + 1e-9).all()
    assert list(done) == pytest.approx(spread_slowly(list(case.load_erl), is_open, max(1, int(within_s // 1800))))


def test_work_of_the_night_waits_for_the_next_open_interval() -> None:
    case = demand([6.0, 6.0, 0.0, 0.0, 0.0], within_s=1800.0, is_open=[False, False, False, True, True])
    assert list(Deferred().load_erl(case)) == [0, 0, 0, 2, 0]


def test_deferred_people_work_at_the_highest_occupancy_allowed() -> None:
    case = demand([6.0, 0.0, 0.0], within_s=3600.0, occupancy=0.5)
    assert list(Deferred().agents_required(case)) == [1.0, 1.0, 0.0]
    assert Deferred().binding(case) == ["workload", "workload", "none"]
    reached = Deferred().performance(case, np.array([1.0, 0.25, 0.0]))
    assert list(reached.service_level) == [1.0, 0.5, 1.0]
    assert list(reached.occupancy) == [0.5, 1.0, 0.0]


# --- REQUIREMENT and POOLED


def test_the_bot_takes_contacts_off_and_makes_the_rest_longer() -> None:
    bot = {"bot_share": 0.2, "bot_escalation": 0.25, "bot_aht_factor": 1.15}
    rows = requirements(forecast("voice", 100, 100, 100, 100, aht_s=200.0), plan({"voice": {**VOICE, **bot}}), ())
    assert rows.by_queue["offered"][0] == pytest.approx(85)
    assert rows.by_queue["offered_load_erl"][0] == pytest.approx((80 + 5 * 1.15) * 200 / 1800)


def test_a_missing_handle_time_is_the_plans() -> None:
    rows = requirements(forecast("voice", 60, 60, 60, 60), plan({"voice": VOICE}), ()).by_queue
    assert list(rows["offered_load_erl"]) == pytest.approx([10.0] * 4)


def test_floor_and_unplaced_shrinkage_make_scheduled_people() -> None:
    shrinkage = {"absence": {"share": 0.1}, "late": {"share": 0.2}}
    centre = plan({"voice": {**VOICE, "floor": 3.0}}, shrinkage=shrinkage, opening={"voice": {"mon": "08:00-09:30"}})
    rows = requirements(forecast("voice", 60, 0, 1, 0), centre, ()).by_queue
    assert centre.unplaced_shrinkage == pytest.approx(0.28)
    assert list(rows["binding"]) == ["service_level", "floor", "floor", "none"]
    assert list(rows["agents_floor"]) == [3, 3, 3, 0]
    assert rows["scheduled_required"][0] == pytest.approx(rows["agents_required"][0] / 0.72)
    assert list(rows["scheduled_required"][1:]) == pytest.approx([3 / 0.72, 3 / 0.72, 0])
    assert rows["service_level"][2] > 0.8


def test_pools_are_sums_of_their_queues() -> None:
    centre = plan({name: {**VOICE, "group": "one"} for name in ("b", "a", "c")})
    frames = [forecast("b", 60, 10, 0, 5), forecast("a", 30, 30, 30, 30), forecast("c", 1, 2, 3, 4)]
    groups = queue_groups(centre)
    needed = requirements(pd.concat(frames), centre, groups)
    by_queue = needed.by_queue.pivot(index="interval_start", columns="queue", values="agents_required")
    names = {"+".join(q for q in groups[0].queues if q in subset) for subset in groups[0].subsets if len(subset) > 1}
    assert set(needed.pooled["queues"]) == names
    assert "b+a+c" in names
    for name, rows in needed.pooled.groupby("queues"):
        assert list(rows["agents_required"]) == pytest.approx(list(by_queue[str(name).split("+")].sum(axis=1)))


def test_queues_apart_have_no_pools() -> None:
    needed = requirements(forecast("voice", 1, 2, 3, 4), plan({"voice": VOICE}), queue_groups(plan({"voice": VOICE})))
    assert needed.pooled.empty


def test_the_predicted_service_level_at_the_scheduled_requirement_is_the_one_required() -> None:
    centre = plan({"voice": VOICE, "email": EMAIL}, shrinkage={"absence": {"share": 0.1}})
    ahead = pd.concat([forecast("voice", 60, 10, 0, 5), forecast("email", 6, 6, 6, 6)], ignore_index=True)
    rows = requirements(ahead, centre, ()).by_queue
    scheduled = rows[["queue", "interval_start"]].assign(scheduled=rows["scheduled_required"])
    predicted = predicted_service_level(ahead, scheduled, centre)
    offered = rows["offered"] > 0
    assert list(predicted[offered]) == pytest.approx(list(rows["service_level"][offered]))
    assert predicted[~offered].isna().all()


def test_more_people_never_serve_worse() -> None:
    centre = plan({"voice": {**VOICE, "patience_s": 120}})
    ahead = forecast("voice", 60, 60, 60, 60)
    levels = []
    for people in (0.0, 3.0, 9.5, 10.0, 12.25, 20.0):
        scheduled = ahead[["queue", "interval_start"]].assign(scheduled=people)
        levels.append(predicted_service_level(ahead, scheduled, centre)[0])
    assert all(worse <= better for worse, better in pairwise(levels))
