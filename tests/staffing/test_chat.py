from math import inf

import numpy as np
import pytest

from planner.errors import PlannerError
from planner.plan.conversation import Conversation
from planner.staffing import chat, erlang
from planner.staffing.first_response import answered_within
from planner.staffing.goal import DEFINITIONS
from tests.staffing import event_loop

_AHT_S = (420, 600, 720)


def test_one_chat_at_a_time_is_erlang():
    for definition in DEFINITIONS:
        args = (14, [180], 20, 300, definition)
        assert chat.service_level(200, *args) == pytest.approx(erlang.service_level(10, 14, 180, 20, 300, definition))
    assert chat.mean_wait_s(200, 14, [180]) == pytest.approx(erlang.mean_wait_s(10, 14, 180))
    assert chat.agents_required(200, [180], 0.8, 20) == 14


def test_chats_that_do_not_disturb_one_another_are_erlang_on_all_slots():
    assert chat.service_level(400, 7, [180] * 4, 20, 300) == pytest.approx(erlang.service_level(20, 28, 180, 20, 300))


@pytest.mark.parametrize(
    ("agents", "aht_s", "utilisation", "patience_s", "within_s"),
    [
        (8, _AHT_S, 0.95, 300, 20),
        (20, (420, 500, 640, 800), 1.0, 120, 30),
        (60, (300, 400, 480, 560, 640), 1.05, 180, 30),
        (40, _AHT_S, 0.9, inf, 20),
        (12, (300, 450, 560, 640, 700), 0.9, 600, 15),
    ],
)
def test_service_level_is_within_a_point_of_the_event_loop(agents, aht_s, utilisation, patience_s, within_s):
    rate = utilisation * agents * len(aht_s) / aht_s[-1]
    loop = event_loop.fast(event_loop.chat_levels)
    in_time, lost = loop(rate, agents, np.array(aht_s, float), patience_s, within_s, 400_000, 1)
    assert chat.service_level(3600 * rate, agents, aht_s, within_s, patience_s) == pytest.approx(in_time, abs=0.01)
    assert chat.abandon_rate(3600 * rate, agents, aht_s, patience_s) == pytest.approx(lost, abs=0.005)


def test_the_compiled_event_loop_is_the_plain_one():
    args = (0.05, 4, np.array(_AHT_S, float), 200.0, 20.0, 300, 7)
    plain, fast = event_loop.chat_levels(*args), event_loop.fast(event_loop.chat_levels)(*args)
    assert plain == fast


def test_no_more_chats_than_pay():
    assert chat.concurrency_cap([5, 7, 10, 14, 19]) == 3
    steep, capped = (300, 420, 600, 840, 1140), (300, 420, 600)
    assert chat.service_level(200, 9, steep, 20, 60) == chat.service_level(200, 9, capped, 20, 60)


@pytest.mark.parametrize("patience_s", [60, inf])
def test_requirement_is_the_least(patience_s):
    rates = np.array([1, 20, 100, 500, 2000])
    agents = chat.agents_required(rates, _AHT_S, 0.8, 30, patience_s, max_occupancy=0.88, max_abandon=0.05)

    def meets(agents):
        return (
            (chat.service_level(rates, agents, _AHT_S, 30, patience_s) >= 0.8)
            & (chat.occupancy(rates, agents, _AHT_S, patience_s) <= 0.88)
            & (chat.abandon_rate(rates, agents, _AHT_S, patience_s) <= 0.05)
        )

    assert meets(agents).all()
    assert not meets(agents - 1).any()


def test_hundredths_of_agents():
    agents = chat.agents_required([20, 300], _AHT_S, 0.8, 30, 120, unit=0.01)
    assert (np.ceil(agents - 1e-9) == chat.agents_required([20, 300], _AHT_S, 0.8, 30, 120)).all()
    assert chat.service_level([20, 300], agents, _AHT_S, 30, 120) == pytest.approx([0.8, 0.8], abs=0.005)


def test_service_level_grows_with_agents_whole_or_not():
    levels = chat.service_level(300, np.arange(0, 60) / 2, _AHT_S, 20, 120)
    assert (np.diff(levels) >= 0).all()
    assert (levels[0], chat.service_level(300, 0, _AHT_S, 20, 120)) == (0, 0)


class TestEdges:
    def test_no_chats(self):
        assert chat.agents_required(0, _AHT_S, 0.8, 20) == 0
        assert chat.service_level(0, 0, _AHT_S, 20) == 1

    def test_no_patience_loses_who_finds_all_full(self):
        assert chat.abandon_rate(1e-6, 1, _AHT_S, 0) == pytest.approx(0, abs=1e-9)
        assert chat.abandon_rate(300, 5, _AHT_S, 0) == pytest.approx(1 - chat.service_level(300, 5, _AHT_S, 20, 0))

    def test_more_than_all_can_take(self):
        assert chat.service_level(300, 20, _AHT_S, 20) == 0
        assert chat.mean_wait_s(300, [20, 20.5], _AHT_S).tolist() == [inf, inf]
        assert chat.agents_required(300, _AHT_S, 0, 20) == 21

    def test_all_and_none(self):
        assert chat.agents_required(300, _AHT_S, 0, 20, 60) == 0
        assert chat.service_level(300, chat.agents_required(300, _AHT_S, 1, 20, 60), _AHT_S, 20, 60) > 1 - 1e-8

    def test_nonsense_is_refused_by_name(self):
        with pytest.raises(PlannerError, match="aht_s = 0: must be more than 0"):
            chat.service_level(300, 20, [420, 0], 20)
        with pytest.raises(PlannerError, match="number of handle times"):
            chat.service_level(300, 20, [], 20)


class TestConversation:
    conversation = Conversation(work_s=30.0, think_s=60.0, turns=8.0, max_chats=5)
    aht_s = conversation.aht_by_concurrency_s

    def level(self, rate_per_h, agents, within_s, patience_s, definition="offered"):
        args = (rate_per_h, agents, self.aht_s, within_s, patience_s, definition)
        return chat.service_level(*args, self.conversation)

    def test_handle_times_of_the_machine_repairman(self):
        assert [aht_s / 60 for aht_s in self.aht_s] == pytest.approx([12.0, 13.3, 15.2, 17.7, 20.8], abs=0.05)

    def test_answer_of_a_free_agent_takes_one_piece_of_work(self):
        assert answered_within(self.conversation, 0, 30) == pytest.approx(1 - np.exp(-1))
        assert self.conversation.answered_at_best(30) == pytest.approx(1 - np.exp(-1))
        assert answered_within(self.conversation, 4, [0, 1e4]).tolist() == pytest.approx([0, 1])

    @pytest.mark.parametrize(("within_s", "off"), [(60, 0.06), (120, 0.05), (300, 0.01)])
    def test_first_response_is_safe_and_close(self, within_s, off):
        rate = 0.95 * 30 * 5 / self.aht_s[-1]
        loop = event_loop.fast(event_loop.conversations)
        in_time, _ = loop(rate, 30, 5, 30.0, 60.0, 8, 200.0, within_s, 60_000, 2)
        level = self.level(3600 * rate, 30, within_s, 200)
        assert in_time - off <= level <= in_time + 0.003

    def test_first_response_ends_where_acceptance_does(self):
        accepted = 1 - chat.abandon_rate(200, 10, self.aht_s, 300)
        assert self.level(200, 10, 1e4, 300) == pytest.approx(accepted, abs=1e-6)

    @pytest.mark.parametrize("within_s", [10, 60, 300])
    @pytest.mark.parametrize("definition", ["offered", "answered", "virtual"])
    def test_first_response_is_the_sum_over_waits_for_acceptance(self, within_s, definition):
        """A slow plain sum: accepted in each of many short spans, answered in what is left."""
        rate, ends = 500, np.linspace(0, within_s, 5001)
        accepted = chat.service_level(rate, 11, self.aht_s, ends, 120, definition)
        left = within_s - 0.5 * (ends[1:] + ends[:-1])
        waited = np.diff(accepted) @ answered_within(self.conversation, 4, left)
        weights = [1.0]  # of 0, 1, ... chats in hand, spread evenly
        for held in range(1, 55):
            each, more = divmod(held, 11)
            ends_per_s = (11 - more) * each / self.aht_s[max(each, 1) - 1] + more * (each + 1) / self.aht_s[each]
            weights.append(weights[-1] * rate / 3600 / ends_per_s)
        at_once = sum(w * answered_within(self.conversation, k // 11, within_s) for k, w in enumerate(weights))
        expected = accepted[0] * at_once / sum(weights) + waited
        assert self.level(rate, 11, within_s, 120, definition) == pytest.approx(expected, abs=1e-5)

    def test_the_least_agents_for_a_first_response_are_more_than_for_acceptance(self):
        rates = np.array([0.0, 20.0, 300.0])
        args = (rates, self.aht_s, 0.8, 120, 300)
        agents = chat.agents_required(*args, unit=0.01, conversation=self.conversation)
        assert (agents[1:] > chat.agents_required(*args, unit=0.01)[1:]).all()
        assert agents[0] == 0
        assert (self.level(rates[1:], agents[1:], 120, 300) >= 0.8).all()
        assert (self.level(rates[1:], agents[1:] - 0.01, 120, 300) < 0.8).all()

    def test_out_of_reach_is_refused(self):
        with pytest.raises(PlannerError, match="share answered at best - service_level"):
            chat.agents_required(20, self.aht_s, 0.9, 60, conversation=self.conversation)

    def test_the_compiled_event_loop_is_the_plain_one(self):
        args = (0.02, 3, 2, 30.0, 60.0, 4, 200.0, 120.0, 60, 7)
        plain, fast = event_loop.conversations(*args), event_loop.fast(event_loop.conversations)(*args)
        assert plain == fast
