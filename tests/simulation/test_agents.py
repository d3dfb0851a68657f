"""Queues that share people of several skills, who pause and go: every wait as in the loop agent by agent."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.simulation.records import BEGIN, END, PAUSE
from planner.simulation.state import EDF, FIFO, PRIORITY
from planner.simulation.tally import ANSWERED, BUSY, GAVE_UP, LEFT_OVER, OFFERED, ON, WAITED_S
from tests.simulation import agents_loop
from tests.simulation.scenes import Line, contacts, day, in_order, played, world

_CONTACTS = 120
_CELL_S = 20.0  # an interval of its own for every contact: the tally then tells each wait


def _scene(seed, discipline, drops, patience_s=150.0, load=1.1):
    """A shift each for nine agents of three pools, with a pause; some pauses and shifts begin or end at one moment."""
    rng = np.random.default_rng(seed)
    until = _CONTACTS * _CELL_S
    pool_of = np.sort(rng.integers(0, 3, 9))
    duties = []
    for agent in range(9):
        begins, ends = np.sort(rng.choice(np.linspace(0, until, 13), 2, replace=False)).tolist()
        pause = np.sort(rng.uniform(begins, ends, 2))
        duties += [(agent, begins, BEGIN), (agent, ends, END)]
        duties += [(agent, float(pause[0]), PAUSE), (agent, float(pause[1]), BEGIN)]
    options = {"interval_s": _CELL_S, "discipline": discipline, "drops": drops, "speed": rng.uniform(0.7, 1.3, 9)}
    serves = [[True, False, False], [True, True, False], [True, True, True]]
    scene = world([Line()] * 3, in_order(duties), _CONTACTS, pool_of=pool_of, serves=serves, **options)
    return scene, _chance(rng, patience_s, load * 5 * _CELL_S)


def _chance(rng, patience_s, aht_s):
    arrived = (np.arange(_CONTACTS) + rng.random(_CONTACTS)) * _CELL_S
    queue = rng.integers(0, 3, _CONTACTS)
    came = []
    for q, within_s in enumerate((20.0, 60.0, 200.0)):
        at = arrived[queue == q]
        patience = rng.exponential(patience_s, len(at)) if patience_s < np.inf else np.inf
        came.append(contacts(at, rng.lognormal(np.log(aht_s), 0.6, len(at)), within_s, patience))
    return day(rng, *came)


@pytest.mark.parametrize("drops", [False, True])
@pytest.mark.parametrize("discipline", [EDF, PRIORITY, FIFO])
@pytest.mark.parametrize("patience_s", [150.0, np.inf])
def test_every_wait_is_as_agent_by_agent(discipline, drops, patience_s):
    answered = 0
    for seed in range(12):
        scene, chance = _scene(seed, discipline, drops, patience_s)
        expected, busy_s = agents_loop.waits(scene, chance)
        tally = played(scene, chance)
        of_contact = tally.counts[chance.contacts["queue"], (chance.contacts["arrived_s"] / _CELL_S).astype(int)]
        waits = np.where(of_contact[:, ANSWERED] == 1, of_contact[:, WAITED_S], np.nan)
        assert waits == pytest.approx(expected, nan_ok=True, abs=1e-6)
        assert tally.agents[:, 0] == pytest.approx(busy_s, abs=1e-6)
        answered += np.isfinite(waits).sum()
    assert answered > 12 * _CONTACTS / 3


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 10**6),
    discipline=st.sampled_from([EDF, PRIORITY, FIFO]),
    drops=st.booleans(),
    patience_s=st.sampled_from([0.0, 1.0, 100.0, np.inf]),
    load=st.floats(0.1, 3.0),
)
def test_everyone_is_answered_gives_up_or_is_left_waiting(seed, discipline, drops, patience_s, load):
    scene, chance = _scene(seed, discipline, drops, patience_s, load)
    tally = played(scene, chance)
    counts = tally.counts.sum(axis=1)
    waiting = counts[:, OFFERED] - counts[:, ANSWERED] - counts[:, GAVE_UP]
    assert (counts[:, OFFERED] == np.diff(chance.first)).all()
    assert (waiting >= 0).all()
    if patience_s < np.inf:
        assert (waiting == 0).all()
        assert (tally.counts[:, -1, LEFT_OVER] <= counts[:, OFFERED] - counts[:, ANSWERED] + 9).all()
    else:
        assert (counts[:, GAVE_UP] == 0).all()
    assert (tally.counts[:, :, WAITED_S] >= 0).all()
    assert (tally.people_s[:, :, BUSY] <= tally.people_s[:, :, ON] + 1e-6).all()
    assert tally.responses.sum() == counts[:, ANSWERED].sum()


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10**6), agents=st.integers(0, 8), patience_s=st.sampled_from([0.0, np.inf]))
def test_speed_two_is_half_the_handle_time(seed, agents, patience_s):
    rng = np.random.default_rng(seed)
    chance = day(rng, contacts(np.sort(rng.uniform(0, 2000, 60)), rng.exponential(100, 60), 20.0, patience_s))
    duties = in_order([(agent, 0.0, BEGIN) for agent in range(agents + 1)])
    pools = [0] * (agents + 1)
    fast = played(world([Line()], duties, 2, pool_of=pools, speed=[2.0] * (agents + 1)), chance)
    half = chance.contacts.copy()
    half["work_s"] /= 2
    short = played(world([Line()], duties, 2, pool_of=pools), chance._replace(contacts=half))
    assert (fast.counts == short.counts).all()
    assert fast.people_s == pytest.approx(short.people_s)
