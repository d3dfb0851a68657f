"""Several tiers in one pool: earliest deadline, priority, first come."""

import numpy as np
import pytest

from planner.simulation.state import EDF, FIFO, PRIORITY
from planner.simulation.tally import ANSWERED, COUNTED, IN_TIME, WAITED_S
from planner.staffing import erlang
from planner.staffing.tiers import Discipline, Tier, service_levels
from tests.simulation.scenes import INTERVAL_S, Line, always, day, memoryless, played, share, world

_CODES = {Discipline.EDF: EDF, Discipline.PRIORITY: PRIORITY, Discipline.FIFO: FIFO}
_INTERVALS = 6000


def _long_run(seed, tiers, agents, discipline):
    rng = np.random.default_rng(seed)
    until = _INTERVALS * INTERVAL_S
    came = [memoryless(rng, tier.rate_per_h / 3600, until, tier.aht_s, tier.within_s) for tier in tiers]
    lines = [Line()] * len(tiers)
    options = {"serves": [[True] * len(tiers)], "discipline": _CODES[discipline]}
    return played(world(lines, always(agents), _INTERVALS, pool_of=[0] * agents, **options), day(rng, *came))


@pytest.mark.parametrize("discipline", Discipline)
@pytest.mark.parametrize(
    ("load_erl", "mix", "within_s", "aht_s", "agents"),
    [(8, (0.2, 0.5, 0.3), (30, 180, 600), 300.0, 9), (27, (0.6, 0.3, 0.1), (60, 120, 300), 240.0, 31)],
)
def test_tiers_are_those_of_the_formulas(discipline, load_erl, mix, within_s, aht_s, agents):
    """First come and priority are exact, earliest deadline within half a point."""
    rate_per_h = load_erl * 3600 / aht_s
    tiers = [Tier(rate_per_h * part, aht_s, within, 0.9) for part, within in zip(mix, within_s, strict=True)]
    tally = _long_run(1, tiers, agents, discipline)
    approximate = 0.005 / 3 if discipline is Discipline.EDF else 0.0
    for queue, level in enumerate(service_levels(tiers, agents, discipline)):
        assert share(tally, IN_TIME, COUNTED, queue).agrees(level, approximate), queue


def test_mean_waits_by_priority_are_cobhams():
    tiers = [Tier(8 * 12 * part, 300, 60, 0.9) for part in (0.2, 0.5, 0.3)]
    tally = _long_run(2, tiers, 10, Discipline.PRIORITY)
    delayed, served = erlang.wait_probability(8, 10), 10 / 300
    for queue, (above, own) in enumerate([(0.0, 0.16), (0.16, 0.56), (0.56, 0.8)]):
        expected_s = delayed / served / ((1 - above) * (1 - own))
        assert share(tally, WAITED_S, ANSWERED, queue).agrees(expected_s), queue
