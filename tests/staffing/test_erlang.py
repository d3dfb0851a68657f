import subprocess
import sys
from math import exp, inf, isclose, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.staffing.erlang import (
    abandon_rate,
    agents_required,
    blocking_probability,
    load_with_redials,
    mean_wait_s,
    occupancy,
    service_level,
    wait_probability,
)
from planner.staffing.goal import DEFINITIONS
from tests.staffing import plain


def test_hundred_calls_in_half_an_hour_need_fourteen_agents():
    assert agents_required(10, 180, 0.8, 20) == 14
    assert isclose(wait_probability(10, 14), 0.1741319335950498, rel_tol=1e-14)
    assert isclose(service_level(10, 14, 180, 20), 0.8883500191794669, rel_tol=1e-14)
    assert isclose(mean_wait_s(10, 14, 180), 7.83593701177724, rel_tol=1e-14)
    assert isclose(occupancy(10, 14), 0.71428571428571, rel_tol=1e-14)


def test_the_same_with_a_patience_of_five_minutes():
    assert isclose(wait_probability(10, 14, 180, 300), 0.14526, abs_tol=5e-6)
    assert isclose(abandon_rate(10, 14, 180, 300), 0.013984, abs_tol=5e-7)
    assert isclose(service_level(10, 14, 180, 20, 300), 0.916792, abs_tol=5e-7)
    assert isclose(occupancy(10, 14, 180, 300), 0.704297, abs_tol=5e-7)


@pytest.mark.parametrize(
    ("definition", "level"),
    [("offered", 0.739), ("virtual", 0.744), ("short_excluded", 0.752), ("short_met", 0.756), ("answered", 0.762)],
)
def test_the_definition_matters(definition, level):
    assert isclose(service_level(48, 50, 60, 6, 120, definition), level, abs_tol=5e-4)


def test_garnett_mandelbaum_reiman_example():
    assert isclose(abandon_rate(48, 50, 60, 120), 0.031, abs_tol=5e-4)
    assert isclose(mean_wait_s(48, 50, 60, 120), 3.7, abs_tol=0.05)
    assert isclose(mean_wait_s(48, 50, 60), 20.8, abs_tol=0.05)


@pytest.mark.parametrize("load", [0.1, 1, 2.9, 3, 7.5, 40, 118, 1000, 12_345.6, 50_000])
def test_blocking_and_waiting_agree_with_fifty_digits(load):
    for agents in (
        0,
        0.4,
        1,
        load - 30 * load**0.5,
        load - 3 * load**0.5,
        load - 0.3,
        load + 0.7,
        load + 4 * load**0.5,
    ):
        if agents < 0:
            continue
        blocking = float(plain.digits_blocking(load, agents))
        assert isclose(blocking_probability(load, agents), blocking, rel_tol=1e-12)
        if agents > load:
            delayed = agents * blocking / (agents - load * (1 - blocking))
            assert isclose(wait_probability(load, agents), delayed, rel_tol=1e-12)


def test_erlang_a_agrees_with_fifty_digits():
    rng = np.random.default_rng(4)
    for case in range(60):
        load = 10 ** rng.uniform(-1, 4.699)
        agents = max(0.0, load + rng.uniform(-4, 4) * load**0.5) if case % 2 else load * rng.uniform(0.7, 1.3)
        theta, within_aht = 10 ** rng.uniform(-1, 2), 10 ** rng.uniform(-3, 1)
        expected = [float(value) for value in plain.digits_erlang_a(load, agents, theta, within_aht)]
        queue = (load, agents, 100.0)
        assert isclose(wait_probability(*queue, 100 / theta), expected[0], abs_tol=1e-12)
        assert isclose(abandon_rate(*queue, 100 / theta), expected[1], abs_tol=1e-12)
        within_s, patience_s = 100 * within_aht, 100 / theta
        assert isclose(service_level(*queue, within_s, patience_s, "virtual"), 1 - expected[2], abs_tol=1e-12)
        assert isclose(service_level(*queue, within_s, patience_s), 1 - expected[1] - expected[3], abs_tol=1e-12)


def test_long_patience_under_overload_ends_soon_and_keeps_its_digits():
    for patience_s in (1e3, 1e4, 1e5):
        assert isclose(abandon_rate(1000, 900, 1, patience_s), 0.1, abs_tol=1e-5)
    rate = service_level(1000, 990, 1, [5e2, 1.005033e3, 2e3], 1e5)
    assert list(np.round(rate, 2)) == [0.0, pytest.approx(0.5, abs=0.05), 0.99]
    assert abandon_rate(1000, 900, 1, 1.1e5) == 0  # as good as infinite


@given(load=st.floats(0.1, 60), agents=st.integers(0, 90), theta=st.floats(0.1, 100))
def test_erlang_a_agrees_with_its_chain(load, agents, theta):
    delayed, abandoned, queue = plain.chain_erlang_a(load, agents, theta)
    assert isclose(wait_probability(load, agents, 200, 200 / theta), delayed, abs_tol=1e-12)
    assert isclose(abandon_rate(load, agents, 200, 200 / theta), abandoned, abs_tol=1e-12)
    assert isclose(mean_wait_s(load, agents, 200, 200 / theta), queue / load * 200, rel_tol=1e-9, abs_tol=1e-9)


def test_no_erlang_c_requirement_of_ten_thousand_is_off_by_one():
    rng = np.random.default_rng(1)
    load = 10 ** rng.uniform(-1, 2.5, 5000)
    aht, level, within = rng.uniform(60, 900, 5000), rng.uniform(0.3, 0.99, 5000), rng.uniform(0, 300, 5000)
    rows = zip(load, aht, level, within, strict=True)
    assert list(agents_required(load, aht, level, within)) == [plain.erlang_c_required(*row) for row in rows]


def test_no_erlang_a_requirement_of_ten_thousand_is_off_by_one():
    rng = np.random.default_rng(2)
    load = 10 ** rng.uniform(-1, 3, 5000)
    aht, level, within = rng.uniform(60, 900, 5000), rng.uniform(0.3, 0.99, 5000), rng.uniform(0, 300, 5000)
    patience, busy, lost = 10 ** rng.uniform(1, 4, 5000), rng.uniform(0.7, 1, 5000), 10 ** rng.uniform(-3, 0, 5000)
    agents = agents_required(load, aht, level, within, patience, busy, lost)

    def meets(agents):
        return (
            (service_level(load, agents, aht, within, patience) >= level)
            & (load * (1 - abandon_rate(load, agents, aht, patience)) <= busy * agents + 1e-9)
            & (abandon_rate(load, agents, aht, patience) <= lost)
        )

    assert meets(agents).all()
    assert not (meets(np.maximum(agents - 1, 0)) & (agents > 0)).any()


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_every_definition_can_be_staffed(definition):
    agents = agents_required(48, 60, 0.8, 6, 120, definition=definition)
    assert service_level(48, agents, 60, 6, 120, definition) >= 0.8
    assert service_level(48, agents - 1, 60, 6, 120, definition) < 0.8


@settings(max_examples=60)
@given(
    load=st.floats(0.1, 500),
    patience=st.sampled_from([0.0, 5.0, 200.0, 5000.0, inf]),
    agents=st.integers(0, 1200).map(lambda n: n / 2),
    more=st.floats(0.01, 20),
    definition=st.sampled_from(DEFINITIONS),
)
def test_more_agents_never_serve_worse_whole_or_not(load, patience, agents, more, definition):
    few = service_level(load, agents, 180, 20, patience, definition)
    many = service_level(load, agents + more, 180, 20, patience, definition)
    assert 0 <= few <= many + 1e-12 <= 1 + 1e-12
    assert abandon_rate(load, agents + more, 180, patience) <= abandon_rate(load, agents, 180, patience) + 1e-12


def test_all_definitions_agree_when_nobody_gives_up():
    levels = [service_level(20, 23, 180, 20, inf, definition) for definition in DEFINITIONS]
    assert levels == pytest.approx([levels[0]] * 5, rel=1e-14)


class TestEdges:
    def test_no_contacts(self):
        assert agents_required(0, 180, 0.8, 20) == 0
        assert service_level(0, [0, 3], 180, 20).tolist() == [1, 1]
        assert mean_wait_s(0, 0, 180) == abandon_rate(0, 0, 180, 60) == occupancy(0, 0) == wait_probability(0, 0) == 0
        assert blocking_probability(0, 0) == 0

    def test_one_contact_an_hour_needs_one_agent(self):
        assert agents_required(180 / 3600, 180, 0.8, 20) == 1
        assert agents_required(180 / 3600, 180, 0.8, 20, 60) == 1

    def test_target_of_everybody_is_finite(self):
        assert agents_required(10, 180, 1.0, 20) == agents_required(10, 180, 1 - 1e-9, 20)
        assert service_level(10, agents_required(10, 180, 1.0, 20, 60), 180, 20, 60) >= 1 - 1e-9

    def test_target_of_nobody(self):
        assert agents_required(10, 180, 0.0, 20) == 11  # or the queue would grow for ever
        assert agents_required(10, 180, 0.0, 20, 60) == 0

    def test_no_patience_is_erlang_b(self):
        blocking = blocking_probability(10, 14)
        assert isclose(abandon_rate(10, 14, 180, 0), blocking, rel_tol=1e-12)
        assert isclose(service_level(10, 14, 180, 20, 0), 1 - blocking, rel_tol=1e-12)
        assert mean_wait_s(10, 14, 180, 0) == pytest.approx(0, abs=1e-9)

    def test_load_above_agents(self):
        assert service_level(10, [9, 10], 180, 20).tolist() == [0, 0]
        assert wait_probability(10, 9) == occupancy(10, 9) == 1
        assert mean_wait_s(10, 10, 180) == inf
        assert abandon_rate(10, 5, 180, 300) == pytest.approx(0.5, abs=0.03)

    def test_nobody_there(self):
        assert abandon_rate(10, 0, 180, 300) == 1
        assert [service_level(10, 0, 180, 20, 300, definition) for definition in DEFINITIONS[:4]] == [0, 0, 0, 0]
        assert service_level(10, 0, 180, 20, 300, "short_met") == pytest.approx(1 - exp(-20 / 300))

    def test_no_time_and_all_the_time(self):
        assert service_level(10, 14, 180, 0) == pytest.approx(1 - wait_probability(10, 14))
        assert service_level(10, 14, 180, inf) == 1
        assert service_level(10, 14, 180, inf, 300) == pytest.approx(1 - abandon_rate(10, 14, 180, 300))

    def test_occupancy_cap_binds_without_rounding_up(self):
        assert agents_required(8.5, 180, 0.0, 20, max_occupancy=0.85) == 10

    def test_nothing_is_ever_not_a_number(self):
        load = np.array([0, 1e-9, 0.1, 10, 50_000])[:, None, None, None]
        agents = np.array([0, 0.5, 9, 10, 11, 49_000, 60_000])[:, None, None]
        patience = np.array([0, 1e-6, 60, 1e9, inf])[:, None]
        within = np.array([0, 20, inf])
        for definition in DEFINITIONS:
            level = service_level(load, agents, 180, within, patience, definition)
            assert ((level >= 0) & (level <= 1)).all()
        for measure in (abandon_rate, occupancy, wait_probability):
            assert ((measure(load, agents, 180, patience) >= 0) & (measure(load, agents, 180, patience) <= 1)).all()
        assert not np.isnan(mean_wait_s(load, agents, 180, patience)).any()


def test_redials_solve_their_own_equation():
    load = load_with_redials(20, 18, 180, 60, 0.4)
    assert load == pytest.approx(20 / (1 - 0.4 * abandon_rate(load, 18, 180, 60)), rel=1e-12)
    assert load_with_redials([0, 20], 18, 180, inf, 0.4) == pytest.approx([0, 20], rel=1e-12)


def test_redials_raise_the_requirement_just_enough():
    def level(agents):
        return service_level(load_with_redials(40, agents, 180, 60, 0.8), agents, 180, 20, 60)

    agents = agents_required(40, 180, 0.8, 20, 60, redial_share=0.8)
    assert level(agents) >= 0.8 > level(agents - 1)
    assert agents > agents_required(40, 180, 0.8, 20, 60)


@pytest.mark.parametrize("patience", [60, inf])
def test_hundredths_of_agents(patience):
    load = np.array([0.05, 0.5, 10, 200])
    agents = agents_required(load, 180, 0.8, 20, patience, unit=0.01)
    assert agents == pytest.approx(np.round(agents, 2))
    assert (np.ceil(agents - 1e-9) == agents_required(load, 180, 0.8, 20, patience)).all()
    assert (service_level(load, agents, 180, 20, patience) >= 0.8).all()
    assert (service_level(load, agents - 0.01, 180, 20, patience) < 0.8).all()


def test_arrays_broadcast_and_scalars_give_floats():
    assert service_level([[10], [20]], [14, 25, 30], 180, 20).shape == (2, 3)
    assert isinstance(service_level(10, 14, 180, 20), float)
    assert isinstance(mean_wait_s(10, 14, 180), float)
    assert agents_required([], 180, 0.8, 20).shape == (0,)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: service_level(-1, 14, 180, 20), "load_erl = -1: must be 0 or more"),
        (lambda: service_level([1, nan], 14, 180, 20), "load_erl = nan: must be a finite number"),
        (lambda: service_level(10, 14, 0, 20), "aht_s = 0: must be more than 0"),
        (lambda: agents_required(10, 180, 80, 20), "service_level = 80: must be between 0 and 1"),
        (lambda: agents_required(10, 180, 0.8, 20, 60, redial_share=1), "redial_share = 0: must be more than 0"),
        (lambda: service_level(10, 14, 180, 20, definition="best"), "unknown service-level definition best"),
    ],
)
def test_nonsense_is_refused_by_name(call, words):
    with pytest.raises(PlannerError, match=words):
        call()


def test_importing_the_module_compiles_nothing_and_stays_light():
    code = (
        "import sys, planner.staffing.erlang as e; from planner.staffing import erlang_a, erlang_c;"
        "assert 'scipy.stats' not in sys.modules and 'pandas' not in sys.modules;"
        "assert not erlang_c.least_agents_of_rows.signatures and not erlang_c.inverse_blocking.signatures"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
