"""One queue against the formulas of Erlang, and against the plain loop where there is none."""

import numpy as np
import pytest

from planner.simulation.tally import ANSWERED, COUNTED, GAVE_UP, IN_TIME, OFFERED, WAITED_S
from planner.staffing import erlang
from planner.staffing.goal import DEFINITIONS
from tests.simulation.scenes import (
    INTERVAL_S,
    Line,
    contacts,
    day,
    memoryless,
    occupancy,
    one_pool,
    played,
    poisson,
    ratio,
    share,
    staffed,
    totals,
    world,
)
from tests.staffing import event_loop

_AHT_S = 180.0
_INTERVALS = 6000


def _long_run(seed, load_erl, agents, within_s, patience_s=np.inf, **line):
    rng = np.random.default_rng(seed)
    came = memoryless(rng, load_erl / _AHT_S, _INTERVALS * INTERVAL_S, _AHT_S, within_s, patience_s)
    return played(one_pool(Line(**line), agents, _INTERVALS), day(rng, came))


@pytest.mark.parametrize(("load_erl", "agents", "within_s"), [(0.6, 1, 60), (10, 14, 20), (9, 10, 120), (50, 54, 20)])
def test_without_abandonment_it_is_erlang_c(load_erl, agents, within_s):
    tally = _long_run(1, load_erl, agents, within_s)
    assert share(tally, IN_TIME, COUNTED).agrees(erlang.service_level(load_erl, agents, _AHT_S, within_s))
    assert share(tally, WAITED_S, ANSWERED).agrees(erlang.mean_wait_s(load_erl, agents, _AHT_S))
    assert occupancy(tally).agrees(load_erl / agents)
    assert totals(tally)[ANSWERED] == totals(tally)[OFFERED]


@pytest.mark.parametrize("definition", range(len(DEFINITIONS)))
@pytest.mark.parametrize(("load_erl", "agents", "patience_s"), [(10, 10, 300), (30, 26, 90)])
def test_with_patience_it_is_erlang_a_by_every_definition(definition, load_erl, agents, patience_s):
    tally = _long_run(2 + definition, load_erl, agents, 20, patience_s, definition=definition)
    queue = (load_erl, agents, _AHT_S)
    expected = erlang.service_level(*queue, 20, patience_s, DEFINITIONS[definition])
    assert share(tally, IN_TIME, COUNTED).agrees(expected)
    assert share(tally, GAVE_UP, OFFERED).agrees(erlang.abandon_rate(*queue, patience_s))
    assert occupancy(tally).agrees(erlang.occupancy(*queue, patience_s))


def test_those_who_call_again_are_offered_again():
    """λ / (1 - r P(Ab)), where they call again much later; they do so at once, which is as if they had stayed."""
    load_erl, agents, patience_s, again = 10.0, 11, 300.0, 0.4
    tally = _long_run(7, load_erl, agents, 20, patience_s, redial_share=again)
    abandoned = share(tally, GAVE_UP, OFFERED)
    first_calls = load_erl / _AHT_S * _INTERVALS * INTERVAL_S
    offered = totals(tally)[OFFERED]
    assert offered == pytest.approx(first_calls / (1 - again * abandoned.value), rel=0.005)
    with_redials = erlang.load_with_redials(load_erl, agents, _AHT_S, patience_s, again)
    assert offered / first_calls == pytest.approx(with_redials / load_erl, rel=0.01)


_DAY_ERL = (2, 6, 12, 18, 16, 14, 18, 12, 6, 2)
_DAY_AGENTS = (4, 8, 14, 18, 18, 16, 17, 14, 8, 3)


@pytest.mark.parametrize("drops", [False, True])
def test_a_day_of_log_normal_handle_times_is_the_plain_loops(drops):
    """Agents who come and go, and finish the contact in hand or put it back: by interval, in time and given up."""
    aht_s, cv, patience_s, within_s, days = 240.0, 1.2, 200.0, 20.0, 400
    offered = np.array(_DAY_ERL) * INTERVAL_S / aht_s
    plain = event_loop.fast(event_loop.queue_day)
    aht = np.full(len(offered), aht_s)
    agents = np.array(_DAY_AGENTS)
    expected = [plain(offered, agents, INTERVAL_S, aht, -cv, patience_s, within_s, drops, seed) for seed in range(days)]
    counts = [_staffed_day(np.random.default_rng(seed), offered, aht_s, cv, patience_s, drops) for seed in range(days)]
    for column, row in ((IN_TIME, 1), (GAVE_UP, 2)):
        for interval in range(len(offered)):
            ours = ratio(*np.array([(own[interval, column], own[interval, OFFERED]) for own in counts]).T)
            theirs = ratio(*np.array([(own[row, interval], own[0, interval]) for own in expected]).T)
            assert ours.agrees(theirs.value, theirs.error), (column, interval)


def _staffed_day(rng, offered, aht_s, cv, patience_s, drops):
    arrived = np.concatenate(
        [i * INTERVAL_S + poisson(rng, mean / INTERVAL_S, INTERVAL_S) for i, mean in enumerate(offered)]
    )
    spread = np.sqrt(np.log1p(cv * cv))
    work = aht_s * rng.lognormal(-spread * spread / 2, spread, len(arrived))
    came = contacts(arrived, work, 20.0, rng.exponential(patience_s, len(arrived)))
    duties = staffed(_DAY_AGENTS, INTERVAL_S, rng)
    pool_of = [0] * (int(duties["agent"].max()) + 1)
    return played(world([Line()], duties, len(offered), pool_of=pool_of, drops=drops), day(rng, came)).counts[0]
