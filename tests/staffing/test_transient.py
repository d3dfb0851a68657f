from dataclasses import replace
from math import inf

import numpy as np
import pytest

from planner.errors import PlannerError
from planner.staffing import erlang
from planner.staffing.goal import DEFINITIONS
from planner.staffing.live_demand import LiveDemand, ShiftEnd, Target
from planner.staffing.transient import agents_required, independent_agents, predict
from tests.staffing import event_loop

_DAY = np.array([0.3, 0.6, 0.9, 1.0, 0.95, 0.8, 0.9, 0.7, 0.4])  # the load in half-hours, in peaks
_SURGE = np.array([1, 1, 1, 4, 4, 1, 1, 1, 1])


def _demand(peak_erl=20, aht_s=240, surge=1.0, patience_s=300.0):
    load = peak_erl * _DAY * np.where(_SURGE > 1, surge, 1)
    return LiveDemand.checked(1800, load * 1800 / aht_s, aht_s, patience_s)


def _simulated(demand, agents, within_s, days, cv=1.0, drop=False, redial_after_s=1e-3):
    """Service level and abandonment per interval over so many days of the event loop."""
    loop = event_loop.fast(event_loop.queue_day)
    args = (demand.offered, agents, 1800.0, np.array(demand.aht_s), cv, demand.patience_s, float(within_s), drop)
    redials = (demand.redial_share, redial_after_s)
    offered, in_time, lost = sum(loop(*args, seed, *redials) for seed in range(days))
    return in_time / offered, lost / offered


@pytest.mark.parametrize("patience_s", [60, 300, inf])
@pytest.mark.parametrize("definition", DEFINITIONS)
def test_a_long_quiet_day_ends_as_erlang_says(patience_s, definition):
    demand = LiveDemand.checked(1800, np.full(8, 100), 180, patience_s)
    day = predict(demand, 14, 20, definition)
    expected = erlang.service_level(10, 14, 180, 20, patience_s, definition)
    assert day.service_level[-1] == pytest.approx(expected, abs=1e-6)
    assert day.abandon_rate[-1] == pytest.approx(erlang.abandon_rate(10, 14, 180, patience_s), abs=1e-6)
    assert day.occupancy[-1] == pytest.approx(erlang.occupancy(10, 14, 180, patience_s), abs=1e-6)
    assert day.mean_wait_s[-1] == pytest.approx(erlang.mean_wait_s(10, 14, 180, patience_s), abs=1e-3)


@pytest.mark.parametrize(
    ("demand", "share_of_peak", "within_s"),
    [
        (_demand(), 1.0, 20),
        (_demand(surge=4), 1.0, 20),
        (_demand(surge=6), 1.0, 20),
        (_demand(surge=4, patience_s=180), 0.85, 20),
        (_demand(surge=4, patience_s=900), 0.9, 60),
        (_demand(surge=1.5, patience_s=900), 0.7, 600),
    ],
    ids=["ordinary", "+300 %", "+500 %", "capped", "capped and patient", "ten-minute target"],
)
@pytest.mark.parametrize("shift_end", ShiftEnd)
def test_every_interval_is_as_the_event_loop_says(demand, share_of_peak, within_s, shift_end):
    agents = agents_required(demand, Target(0.8, within_s), shift_end)
    agents = np.minimum(agents, np.floor(share_of_peak * agents.max()))
    day = predict(demand, agents, within_s, shift_end=shift_end)
    level, lost = _simulated(demand, agents, within_s, 1500, drop=shift_end is ShiftEnd.DROP)
    error = np.abs(day.service_level - level)
    assert error.mean() < 0.01
    assert error.max() < 0.02
    assert np.abs(day.abandon_rate - lost).max() < (0.02 if within_s < 600 else 0.035)


@pytest.mark.parametrize("redial_share", [0.3, 0.8])
@pytest.mark.parametrize("surge", [1, 4])
def test_the_staffed_level_holds_with_redials(redial_share, surge):
    demand = replace(_demand(surge=surge, patience_s=120.0), redial_share=redial_share)
    agents = agents_required(demand, Target(0.8, 20))
    day = predict(demand, agents, 20)
    level, lost = _simulated(demand, agents, 20, 4000)
    assert np.abs(day.service_level - level).max() < 0.01
    assert np.abs(day.abandon_rate - lost).max() < 0.01
    without = agents_required(replace(demand, redial_share=0.0), Target(0.8, 20))
    assert predict(demand, without, 20).service_level.min() < 0.79
    assert agents.sum() > without.sum()


@pytest.mark.parametrize("redial_after_s", [60.0, 300.0])
def test_later_redials_leave_the_level_on_the_safe_side(redial_after_s):
    demand = replace(_demand(patience_s=120.0), redial_share=0.5)
    agents = agents_required(demand, Target(0.8, 20))
    level, _ = _simulated(demand, agents, 20, 1500, redial_after_s=redial_after_s)
    error = predict(demand, agents, 20).service_level - level
    assert (error < 0.005).all()
    assert (error > -0.05).all()


def test_redials_in_overload_come_in_the_next_interval_too():
    demand = replace(_demand(surge=6, patience_s=180.0), redial_share=0.8)
    agents = agents_required(demand, Target(0.8, 20))
    agents = np.minimum(agents, np.floor(0.7 * agents.max()))
    level, lost = _simulated(demand, agents, 20, 1500)
    day = predict(demand, agents, 20)
    assert np.abs(day.service_level - level).max() < 0.02
    assert np.abs(day.abandon_rate - lost).max() < 0.03


def test_redials_add_up():
    """In the long run contacts are those offered and the share r of those who give up."""
    demand = LiveDemand.checked(1800, np.full(12, 100), 180, 60, 0.6)
    day = predict(demand, 10, 20)
    contacts = 100 / (1 - 0.6 * day.abandon_rate[-1])
    assert day.occupancy[-1] * 10 * 1800 / 180 == pytest.approx(contacts * (1 - day.abandon_rate[-1]), rel=1e-4)


def test_lognormal_handle_times_change_little():
    demand = _demand(surge=4)
    agents = agents_required(demand, Target(0.8, 20))
    level, _ = _simulated(demand, agents, 20, 1500, cv=-1.0)
    assert np.abs(predict(demand, agents, 20).service_level - level).mean() < 0.01


@pytest.mark.parametrize("surge", [1, 4, 6])
@pytest.mark.parametrize("peak_erl", [20, 100])
def test_forward_staffing_meets_every_interval_with_fewer_hours(peak_erl, surge):
    demand, target = _demand(peak_erl, surge=surge), Target(0.8, 20)
    agents = agents_required(demand, target)
    assert predict(demand, agents, 20).service_level.min() >= 0.8
    assert agents.sum() <= independent_agents(demand, target).sum()


def test_no_interval_could_do_with_one_agent_fewer():
    demand, target = _demand(), Target(0.8, 20)
    agents = agents_required(demand, target)
    for i in range(len(agents)):
        fewer = agents.copy()
        fewer[i] -= 1
        assert predict(demand, fewer, 20).service_level[: i + 1].min() < 0.8


def test_hundredths_of_agents_meet_the_target_with_fewer_hours():
    demand, target = _demand(), Target(0.8, 20)
    agents = agents_required(demand, target, unit=0.01)
    assert predict(demand, agents, 20).service_level == pytest.approx(np.full(9, 0.8), abs=0.005)
    assert predict(demand, agents, 20).service_level.min() >= 0.8
    assert agents.sum() < agents_required(demand, target).sum()


def test_caps_bind():
    demand = _demand(patience_s=60)
    day = predict(demand, agents_required(demand, Target(0.3, 20, 0.8, 0.02)), 20)
    assert day.occupancy.max() <= 0.8
    assert day.abandon_rate.max() <= 0.02
    free = predict(demand, agents_required(demand, Target(0.3, 20)), 20)
    assert free.occupancy.max() > 0.8


def test_a_queue_built_up_is_served_in_the_next_interval():
    demand = LiveDemand.checked(1800, [150, 50, 50], 240)
    day = predict(demand, [18, 12, 12], 20)
    alone = predict(LiveDemand.checked(1800, [50, 50], 240), [12, 12], 20)
    assert day.service_level[1] < alone.service_level[0] - 0.1
    assert day.mean_wait_s[1] > 10 * alone.mean_wait_s[0]


def test_fractions_of_agents_lie_between_whole_ones():
    demand = _demand()
    agents = np.ceil(demand.load_erl * 1.05)
    levels = [predict(demand, agents + part, 20).service_level for part in (0, 0.25, 0.5, 0.75, 1)]
    assert (np.diff(levels, axis=0) > -1e-9).all()


def test_same_input_same_bytes():
    demand, target = _demand(surge=4), Target(0.8, 20)
    assert agents_required(demand, target).tobytes() == agents_required(demand, target).tobytes()


class TestEdges:
    def test_nobody_comes(self):
        demand = LiveDemand.checked(1800, [0, 10, 0], 240)
        agents = agents_required(demand, Target(0.8, 20))
        assert (agents[0], agents[2]) == (0, 0)
        assert predict(demand, agents, 20).service_level[0] == 1

    def test_nobody_serves(self):
        day = predict(LiveDemand.checked(1800, [10, 10], 240, 300), 0, 20)
        assert day.service_level == pytest.approx([0, 0], abs=1e-9)
        assert day.abandon_rate == pytest.approx([1, 1])
        assert not np.isnan(predict(LiveDemand.checked(1800, [10, 10], 240), 0, 20)).any()

    def test_no_patience_is_a_loss_system(self):
        demand = LiveDemand.checked(1800, np.full(8, 100), 180, 0)
        assert predict(demand, 14, 20).abandon_rate[-1] == pytest.approx(erlang.blocking_probability(10, 14), abs=1e-4)

    def test_no_time_to_answer(self):
        demand = LiveDemand.checked(1800, np.full(8, 100), 180, 300)
        level = erlang.service_level(10, 14, 180, 0, 300)
        assert predict(demand, 14, 0).service_level[-1] == pytest.approx(level, abs=1e-6)

    def test_everybody_or_nobody_in_time(self):
        demand = _demand(5)
        assert predict(demand, agents_required(demand, Target(1.0, 20)), 20).service_level.min() > 1 - 1e-8
        assert agents_required(demand, Target(0.0, 20)).tolist() == [0] * 9

    def test_overload_without_patience_stays_finite(self):
        day = predict(_demand(50, patience_s=inf), 30, 20)
        assert not np.isnan(day).any()
        assert day.service_level[4] < 1e-6

    def test_nonsense_is_refused(self):
        with pytest.raises(PlannerError, match="offered = -1"):
            LiveDemand.checked(1800, [3, -1], 240)
        with pytest.raises(PlannerError, match="1 - redial_share = 0"):
            LiveDemand.checked(1800, [3], 240, 60, 1.0)
        with pytest.raises(PlannerError, match="service_level = 80"):
            agents_required(_demand(), Target(80, 20))


@pytest.mark.parametrize("redials", [(), (0.5, 60.0)])
def test_the_compiled_event_loop_is_the_plain_one(redials):
    args = (np.array([20.0, 40.0, 10.0]), np.array([3.0, 5.0, 2.0]), 1800.0, np.full(3, 240.0), 1.0, 300.0, 20.0, True)
    assert (event_loop.queue_day(*args, 7, *redials) == event_loop.fast(event_loop.queue_day)(*args, 7, *redials)).all()
