import numpy as np
import pytest

from planner.errors import PlannerError
from planner.staffing import erlang
from planner.staffing.tiers import Discipline, Tier, agents_required, service_levels
from tests.staffing import event_loop

_MINUTES = (5, 15, 30)


def _tiers(load_erl, mix, within_s, aht_s=480.0, service_level=0.9):
    rate = load_erl * 3600 / aht_s
    return [Tier(rate * share, aht_s, within, service_level) for share, within in zip(mix, within_s, strict=True)]


_CENTRE = _tiers(29.3, (0.3, 0.4, 0.3), [60 * minutes for minutes in _MINUTES])


@pytest.mark.parametrize("discipline", Discipline)
@pytest.mark.parametrize(
    ("load", "mix", "within_s", "aht_s", "agents"),
    [
        (8, (0.2, 0.5, 0.3), (30, 180, 600), 300.0, 9),
        (8, (0.5, 0.2, 0.3), (20, 180, 600), 300.0, 10),
        (27, (0.6, 0.3, 0.1), (60, 120, 300), 240.0, 31),
        (3, (0.1, 0.1, 0.8), (60, 1200, 1200), 600.0, 4),
    ],
)
def test_every_tier_is_within_half_a_point_of_the_event_loop(load, mix, within_s, aht_s, agents, discipline):
    tiers = _tiers(load, mix, within_s, aht_s)
    loop = event_loop.fast(event_loop.tiers)
    rates = np.array([tier.rate_per_h / 3600 for tier in tiers])
    args = (rates, np.full(3, aht_s), np.array(within_s, float), agents, list(Discipline).index(discipline))
    measured = loop(*args, 3_000_000, 1)
    assert np.abs(service_levels(tiers, agents, discipline) - measured).max() < 0.005


def test_first_come_first_served_is_erlang_c():
    expected = erlang.service_level(29.3, 32, 480, [60 * minutes for minutes in _MINUTES])
    assert service_levels(_CENTRE, 32, Discipline.FIFO) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("discipline", Discipline)
def test_one_tier_is_erlang_c_whoever_comes_first(discipline):
    one = [Tier(200, 180, 20, 0.8)]
    assert service_levels(one, 14, discipline) == pytest.approx([0.8883500191794669], abs=1e-4)
    assert agents_required(one, discipline) == 14


def test_equal_targets_make_deadlines_first_come_first_served():
    tiers = _tiers(10, (0.5, 0.3, 0.2), (60, 60, 60), 180)
    assert service_levels(tiers, 12) == pytest.approx(service_levels(tiers, 12, Discipline.FIFO), abs=1e-4)


def test_mean_wait_of_priorities_is_cobhams():
    tiers = _tiers(8, (0.2, 0.5, 0.3), (0, 0, 0), 300)
    delayed, served = erlang.wait_probability(8, 10), 10 / 300
    grid = np.arange(0, 2500, 5.0)
    for i, above, own in ((0, 0.0, 0.16), (1, 0.16, 0.56), (2, 0.56, 0.8)):
        waits = [[Tier(tier.rate_per_h, 300, t, 0.9) for tier in tiers] for t in grid]
        late = [1 - service_levels(trial, 10, Discipline.PRIORITY)[i] for trial in waits]
        mean_s = np.trapezoid(late, grid)
        assert mean_s == pytest.approx(delayed / served / ((1 - above) * (1 - own)), rel=0.01)


def test_earliest_deadline_needs_the_fewest():
    needed = {discipline: agents_required(_CENTRE, discipline) for discipline in Discipline}
    assert needed == {Discipline.EDF: 31, Discipline.PRIORITY: 31, Discipline.FIFO: 32}


@pytest.mark.parametrize("discipline", Discipline)
def test_requirement_is_the_least(discipline):
    agents = agents_required(_CENTRE, discipline)
    assert (service_levels(_CENTRE, agents, discipline) >= 0.9).all()
    assert (service_levels(_CENTRE, agents - 1, discipline) < 0.9).any()
    assert agents_required(_CENTRE, discipline, max_occupancy=0.8) == 37


def test_hundredths_of_agents():
    agents = agents_required(_CENTRE, unit=0.01)
    assert 30 < agents <= 31
    assert service_levels(_CENTRE, agents).min() == pytest.approx(0.9, abs=0.001)


class TestEdges:
    def test_nobody_comes(self):
        nobody = [Tier(0, 180, 20, 0.8), Tier(0, 180, 60, 0.9)]
        assert agents_required(nobody) == 0
        assert service_levels(nobody, 0).tolist() == [1, 1]

    def test_a_tier_without_contacts_binds_nothing(self):
        busy, idle = Tier(200, 180, 20, 0.8), Tier(0, 180, 0, 0.999)
        assert agents_required([busy, idle]) == 14

    @pytest.mark.parametrize("discipline", Discipline)
    def test_hardly_more_agents_than_load_is_quick(self, discipline):
        assert service_levels(_CENTRE, 29.3 + 1e-9, discipline).min() < 1e-6

    @pytest.mark.parametrize("discipline", Discipline)
    def test_more_than_the_agents_can_take(self, discipline):
        assert service_levels(_CENTRE, 29, discipline).tolist() == [0, 0, 0]

    @pytest.mark.parametrize("discipline", Discipline)
    def test_everybody_and_nobody(self, discipline):
        everybody = [Tier(tier.rate_per_h, 480, tier.within_s, 1.0) for tier in _CENTRE]
        assert 32 < agents_required(everybody, discipline) < 100
        nobody = [Tier(tier.rate_per_h, 480, tier.within_s, 0.0) for tier in _CENTRE]
        assert agents_required(nobody, discipline) == 30

    def test_nonsense_is_refused(self):
        with pytest.raises(PlannerError, match="aht_s = 0"):
            Tier(10, 0, 20, 0.8)


def test_the_compiled_event_loop_is_the_plain_one():
    args = (np.array([0.01, 0.02]), np.array([200.0, 100.0]), np.array([20.0, 60.0]), 5, 0, 300, 7)
    assert (event_loop.tiers(*args) == event_loop.fast(event_loop.tiers)(*args)).all()
