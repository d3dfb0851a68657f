"""Deferred queues of a group: levelled together, done in idle time, replayed as a flow; mostly by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan import Queue
from planner.staffing.deadline_flow import work_off
from planner.staffing.deferred import DeferredQueue, TooShortToAnswer
from planner.staffing.deferred_model import Deferred
from planner.staffing.demand import Demand, queue_demand
from planner.staffing.dispatch import GroupStaffing

HALF_HOUR_S = 1800.0
DAYS = 3
HOURS = np.tile(np.arange(48) / 2, DAYS)
OPEN = (HOURS >= 8) & (HOURS < 22)


def demand(
    id: str, per_interval: float, within_h: float, interruptible: bool = False, occupancy: float = 1.0
) -> Demand:
    queue = Queue.model_validate(
        {
            "channel": "email",
            "model": "deferred",
            "aht_s": 600,
            "interruptible": interruptible,
            "target": {"service_level": 0.9, "within_s": within_h * 3600, "max_occupancy": occupancy},
        }
    )
    offered = per_interval * np.where(OPEN, 1.0, 0.1)
    rows = pd.DataFrame(
        {"offered": offered, "aht_s": np.nan}, index=pd.date_range("2026-12-07", periods=len(OPEN), freq="30min")
    )
    return queue_demand(id, rows, queue, 30, OPEN)


def alone(*demands: Demand) -> Deferred:
    return Deferred.beside(np.zeros(len(OPEN)), demands)


def test_the_work_of_night_and_day_is_done_while_open_with_five_percent_to_spare() -> None:
    email, social = demand("email", 6, 8), demand("social", 3, 1)
    required = alone(email, social).required([email, social])
    for one, needed in zip((email, social), required, strict=True):
        assert needed.agents[~OPEN].sum() == 0
        assert needed.agents.sum() == pytest.approx(1.05 * one.load_erl.sum())
        assert list(needed.steady) == list(one.load_erl)
    together = required[0].agents + required[1].agents
    assert together[OPEN].std() < (email.load_erl + social.load_erl)[OPEN].std() + 0.2


def test_levelled_people_finish_everything_in_time_and_too_few_do_not() -> None:
    email = demand("email", 6, 4, occupancy=0.8)
    model = alone(email)
    [required] = model.required([email])
    assert required.agents.sum() == pytest.approx(1.05 * email.load_erl.sum() / 0.8)
    enough, short = (model.performance(email, required.agents * part) for part in (1.0, 0.8))
    assert list(enough.service_level) == pytest.approx([1.0] * len(OPEN))
    assert enough.occupancy.max() <= 0.8 + 1e-9
    assert short.service_level[OPEN].mean() < 0.8


def test_idle_live_people_do_interruptible_work() -> None:
    soft, firm = demand("soft", 3, 8, interruptible=True), demand("firm", 3, 8)
    idle = np.full(len(OPEN), 0.5)
    model = Deferred.beside(idle, [soft, firm])
    [with_idle, as_before] = model.required([soft, firm])
    assert as_before.agents.sum() == pytest.approx(1.05 * firm.load_erl.sum())
    assert with_idle.agents.sum() == pytest.approx(1.05 * soft.load_erl.sum() - 0.5 * OPEN.sum(), rel=0.02)
    assert model.performance(soft, with_idle.agents).service_level.min() > 0.99


def test_idle_people_are_those_of_the_groups_live_queues() -> None:
    soft = demand("soft", 3, 8, interruptible=True)
    live = replace(
        soft, id="voice", queue=soft.queue.model_copy(update={"model": "live"}), within_s=np.full(len(OPEN), 20.0)
    )
    [both, voice] = GroupStaffing().staff([soft, live])
    [apart] = GroupStaffing().staff([soft])
    assert both.required.agents.sum() < 0.8 * apart.required.agents.sum()
    people = {"soft": both.agents, "voice": voice.agents}
    again = GroupStaffing().performances([soft, live], people)
    assert list(again[0].service_level) == list(both.performance.service_level)


def test_a_queue_that_never_opens_needs_nobody_and_answers_nobody() -> None:
    closed = replace(demand("email", 6, 8), open=np.zeros(len(OPEN), dtype=bool))
    [required] = alone(closed).required([closed])
    assert required.agents.sum() == 0
    assert alone(closed).performance(closed, required.agents).service_level.max() == 0


def test_less_time_than_a_contact_takes_names_queue_and_key() -> None:
    with pytest.raises(TooShortToAnswer, match=r"queues\.email\.target\.within_s = 360: less than the 600 s"):
        alone().required([demand("email", 6, 0.1)])


# --- the flow


def test_first_come_first_served_by_hand() -> None:
    # 2 h come in the first interval and must be done by the end of the second, 0.5 h can be done in each
    queue = DeferredQueue.checked("email", [7200, 0, 0, 0], 1, HALF_HOUR_S + 1)
    flow = work_off(queue, np.full(4, 0.5), HALF_HOUR_S, np.ones(4))
    assert list(flow.done_h) == pytest.approx([0.5, 0.5, 0.5, 0.5])
    assert flow.on_time[0] == pytest.approx(0.5)
    assert list(flow.on_time[1:]) == [1, 1, 1]


def test_work_of_the_night_is_due_when_people_have_been_there() -> None:
    queue = DeferredQueue.checked("email", [0, 3600, 0, 0], 1, HALF_HOUR_S)
    works = np.array([1.0, 0.0, 0.0, 1.0])
    assert list(work_off(queue, np.array([0, 0, 0, 1.0]), HALF_HOUR_S, works).on_time) == [1, 1, 1, 1]
    assert work_off(queue, np.array([0, 0, 0, 0.25]), HALF_HOUR_S, works).on_time[1] == pytest.approx(0.25)


def slow_on_time(arriving: list[float], capacity: list[float], wait: int) -> list[float]:
    """A hundredth of an hour at a time: in a queue, each with the last interval in which it is in time."""
    count, pieces, line, good = len(arriving), 100, [], [0.0] * len(arriving)
    for t in range(4 * count):
        line += [(t, t + wait)] * round(arriving[t % count] * pieces)
        room = round(capacity[t % count] * pieces)
        served, line = line[:room], line[room:]
        for came, until in served:
            if count <= came < 2 * count and t <= until:
                good[came % count] += 1 / pieces
        if t < count:  # nothing overdue is left of the first week
            line = [piece for piece in line if piece[1] > t]
    return [done / work if work else 1.0 for done, work in zip(good, arriving, strict=True)]


amounts = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=4, max_size=4)


@settings(deadline=None)
@given(amounts, amounts, st.integers(0, 3))
def test_the_flow_is_the_slow_queue(arriving: list[float], capacity: list[float], wait: int) -> None:
    queue = DeferredQueue.checked("q", 3600 * np.array(arriving), 1, wait * HALF_HOUR_S + 1)
    flow = work_off(queue, np.array(capacity), HALF_HOUR_S, np.ones(4))
    assert list(flow.on_time) == pytest.approx(slow_on_time(arriving, capacity, wait), abs=0.03)
