"""From FORECAST to REQUIREMENT and to the predicted service level: least people, what asks for them; by hand."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan import Plan, Queue, Target
from planner.staffing import chat, erlang
from planner.staffing.chat_model import Chat
from planner.staffing.demand import Demand, queue_demand
from planner.staffing.dispatch import GroupStaffing
from planner.staffing.groups import queue_groups
from planner.staffing.live_demand import ShiftEnd
from planner.staffing.live_model import Live
from planner.staffing.prediction import predicted_service_level
from planner.staffing.requirement import Requirements, requirements

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


def staffed(ahead: pd.DataFrame, centre: Plan) -> Requirements:
    return requirements(ahead, centre, queue_groups(centre))


def demand(
    offered: list[float],
    patience_s: float | None = None,
    level: float = 0.8,
    within_s: float = 20.0,
    occupancy: float = 1.0,
    abandon: float = 1.0,
) -> Demand:
    """Half-hour intervals of a voice queue with handle time 300 s and the same targets throughout."""
    target = Target(service_level=level, within_s=within_s, max_occupancy=occupancy, max_abandon=abandon)
    queue = Queue(channel="voice", model="live", aht_s=300.0, patience_s=patience_s, target=target)
    rows = pd.DataFrame({"offered": offered, "aht_s": np.nan}, index=pd.date_range("2026-12-07", periods=len(offered)))
    return queue_demand("voice", rows, queue, 30, np.ones(len(offered), dtype=bool))


# --- live: the least hundredths, and the target that asks for them

demands = st.builds(
    demand,
    offered=st.lists(st.floats(0.5, 300), min_size=1, max_size=3),
    patience_s=st.floats(30, 1200),
    level=st.floats(0.3, 0.98),
    within_s=st.floats(0, 120),
    occupancy=st.floats(0.3, 1.0),
    abandon=st.floats(0.005, 1.0),
)
LIMITS = {"service_level": "service_level", "max_occupancy": "occupancy", "max_abandon": "abandon_rate"}


def missed(case: Demand, agents: np.ndarray, target: str) -> np.ndarray:
    reached, asked = getattr(Live().performance(case, agents), LIMITS[target]), getattr(case, target)
    return reached < asked - 1e-9 if target == "service_level" else reached > asked + 1e-9


@settings(deadline=None, max_examples=40)
@given(demands)
def test_all_targets_are_met_in_hundredths_and_with_less_the_binding_one_is_missed(case: Demand) -> None:
    [required] = Live().required([case])
    assert np.allclose(required.agents * 100, np.round(required.agents * 100))
    assert not any(missed(case, required.agents, target).any() for target in LIMITS)
    for at, name in enumerate(required.binding):
        less = required.agents - 0.01 * (np.arange(len(required.agents)) == at)
        assert name == "later" or missed(case, less, name)[at]


def test_a_long_interval_needs_what_erlang_says() -> None:
    case = replace(demand([100.0 * 48] * 3), interval_s=24 * 3600.0, aht_s=np.full(3, 180.0))
    [required] = Live().required([case])
    assert list(required.steady) == [14.0] * 3
    assert erlang.service_level(10.0, required.agents[2], 180, 20) == pytest.approx(0.8, abs=0.005)
    assert 13 < required.agents[2] <= 14


def test_what_is_left_of_one_interval_is_served_in_the_next() -> None:
    calm, after_rush = demand([10.0, 60.0], occupancy=1.0), demand([400.0, 60.0])
    rush = Live().performance(after_rush, np.array([60.0, 14.0]))
    assert rush.service_level[1] < Live().performance(calm, np.array([14.0, 14.0])).service_level[1]


def test_contacts_dropped_at_a_shifts_end_wait_again() -> None:
    case = replace(demand([120.0, 30.0], within_s=60), aht_s=np.full(2, 1200.0))
    finish, drop = (Live(end).performance(case, np.array([80.0, 24.0])) for end in ShiftEnd)
    assert drop.service_level[1] < finish.service_level[1]


def test_nothing_offered_needs_nobody() -> None:
    [required] = Live().required([demand([0.0, 10.0])])
    assert required.agents[0] == 0
    assert required.binding == ["none", "service_level"]


# --- chat


def test_a_chat_needs_the_least_hundredths_of_its_chain() -> None:
    rows = staffed(forecast("chat", 60, 60, 60, 60, aht_s=999.0), plan({"chat": CHAT})).by_queue
    first, steady = rows["agents_required"][0], rows["agents_steady"][0]
    assert steady == chat.agents_required(120, CHAT["aht_s"], 0.9, 60)
    assert steady - 1 < first <= steady
    assert (
        chat.service_level(120, first, CHAT["aht_s"], 60)
        >= 0.9
        > chat.service_level(120, first - 0.01, CHAT["aht_s"], 60)
    )
    assert rows["binding"][0] == "service_level"


def test_a_chats_load_is_the_time_of_one_agent_at_full_concurrency() -> None:
    centre = plan({"chat": CHAT, "slow": {**CHAT, "aht_s": [400, 900]}})
    rows = staffed(pd.concat([forecast("chat", *[60] * 4), forecast("slow", *[60] * 4)]), centre).by_queue
    assert list(rows["offered_load_erl"][::4]) == pytest.approx([60 * 240 / 1800, 60 * 400 / 1800])


def test_other_hours_have_other_targets() -> None:
    rows = staffed(forecast("chat", 60, 60, 60, 60), plan({"chat": CHAT})).by_queue
    first, second, third, fourth = rows["agents_required"]
    assert first == second > third == fourth


def test_chats_occupancy_cap_binds() -> None:
    centre = plan({"chat": {**CHAT, "target": {"service_level": 0.5, "within_s": 600, "max_occupancy": 0.6}}})
    rows = staffed(forecast("chat", 60, 60, 60, 60), centre).by_queue
    assert set(rows["binding"]) == {"max_occupancy"}
    assert list(rows["occupancy"]) == pytest.approx([0.6] * 4, abs=0.005)
    assert Chat().required([]) == []


FIRST = {
    "channel": "chat",
    "model": "chat",
    "conversation": {"work_s": 35.0, "think_s": 60.0, "turns": 6.0, "max_chats": 4},
    "target": {"service_level": 0.8, "within_s": 120, "answer": "first_response"},
}


def test_a_first_response_takes_more_people_than_acceptance_and_has_its_own_definitions() -> None:
    accepted = {**FIRST, "target": {"service_level": 0.8, "within_s": 120}}
    rows = {
        key: staffed(forecast("chat", 60, 60, 60, 60), plan({"chat": queue})).by_queue
        for key, queue in (("first", FIRST), ("accepted", accepted))
    }
    assert list(rows["first"]["service_level"]) == pytest.approx([0.8] * 4, abs=0.005)
    assert rows["first"]["agents_required"][0] > 1.05 * rows["accepted"]["agents_required"][0]
    assert rows["first"]["offered_load_erl"][0] == rows["accepted"]["offered_load_erl"][0]
    lossy = {**FIRST, "patience_s": 60.0, "target": {**FIRST["target"], "definition": "answered"}}
    answered = staffed(forecast("chat", 60, 60, 60, 60), plan({"chat": lossy})).by_queue
    assert answered["service_level"][0] == pytest.approx(0.8, abs=0.005)


# --- the bot, floors and shrinkage


def test_the_bot_takes_contacts_off_and_makes_the_rest_longer() -> None:
    bot = {"bot_share": 0.2, "bot_escalation": 0.25, "bot_aht_factor": 1.15}
    rows = staffed(forecast("voice", 100, 100, 100, 100, aht_s=200.0), plan({"voice": {**VOICE, **bot}}))
    assert rows.by_queue["offered"][0] == pytest.approx(85)
    assert rows.by_queue["offered_load_erl"][0] == pytest.approx((80 + 5 * 1.15) * 200 / 1800)


def test_a_missing_handle_time_is_the_plans() -> None:
    rows = staffed(forecast("voice", 60, 60, 60, 60), plan({"voice": VOICE})).by_queue
    assert list(rows["offered_load_erl"]) == pytest.approx([10.0] * 4)


def test_floor_and_unplaced_shrinkage_make_scheduled_people() -> None:
    shrinkage = {"absence": {"share": 0.1}, "late": {"share": 0.2}}
    centre = plan({"voice": {**VOICE, "floor": 3.0}}, shrinkage=shrinkage, opening={"voice": {"mon": "08:00-09:30"}})
    rows = staffed(forecast("voice", 60, 0, 1, 0), centre).by_queue
    assert list(rows["shrinkage"]) == pytest.approx([0.28] * 4)
    assert list(rows["binding"]) == ["service_level", "floor", "floor", "none"]
    assert list(rows["agents_floor"]) == [3, 3, 3, 0]
    assert rows["scheduled_required"][0] == pytest.approx(rows["agents_required"][0] / 0.72)
    assert list(rows["scheduled_required"][1:]) == pytest.approx([3 / 0.72, 3 / 0.72, 0])
    assert rows["service_level"][2] > 0.8


def test_shrinkage_may_differ_by_hours() -> None:
    by_hours = [{"hours": "08:30-09:00", "share": 0.2}, {"hours": "22:00-09:00", "share": 0.5}]
    centre = plan({"voice": VOICE}, shrinkage={"absence": {"share": 0.1, "by_hours": by_hours}, "late": {"share": 0.5}})
    rows = staffed(forecast("voice", 60, 60, 60, 60), centre).by_queue
    assert list(rows["shrinkage"]) == pytest.approx([0.75, 0.6, 0.55, 0.55])
    assert list(rows["scheduled_required"]) == pytest.approx(list(rows["agents_required"] / [0.25, 0.4, 0.45, 0.45]))


def test_queues_apart_have_no_pools() -> None:
    assert staffed(forecast("voice", 1, 2, 3, 4), plan({"voice": VOICE})).pooled.empty


# --- prediction


def test_the_predicted_service_level_at_the_scheduled_requirement_is_the_one_required() -> None:
    centre = plan({"voice": VOICE, "email": EMAIL}, shrinkage={"absence": {"share": 0.1}})
    ahead = pd.concat([forecast("voice", 60, 10, 0, 5), forecast("email", 6, 6, 6, 6)], ignore_index=True)
    groups = queue_groups(centre)
    rows = requirements(ahead, centre, groups).by_queue
    scheduled = rows[["queue", "interval_start"]].assign(scheduled=rows["scheduled_required"])[::-1]
    predicted = predicted_service_level(ahead, scheduled, centre, groups)
    offered = rows["offered"] > 0
    assert predicted.index.equals(scheduled.index)
    assert list(predicted.sort_index()[offered]) == pytest.approx(list(rows["service_level"][offered]))
    assert predicted.sort_index()[~offered].isna().all()


@pytest.mark.parametrize(
    "queue",
    [VOICE, {**VOICE, "redial_share": 0.5}, CHAT, FIRST, EMAIL],
    ids=["live", "redials", "chat", "first response", "deferred"],
)
def test_more_people_never_serve_worse(queue: dict[str, object]) -> None:
    centre = plan({"q": {**queue, "patience_s": 120}})
    ahead = forecast("q", 60, 60, 60, 60)
    levels = []
    for people in (0.0, 3.0, 9.5, 10.0, 12.25, 20.0, 25.0):
        scheduled = ahead[["queue", "interval_start"]].assign(scheduled=people)
        levels.append(predicted_service_level(ahead, scheduled, centre, queue_groups(centre))[1])
    assert all(worse <= better + 1e-9 for worse, better in pairwise(levels))
    assert levels[0] == 0
    assert levels[-1] > 0.96  # a first response takes its time


def test_queues_come_back_in_the_order_given() -> None:
    first, second = demand([1.0]), replace(demand([2.0]), id="other")
    assert [queue.demand.id for queue in GroupStaffing().staff([second, first])] == ["other", "voice"]
