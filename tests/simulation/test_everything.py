"""Calls, chats and mails together, with seats, pauses, absence, redials: nobody and no work is lost or done twice."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.simulation.engine import play
from planner.simulation.lists import Records
from planner.simulation.records import BEGIN, CHAT, DEFERRED, END, LIVE, PAUSE
from planner.simulation.state import EDF, FIFO, PRIORITY, Day, World
from planner.simulation.tally import ANSWERED, BUSY, COUNTED, GAVE_UP, IN_TIME, LEFT_OVER, OFFERED, ON, Tally
from tests.simulation.scenes import Line, contacts, day, in_order, world

_INTERVALS, _INTERVAL_S = 24, 300.0
_UNTIL_S = _INTERVALS * _INTERVAL_S
_LINES = (
    Line(LIVE),
    Line(CHAT, (1.0, 1.4, 1.9)),
    Line(DEFERRED),
    Line(DEFERRED, interruptible=True),
    Line(LIVE),
)


class _Played(NamedTuple):
    scene: World
    chance: Day  # before
    contacts: Records  # after
    tally: Tally


def _played(seed, discipline, patience_s, redial_share, drops=False, stay=False):
    rng = np.random.default_rng(seed)
    agents = int(rng.integers(0, 12))
    serves = rng.random((4, len(_LINES))) < 0.6
    options = {"pool_of": rng.integers(0, 4, agents), "interval_s": _INTERVAL_S, "discipline": discipline}
    seats = {kind: rng.integers(0, 4, _INTERVALS) for kind in ("chat_seats", "deferred_seats")}
    lines = [line._replace(redial_share=redial_share) for line in _LINES]
    duties = _duties(rng, agents, (BEGIN,) if stay else (BEGIN, PAUSE, BEGIN, END))
    scene = world(lines, duties, _INTERVALS, serves=serves, drops=drops, **options, **seats)
    chance = day(rng, *(_came(rng, line, patience_s) for line in lines), present=rng.random(agents + 1))
    own = chance.contacts.copy()
    tally = Tally.empty(len(lines), _INTERVALS, 4, agents)
    play(scene, chance._replace(contacts=own), tally)
    return _Played(scene, chance, own, tally)


def _duties(rng, agents, moments):
    at_s = np.sort(rng.uniform(0, _UNTIL_S, (agents, len(moments))), axis=1).tolist()
    duties = in_order([(a, at, what) for a in range(agents) for at, what in zip(at_s[a], moments, strict=True)])
    duties["shift"], duties["absent_share"] = duties["agent"], 0.2
    return duties


def _came(rng, line, patience_s):
    arrived = np.sort(rng.uniform(0, _UNTIL_S, rng.integers(0, 40)))
    patience = rng.exponential(patience_s, len(arrived)) if patience_s < np.inf and line.kind != DEFERRED else np.inf
    return contacts(arrived, rng.exponential(200, len(arrived)), 600.0 if line.kind == DEFERRED else 30.0, patience)


_SCENES = {
    "seed": st.integers(0, 10**9),
    "discipline": st.sampled_from([EDF, PRIORITY, FIFO]),
    "redial_share": st.sampled_from([0.0, 0.5]),
}


@settings(deadline=None, max_examples=150)
@given(drops=st.booleans(), patience_s=st.sampled_from([0.0, 60.0, np.inf]), **_SCENES)
def test_everybody_is_counted_once(seed, discipline, drops, patience_s, redial_share):
    _, _, after, tally = _played(seed, discipline, patience_s, redial_share, drops)
    counts = tally.counts.sum(axis=1)
    calls = np.bincount(after["queue"], 1 + after["calls"], len(_LINES))
    answered = np.bincount(after["queue"], after["answered"], len(_LINES))
    assert counts[:, OFFERED].tolist() == calls.tolist()
    assert counts[:, ANSWERED].tolist() == answered.tolist()
    waiting = counts[:, OFFERED] - counts[:, ANSWERED] - counts[:, GAVE_UP]
    patient = [patience_s == np.inf or line.kind == DEFERRED for line in _LINES]
    assert (waiting >= 0).all()
    assert (waiting[~np.array(patient)] == 0).all()
    assert (counts[patient, GAVE_UP] == 0).all()
    assert (tally.counts[:, :, IN_TIME] <= tally.counts[:, :, COUNTED]).all()
    assert (tally.counts[:, :, COUNTED] <= tally.counts[:, :, OFFERED]).all()
    assert (tally.counts[:, -1, LEFT_OVER] >= np.where(patient, waiting, 0)).all()


@settings(deadline=None, max_examples=150)
@given(drops=st.booleans(), **_SCENES)
def test_work_is_done_once_and_by_people_who_are_there(seed, discipline, drops, redial_share):
    """A chat takes the share of an agent that it would have beside as many others as may be."""
    scene, chance, after, tally = _played(seed, discipline, np.inf, redial_share, drops)
    left = np.where(after["waits"] == 1, after["work_s"], np.where(after["answered"] == 1, 0.0, np.nan))
    full = np.array([line.slower[-1] / len(line.slower) for line in _LINES])
    done_s = (chance.contacts["work_s"] - left) * full[after["queue"]]
    assert tally.agents[:, 0].sum() == pytest.approx(done_s.sum(), abs=1e-6)
    assert (tally.agents[:, 0] <= tally.agents[:, 1] + 1e-6).all()
    assert (tally.people_s[:, :, BUSY] <= tally.people_s[:, :, ON] + 1e-6).all()
    assert (tally.people_s[:, :, ON].sum(axis=0) <= len(scene.pool_of) * _INTERVAL_S + 1e-6).all()


@settings(deadline=None, max_examples=100)
@given(**_SCENES)
def test_people_who_stay_answer_all_that_is_for_them(seed, discipline, redial_share):
    """But mails and chats for which there are no seats at the end."""
    scene, chance, _, tally = _played(seed, discipline, np.inf, redial_share, stay=True)
    there = chance.present[scene.duties["shift"]] >= scene.duties["absent_share"]
    served = scene.serves[scene.pool_of[scene.duties["agent"][there]]].any(axis=0)
    counts = tally.counts.sum(axis=1)
    for queue, line in enumerate(_LINES):
        if line.kind == LIVE or line.interruptible:
            assert counts[queue, ANSWERED] == (counts[queue, OFFERED] if served[queue] else 0)
