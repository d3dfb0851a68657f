"""What a bot leaves to people, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan import Queue, Target
from planner.staffing.bots import human_aht_factor, human_share

TARGET = Target(service_level=0.8, within_s=20)
SHARES = st.floats(0, 1)


def queue(share: float = 0.0, escalation: float = 0.0, factor: float = 1.0) -> Queue:
    bot = {"bot_share": share, "bot_escalation": escalation, "bot_aht_factor": factor}
    return Queue(channel="chat", model="live", aht_s=300.0, target=TARGET, **bot)


def test_by_hand() -> None:
    # of 100 contacts the bot takes 20 and passes 5 on; people handle 80 at 1 and 5 at 1.15 handle times
    assert human_share(queue(0.2, 0.25, 1.15)) == pytest.approx(0.85)
    assert human_aht_factor(queue(0.2, 0.25, 1.15)) == pytest.approx((80 + 5 * 1.15) / 85)


def test_without_a_bot_nothing_changes() -> None:
    assert human_share(queue(factor=9.0)) == human_aht_factor(queue(factor=9.0)) == 1.0


def test_a_bot_that_takes_all_leaves_nothing() -> None:
    assert human_share(queue(1.0)) == 0.0
    assert human_aht_factor(queue(1.0)) == 1.0


@given(SHARES, SHARES, st.floats(0.1, 5))
def test_workload_is_what_is_not_taken_plus_what_comes_back(share: float, escalation: float, factor: float) -> None:
    with_bot = queue(share, escalation, factor)
    assert human_share(with_bot) * human_aht_factor(with_bot) == pytest.approx(1 - share + share * escalation * factor)
