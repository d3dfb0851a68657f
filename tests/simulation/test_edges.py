"""Nobody there, nobody coming, no patience, nothing to serve; absence, pauses and shifts that end or do not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.simulation.records import BEGIN, DEFERRED, END, LIVE, PAUSE
from planner.simulation.state import FIFO
from planner.simulation.tally import (
    ANSWERED,
    BUSY,
    COUNTED,
    GAVE_UP,
    IN_TIME,
    LEFT_OVER,
    OF_ANSWERED,
    OFFERED,
    ON,
    SHORT_EXCLUDED,
    SHORT_MET,
    VIRTUAL,
    WAITED_S,
)
from planner.staffing import erlang
from tests.simulation.scenes import (
    INTERVAL_S,
    Estimate,
    Line,
    always,
    contacts,
    day,
    in_order,
    memoryless,
    one_pool,
    played,
    share,
    totals,
    world,
)

_NOBODY = always(1)[:0]


def _rng():
    return np.random.default_rng(0)


def _calls(*arrived_s, work_s=100.0, within_s=20.0, patience_s=np.inf):
    return day(_rng(), contacts(np.array(arrived_s, float), work_s, within_s, patience_s))


def _alone(duties, intervals=2, **options):
    return world([Line()], duties, intervals, pool_of=[0] * 2, **options)


class TestNobody:
    def test_no_agents_at_all(self):
        tally = played(world([Line()], _NOBODY, 2, pool_of=[]), _calls(0, 10, 2000, patience_s=60.0))
        assert totals(tally)[[OFFERED, ANSWERED, GAVE_UP, IN_TIME, COUNTED]].tolist() == [3, 0, 3, 0, 3]

    def test_agents_who_never_come(self):
        tally = played(_alone(_NOBODY), _calls(0, 10))
        assert totals(tally)[[OFFERED, ANSWERED, GAVE_UP, COUNTED]].tolist() == [2, 0, 0, 2]
        assert tally.counts[0, :, LEFT_OVER].tolist() == [2, 2]
        assert tally.agents.sum() == tally.people_s.sum() == 0

    @pytest.mark.parametrize(("definition", "counted", "in_time"), [(OF_ANSWERED, 0, 0), (SHORT_EXCLUDED, 1, 0)])
    def test_who_gave_up_after_all_have_gone_counts_by_the_definition(self, definition, counted, in_time):
        self._last(definition, counted, in_time)

    @pytest.mark.parametrize(("definition", "counted", "in_time"), [(SHORT_MET, 2, 1), (VIRTUAL, 2, 0)])
    def test_who_gave_up_soon_after_all_have_gone(self, definition, counted, in_time):
        self._last(definition, counted, in_time)

    def _last(self, definition, counted, in_time):
        scene = world([Line(definition=definition)], _NOBODY, 1, pool_of=[0])
        tally = played(scene, _calls(0, 10, patience_s=np.array([5.0, 60.0])))
        assert totals(tally)[[COUNTED, IN_TIME]].tolist() == [counted, in_time]
        assert totals(tally)[GAVE_UP] == 2

    @pytest.mark.parametrize("patience_s", [0.0, 30.0])
    def test_one_who_calls_for_ever_is_put_off(self, patience_s):
        """With a share of 1 and nobody there; every number drawn says that it calls again."""
        tally = played(world([Line(redial_share=1.0)], _NOBODY, 2, pool_of=[0]), _calls(0, patience_s=patience_s))
        assert totals(tally)[OFFERED] == totals(tally)[GAVE_UP] == 101


class TestNoContacts:
    def test_all_are_idle(self):
        tally = played(_alone(always(2)), _calls())
        assert tally.counts.sum() == 0
        assert tally.people_s[0, :, ON].tolist() == [3600, 3600]
        assert tally.people_s[0, :, BUSY].tolist() == [0, 0]

    def test_one_queue_of_two_has_none(self):
        scene = world([Line(), Line(DEFERRED)], always(1), 1, pool_of=[0], serves=[[True, True]], deferred_seats=1)
        chance = day(_rng(), contacts(np.zeros(0), 0.0, 0.0), contacts(np.zeros(1), 50.0, 100.0))
        assert totals(played(scene, chance), 1)[IN_TIME] == 1


class TestPatience:
    def test_without_any_who_is_not_answered_at_once_is_gone(self):
        """Erlang's loss: with one agent busy from 0 to 100, of four only those of 0 and 150 are answered."""
        tally = played(_alone(in_order([(0, 0.0, BEGIN)])), _calls(0, 10, 99.9, 150, patience_s=0.0))
        assert totals(tally)[[ANSWERED, GAVE_UP, WAITED_S]].tolist() == [2, 2, 0]

    def test_without_any_it_is_erlang_b(self):
        rng = np.random.default_rng(1)
        came = memoryless(rng, 10 / 180, 3000 * INTERVAL_S, 180, 20, 1e-9)
        tally = played(one_pool(Line(), 11, 3000), day(rng, came))
        assert share(tally, GAVE_UP, OFFERED).agrees(erlang.blocking_probability(10, 11))

    def test_whose_patience_ends_when_an_agent_is_free_is_answered(self):
        tally = played(_alone(in_order([(0, 0.0, BEGIN)])), _calls(0, 50, patience_s=50.0))
        assert totals(tally)[ANSWERED] == 2


class TestAgents:
    def test_one_that_serves_no_queue_stays_idle(self):
        scene = world([Line()], always(2), 1, pool_of=[0, 1], serves=[[False], [True]])
        tally = played(scene, _calls(0, 0, 0))
        assert tally.agents[:, 2].tolist() == [0, 3]
        assert tally.people_s[0, 0].tolist() == [0, 1800]

    def test_who_takes_a_break_finishes_the_contact_in_hand(self):
        duties = in_order([(0, 0.0, BEGIN), (0, 50.0, PAUSE), (0, 200.0, BEGIN), (0, 1000.0, END)])
        tally = played(_alone(duties), _calls(0, 60))
        # answered at 0, ends at 100 in the break; the second at 200, until 300
        assert totals(tally)[WAITED_S] == 140
        assert tally.agents[0, :2].tolist() == [200, 100 + 800]

    def test_who_goes_finishes_the_contact_in_hand(self):
        tally = played(_alone(in_order([(0, 0.0, BEGIN), (0, 50.0, END)])), _calls(0, 10))
        assert totals(tally)[[ANSWERED, LEFT_OVER]].tolist() == [1, 2]
        assert tally.agents[0, :2].tolist() == [100, 100]

    def test_who_goes_hands_the_contact_to_another_with_the_work_that_is_left(self):
        duties = in_order([(0, 0.0, BEGIN), (0, 50.0, END), (1, 70.0, BEGIN)])
        tally = played(_alone(duties, drops=True), _calls(0, 10))
        # the first goes on from 70 to 120; the second, who came 10, is answered then
        assert totals(tally)[[ANSWERED, WAITED_S]].tolist() == [2, 110]
        assert tally.agents[:, 0].tolist() == [50, 150]

    def test_a_shift_without_an_end_serves_who_comes_after_the_last_interval(self):
        tally = played(_alone(in_order([(0, 0.0, BEGIN)]), intervals=1), _calls(0, 5000))
        assert totals(tally)[ANSWERED] == 2
        assert tally.counts[0, 0, OFFERED] == 2
        assert tally.people_s[0, 0].tolist() == [100, 1800]

    def test_within_one_interval_all_are_counted(self):
        tally = played(_alone(always(1), intervals=1), _calls(0, 0, 0, work_s=600.0))
        assert totals(tally)[[ANSWERED, WAITED_S]].tolist() == [3, 1800]


class TestAbsence:
    def test_the_absent_are_not_there(self):
        duties = in_order([(agent, 0.0, BEGIN) for agent in range(4)])
        duties["shift"], duties["absent_share"] = np.arange(4), 0.3
        scene = world([Line()], duties, 1, pool_of=[0] * 4)
        tally = played(scene, _calls(0, 1, 2)._replace(present=np.array([0.1, 0.3, 0.9, 0.29])))
        assert (tally.agents[:, 1] > 0).tolist() == [False, True, True, False]

    def test_presence_is_what_is_not_absence(self):
        rng, agents, days = np.random.default_rng(3), 50, 200
        duties = always(agents)
        duties["shift"], duties["absent_share"] = np.arange(agents), 0.12
        scene = world([Line()], duties, 1, pool_of=[0] * agents)
        there = []
        for _ in range(days):
            chance = _calls(0)._replace(present=rng.random(agents))
            there.append(played(scene, chance).people_s[0, 0, ON] / INTERVAL_S / agents)
        assert Estimate(np.mean(there), np.std(there, ddof=1) / np.sqrt(days)).agrees(0.88)


@settings(deadline=None, max_examples=100)
@given(seed=st.integers(0, 10**6), agents=st.integers(1, 6), within_s=st.floats(0, 500))
def test_one_more_agent_never_lowers_the_number_in_time(seed, agents, within_s):
    rng = np.random.default_rng(seed)
    came = contacts(np.sort(rng.uniform(0, 3600, 80)), rng.exponential(200, 80), within_s)
    chance = day(rng, came)
    few, more = (totals(played(one_pool(Line(LIVE), n, 2, discipline=FIFO), chance)) for n in (agents, agents + 1))
    assert more[IN_TIME] >= few[IN_TIME]
    assert more[WAITED_S] <= few[WAITED_S] + 1e-6


def test_the_same_chance_gives_the_same_numbers():
    rng = np.random.default_rng(5)
    chance = day(rng, memoryless(rng, 0.05, 20 * INTERVAL_S, 180, 20, 100))
    one, other = (played(one_pool(Line(redial_share=0.5), 9, 20), chance) for _ in range(2))
    assert all((mine == its).all() for mine, its in zip(one, other, strict=True))
