"""Figures of the simulation: people and patience of the bank by hand, its February where it is, the large centre."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from planner.simulation.records import BEGIN, END
from planner.simulation.tally import OFFERED
from tests.benchmarks.simulation import __main__ as bench
from tests.benchmarks.simulation.bank import MOST_SHARE, Bank, Comparison
from tests.benchmarks.simulation.bank_calls import Patience, read_calls, seen_by_five_minutes, seen_by_half_hour
from tests.benchmarks.simulation.centre import AGENTS, DAY_S, KINDS, centre, drawn, shape
from tests.data import real_data
from tests.simulation.scenes import played


def _answered(*calls):
    """Calls by server, start and end; nobody waits."""
    frame = pd.DataFrame(calls, columns=["server", "starts_s", "ends_s"]).astype({"starts_s": float, "ends_s": float})
    return frame.assign(answered=True, queued=False, joined_s=frame["starts_s"], waited_s=0.0)


def test_people_are_seen_on_calls_and_in_short_pauses():
    calls = _answered(("A", 0, 100), ("A", 250, 300), ("B", 0, 30), ("B", 700, 900))
    assert seen_by_five_minutes(calls)[:4] == pytest.approx([1 + 30 / 300, 0, 200 / 300, 0])
    assert seen_by_half_hour(calls)[:2].tolist() == [2, 0]


def test_people_are_not_seen_in_a_pause_while_somebody_waits():
    calls = _answered(("A", 0, 100), ("A", 200, 300), ("B", 0, 100), ("B", 110, 300))
    calls.loc[1, ["queued", "joined_s", "waited_s"]] = [True, 100.0, 80.0]
    assert seen_by_five_minutes(calls)[0] == pytest.approx((100 + 20 + 100 + 300) / 300)


def test_patience_of_those_answered_is_longer_than_their_wait():
    """Two of four hang up, at 10 and 30 s; one is answered at 20, when two were left: 3/4, then 1/2 of it, then 0."""
    queued = pd.DataFrame({"waited_s": [10.0, 20.0, 30.0, 40.0], "answered": [False, True, False, True]})
    patience = Patience.of(queued.assign(queued=True))
    assert patience.left == pytest.approx([0.75, 0.375])
    drawn_s = patience.drawn(np.random.default_rng(0), 100_000)
    shares = [(drawn_s == 10).mean(), (drawn_s == 30).mean(), (drawn_s > 30).mean()]
    assert shares == pytest.approx([0.25, 0.375, 0.375], abs=0.01)
    assert (drawn_s[drawn_s > 30] - 30).mean() == pytest.approx(50, rel=0.02)  # 100 s waited, two hung up


def test_the_banks_february_is_as_measured():
    """The afternoon is on the edge of two points, more of which the draws decide: half a point of room."""
    bank = Bank.of(read_calls(real_data(bench.BANK)), seen_by_five_minutes)
    compared = Comparison.of(bank)
    assert 0.9 < compared.factor < 1.0
    assert np.abs(compared.points).max() < 0.025
    assert np.abs(compared.waits).max() <= MOST_SHARE
    assert len(list(compared.lines())) == 8


class TestLargeCentre:
    def test_everybody_has_a_shift_and_leaves_when_it_is_over(self):
        duties = centre().duties
        assert set(duties["agent"]) == set(range(AGENTS))
        for agent in range(AGENTS):
            own = duties[duties["agent"] == agent]
            ends = (own["what"] == END).sum()
            assert ends == 1
            assert all(one["what"] != other["what"] for one, other in pairwise(own))  # on, off, on, …

    def test_a_shift_past_midnight_is_there_in_the_morning_too(self):
        duties = centre().duties
        at_midnight = duties[(duties["at_s"] == 0) & (duties["what"] == BEGIN)]
        until_morning = duties[(duties["what"] == END) & (duties["at_s"] == 7 * 3600)]
        assert set(until_morning["agent"]) < set(at_midnight["agent"])

    def test_a_days_contacts_are_those_asked(self):
        offered = sum(played(centre(), drawn(seed)).counts[:, :, OFFERED] for seed in range(20))
        for kind, own in zip(KINDS, offered / 20, strict=True):
            assert own.sum() == pytest.approx(kind.offered, rel=0.05)
            assert own[:12].sum() / own.sum() == pytest.approx(shape()[:12].sum(), abs=0.02)
        assert drawn(0).contacts["arrived_s"].max() < DAY_S

    def test_half_widths_leave_out_intervals_without_contacts(self):
        tallies = [played(centre(), drawn(seed)) for seed in range(3)]
        for tally in tallies:
            tally.counts[:, 5] = 0
        assert bench.half_widths(tallies).shape == (len(KINDS) * 47,)


def test_the_single_queue_is_erlangs(capsys, monkeypatch):
    monkeypatch.setattr(bench, "CONTACTS", 5_000)
    assert bench.single_queue(10) > 0
    assert "exact 0.402" in capsys.readouterr().out
    source = bench.single_source(10)
    assert source.offered.sum() == pytest.approx(5_000, rel=0.02)
