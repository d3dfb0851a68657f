"""POOLED: what linked queues need together, beside their sum; and what a queue's share of it is."""

import numpy as np
import pandas as pd
import pytest

from planner.people import Agent
from planner.plan import Plan
from planner.staffing.groups import queue_groups
from planner.staffing.pools import pool_share
from planner.staffing.requirement import Requirements, requirements

TIMES = pd.date_range("2026-12-07 08:00", periods=4, freq="30min", tz="Asia/Shanghai")
VOICE = {
    "channel": "voice",
    "model": "live",
    "aht_s": 300,
    "group": "one",
    "target": {"service_level": 0.8, "within_s": 20},
}
CHAT = {
    "channel": "chat",
    "model": "chat",
    "aht_s": [420, 600],
    "group": "one",
    "target": {"service_level": 0.8, "within_s": 60},
}
EMAIL = {
    "channel": "email",
    "model": "deferred",
    "aht_s": 600,
    "group": "one",
    "target": {"service_level": 0.9, "within_s": 3600},
}
QUEUES = {"voice": VOICE, "sales": VOICE, "chat": CHAT, "email": EMAIL}
OFFERED = {"voice": (60, 10, 5, 0), "sales": (30, 30, 30, 0), "chat": (20, 20, 0, 0), "email": (6, 6, 6, 6)}
EVERYTHING = ("voice", "sales", "chat", "email")
WHOLE = "+".join(EVERYTHING)


def centre(**more: object) -> Plan:
    return Plan.model_validate({"name": "x", "timezone": "Asia/Shanghai", "queues": QUEUES, **more})


def agent(*skills: str) -> Agent:
    return Agent("A", "A", "", "", dict.fromkeys(skills, 1), 40.0)


def staffed(*agents: Agent, plan: Plan | None = None) -> Requirements:
    ahead = [
        pd.DataFrame(
            {
                "queue": queue,
                "interval_start": TIMES,
                "offered": np.array(offered, dtype=float),
                "offered_lo": 0.0,
                "offered_hi": 2.0 * np.array(offered),
                "aht_s": np.nan,
                "method": "x",
            }
        )
        for queue, offered in OFFERED.items()
    ]
    plan = plan or centre()
    return requirements(pd.concat(ahead, ignore_index=True), plan, queue_groups(plan, agents))


def rows(needed: Requirements, queues: str) -> pd.DataFrame:
    return needed.pooled[needed.pooled["queues"] == queues].reset_index(drop=True)


def alone(needed: Requirements, *queues: str) -> np.ndarray:
    wide = needed.by_queue.pivot(index="interval_start", columns="queue", values="agents_required")
    return wide[list(queues)].sum(axis=1).to_numpy()


def test_linked_queues_need_less_than_their_sum_and_no_less_than_each() -> None:
    needed = staffed(agent(*EVERYTHING), agent("voice", "sales"), agent("chat"))
    for name, together in needed.pooled.groupby("queues"):
        queues = str(name).split("+")
        assert list(together["agents_additive"]) == pytest.approx(list(alone(needed, *queues)))
        assert (together["agents_required"] <= together["agents_additive"] + 1e-9).all()
        assert all((together["agents_required"] >= alone(needed, queue) - 1e-9).all() for queue in queues)
    assert rows(needed, WHOLE)["agents_required"][1] < 0.95 * rows(needed, WHOLE)["agents_additive"][1]


def test_a_larger_set_never_needs_less() -> None:
    needed = staffed(agent(*EVERYTHING), agent("voice", "sales"), agent("voice", "sales", "chat"), agent("email"))
    sets = {str(name): part["agents_required"].to_numpy() for name, part in needed.pooled.groupby("queues")}
    assert len(sets) > 2
    for small, fewer in sets.items():
        for large, more in sets.items():
            assert not set(small.split("+")) < set(large.split("+")) or (fewer <= more + 1e-9).all()


def test_deferred_queues_add_what_they_need() -> None:
    needed = staffed(agent(*EVERYTHING), agent("voice", "sales", "chat"), agent("email"))
    live = rows(needed, "voice+sales+chat")["agents_required"].to_numpy()
    assert rows(needed, WHOLE)["agents_required"].to_numpy() == pytest.approx(live + alone(needed, "email"))


def test_queues_that_nobody_links_need_their_sum() -> None:
    needed = staffed(*(agent(queue) for queue in EVERYTHING))
    assert rows(needed, WHOLE)["agents_required"].to_numpy() == pytest.approx(alone(needed, *EVERYTHING))


def test_one_pair_linked_saves_only_there() -> None:
    needed = staffed(agent("voice", "sales"), agent("chat"), agent("email"))
    pair = rows(needed, "voice+sales")["agents_required"].to_numpy()
    assert pair[0] < alone(needed, "voice", "sales")[0]
    assert rows(needed, WHOLE)["agents_required"].to_numpy() == pytest.approx(pair + alone(needed, "chat", "email"))


def test_shares_add_up_to_the_pool() -> None:
    needed = staffed(agent(*EVERYTHING))
    share = pool_share(needed.by_queue, needed.pooled, needed.groups)
    due = (needed.by_queue["scheduled_required"] * share).groupby(needed.by_queue["interval_start"]).sum()
    assert list(due) == pytest.approx(list(rows(needed, WHOLE)["scheduled_required"]))
    nobody = needed.by_queue.assign(scheduled_required=0.0)
    assert list(pool_share(nobody, needed.pooled, needed.groups)) == [1.0] * len(nobody)
    assert list(pool_share(needed.by_queue, needed.pooled[:0], needed.groups)) == [1.0] * len(nobody)


def test_hours_are_those_of_whole_groups() -> None:
    needed = staffed(agent(*EVERYTHING))
    assert needed.scheduled_h(30) == pytest.approx(rows(needed, WHOLE)["scheduled_required"].sum() / 2)
    assert needed.additive_h(30) == pytest.approx(needed.by_queue["scheduled_required"].sum() / 2)


def test_more_contacts_than_expected_need_more_hours() -> None:
    p50, p80, p90, expected = (
        staffed(agent(*EVERYTHING), plan=centre(staffing={"demand": demand}))
        for demand in ("p50", "p80", "p90", "expected")
    )
    assert p50.scheduled_h(30) < p80.scheduled_h(30) < p90.scheduled_h(30)
    assert p50.scheduled_h(30) < expected.scheduled_h(30)
    assert list(expected.by_queue["offered"]) == list(p50.by_queue["offered"])
    assert list(p90.by_queue["offered"]) == pytest.approx(list(2 * p50.by_queue["offered"]))
    at_80 = 1 + 0.8416 / 1.2816
    assert list(p80.by_queue["offered"]) == pytest.approx(list(at_80 * p50.by_queue["offered"]), rel=1e-4)


def test_chats_promised_a_first_response_gain_nothing() -> None:
    conversation = {"work_s": 35.0, "think_s": 60.0, "turns": 6.0, "max_chats": 4}
    target = {"service_level": 0.8, "within_s": 120.0, "answer": "first_response"}
    chat = {**{key: value for key, value in CHAT.items() if key != "aht_s"}, "conversation": conversation}
    queues = {**QUEUES, "chat": {**chat, "target": target}}
    plan = Plan.model_validate({"name": "x", "timezone": "Asia/Shanghai", "queues": queues})
    found = staffed(agent(*EVERYTHING), plan=plan)
    alone = found.by_queue.pivot(index="interval_start", columns="queue", values="agents_required")
    without = staffed(agent("voice", "sales", "email"), agent("chat"), plan=plan).pooled
    together = without[without["queues"] == "voice+sales+email"]["agents_required"].to_numpy()
    whole = found.pooled[found.pooled["queues"] == WHOLE]["agents_required"].to_numpy()
    assert list(whole) == pytest.approx(list(together + alone["chat"].to_numpy()))
